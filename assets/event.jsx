import { Children, useEffect, useLayoutEffect } from "react";
import { useLocation, useParams } from "react-router";
import { later } from "$/public/away.jsx";
import { fromCard, useSignInFirst, useWish } from "$/public/shell.jsx";

function Icon({ name }) {
  return (
    <svg className="ic" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/**
 * Shows its first child until the event of this address has arrived, then its second. The copy that the server wrote
 * into the page goes in the same frame in which the live page is committed, or with a reader who leaves before that; what
 * crawlers read in the head stays until the reader leaves, since some of them run the page first.
 */
export function Stage({ stage, subject, children }) {
  const { slug } = useParams();
  const [waiting, shown] = Children.toArray(children);
  const settled = stage !== "loading" && (stage !== "ready" || subject === slug);
  useLayoutEffect(() => {
    if (!settled) return;
    document.getElementById("shell")?.remove();
    if (document.head.querySelectorAll("title").length > 1) document.head.querySelector("title[data-shell]")?.remove();
  }, [settled]);
  useEffect(() => () => document.querySelectorAll("#shell, head [data-shell]").forEach((each) => each.remove()), [slug]);
  return settled ? shown : waiting;
}

/** The title or the poster of a page on its way, as the card that was pressed showed it; else the box that holds its place. */
export function Coming({ what, children }) {
  const { title, poster } = fromCard(useLocation().pathname);
  if (what === "title" && title) return <h1>{title}</h1>;
  if (what === "poster" && poster) return <img src={poster} alt="" width={640} height={480} />;
  return children ?? null;
}

/** Takes out the copy that the server wrote into a page without a subject once the live one is there. */
export function Landed({ ready }) {
  useLayoutEffect(() => {
    if (ready) document.getElementById("shell")?.remove();
  }, [ready]);
  useEffect(() => () => document.getElementById("shell")?.remove(), []);
  return null;
}

/** A word that this device makes for itself and forgets the next day: two devices at one table are two. */
function deviceToday() {
  const today = new Date().toDateString();
  try {
    const kept = JSON.parse(localStorage.getItem("wtc.day") || "{}");
    if (kept.day === today) return kept.word;
    const word = crypto.randomUUID?.() || String(Math.random());
    localStorage.setItem("wtc.day", JSON.stringify({ day: today, word }));
    return word;
  } catch {
    return "";
  }
}

/** Tells the house that this event was looked at, and which seller somebody left for; links stay plain links. */
export function Footfall({ event }) {
  useEffect(() => {
    if (!event) return;
    const tell = (what, more) =>
      fetch(`/v1/events/${event}/${what}`, {
        method: "POST",
        keepalive: true,
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ device: deviceToday(), ...more }),
      }).catch(() => {});
    const leave = (press) => {
      const seller = press.target.closest?.("a[data-seller]")?.dataset.seller;
      if (seller && press.button < 2) tell("click", { source: seller });
    };
    tell("view");
    document.addEventListener("click", leave);
    document.addEventListener("auxclick", leave);
    return () => {
      document.removeEventListener("click", leave);
      document.removeEventListener("auxclick", leave);
    };
  }, [event]);
  return null;
}

/** Hides an event, or brings it back; sends somebody who is not signed in to do that first. */
export function HideToggle({ subject, hidden, signedIn, refused, className, onHide, onUnhide }) {
  const [away, setAway] = useWish(hidden, refused);
  const signInFirst = useSignInFirst();
  const press = () => {
    if (!signedIn) return signInFirst("hide", subject);
    setAway(!away);
    if (!later("hide", subject, !away)) (away ? onUnhide : onHide)(subject);
    return undefined;
  };
  return (
    <button
      type="button"
      className={className}
      data-act="hide"
      data-subject={subject}
      aria-pressed={away}
      onClick={press}
    >
      <Icon name="hide" />
      {away ? "Hidden. Bring it back" : "Hide"}
    </button>
  );
}
