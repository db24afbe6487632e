import { Children, useEffect, useLayoutEffect } from "react";
import { useParams } from "react-router";
import { useSignInFirst } from "$/public/shell.jsx";

function Icon({ name }) {
  return (
    <svg className="ic" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/**
 * Shows its first child until the event of this address has arrived, then its second. The copy that the server wrote
 * into the page goes in the same frame in which the live page is committed; what crawlers read in the head stays until
 * the reader leaves, since some of them run the page first.
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
  useEffect(() => () => document.head.querySelectorAll("[data-shell]").forEach((tag) => tag.remove()), [slug]);
  return settled ? shown : waiting;
}

/** The device's own share sheet; where there is none, the link goes to the clipboard and `onCopied` says so. */
export function ShareButton({ name, className, onCopied, onFailed }) {
  const share = async () => {
    const address = location.origin + location.pathname;
    try {
      if (navigator.share) await navigator.share({ title: name, url: address });
      else {
        await navigator.clipboard.writeText(address);
        onCopied();
      }
    } catch (error) {
      if (error?.name !== "AbortError") onFailed();
    }
  };
  return (
    <button type="button" className={className} onClick={share}>
      <Icon name="share" />
      Share
    </button>
  );
}

/** Hides an event, or brings it back; sends somebody who is not signed in to do that first. */
export function HideToggle({ subject, hidden, signedIn, className, onHide, onUnhide }) {
  const signInFirst = useSignInFirst();
  const press = () => {
    if (!signedIn) return signInFirst("hide", subject);
    return (hidden ? onUnhide : onHide)(subject);
  };
  return (
    <button type="button" className={className} aria-pressed={hidden} onClick={press}>
      <Icon name="hide" />
      {hidden ? "Hidden. Bring it back" : "Hide"}
    </button>
  );
}
