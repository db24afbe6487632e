import { later } from "$/public/away.jsx";
import { useSignInFirst, useWish } from "$/public/shell.jsx";

/** Follow or not, at once, taken back when the server refuses. With `words` it is a button that says so. */
export function FollowButton({ subject, name, followed, signedIn, refused, words, className, onFollow, onUnfollow }) {
  const [on, setOn] = useWish(followed, refused);
  const signInFirst = useSignInFirst();
  const press = () => {
    if (!signedIn) return signInFirst("follow", subject);
    setOn(!on);
    if (!later("follow", subject, !on)) (on ? onUnfollow : onFollow)(subject);
    return undefined;
  };
  return (
    <button
      type="button"
      className={className || "ib"}
      data-act="follow"
      data-subject={subject}
      aria-pressed={on}
      aria-label={`Follow ${name}`}
      onClick={press}
    >
      <svg className="ic" aria-hidden="true">
        <use href={`/icons.svg#${on ? "check" : "plus"}`} />
      </svg>
      {words ? (on ? "Following" : "Follow") : null}
    </button>
  );
}
