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
