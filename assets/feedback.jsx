import { createContext, useContext, useEffect, useRef, useState } from "react";
import { Link, useLocation } from "react-router";
import { later } from "$/public/away.jsx";
import { Icon, useSignInFirst, useWish } from "$/public/shell.jsx";

const TAB = "wtc:tab";
const MOST = 400;
const WHOLE = 0.98;
const LOOKED = 1000;
const GATHER = 4000;
const TOGETHER = 50;

/** What this tab has told already, and its own random word; a reload changes neither. */
let memory = null;
function tab() {
  if (memory) return memory;
  try {
    memory = JSON.parse(sessionStorage.getItem(TAB) ?? "null");
  } catch {
    // Storage may be switched off: then a reload is another tab.
  }
  memory ??= { word: crypto.randomUUID?.() ?? Math.random().toString(36).slice(2), click: [], skip: [], down: [] };
  return memory;
}

function keep(list, subject, on = true) {
  const here = tab();
  here[list] = here[list].filter((each) => each !== subject);
  if (on) here[list] = [...here[list], subject].slice(-MOST);
  try {
    sessionStorage.setItem(TAB, JSON.stringify(here));
  } catch {
    // See above.
  }
}

function once(list, subject) {
  if (tab()[list].includes(subject)) return false;
  keep(list, subject);
  return true;
}

function beacon(address, body) {
  navigator.sendBeacon?.(address, new Blob([JSON.stringify(body)], { type: "application/json" }));
}

/** Where a card stands: the list around it names the surface, the card its place. Null where nothing is counted. */
function standing(box) {
  const surface = box?.closest("[data-surface]")?.dataset.surface;
  const position = Number(box?.querySelector("[data-position]")?.dataset.position);
  return surface ? { surface, position: position || null } : null;
}

const waiting = [];
let timer = 0;
function flush() {
  clearTimeout(timer);
  timer = 0;
  while (waiting.length) beacon("/v1/feedback/skips", { session: tab().word, skipped: waiting.splice(0, TOGETHER) });
}

/** A card that was whole in view for a second and then left it by scrolling on was passed by. */
const cards = new Map();
let watcher = null;
function look(entries) {
  for (const { target, isIntersecting, intersectionRatio, boundingClientRect: at } of entries) {
    const card = cards.get(target);
    if (!card) continue;
    const now = performance.now();
    if (intersectionRatio >= WHOLE) {
      card.since ??= now;
      continue;
    }
    card.looked ||= card.since !== null && now - card.since >= LOOKED;
    card.since = null;
    if (isIntersecting || !card.looked || !at.height) continue;
    card.looked = false;
    const left = target.closest(".rail")?.getBoundingClientRect().left ?? 0;
    if (card.spoken || !(at.bottom <= 1 || at.right <= left + 1)) continue;
    const where = standing(target);
    if (!where || tab().click.includes(card.subject) || !once("skip", card.subject)) continue;
    waiting.push({ event_id: card.subject, ...where });
    timer ||= setTimeout(flush, GATHER);
  }
}

function watch(element, subject) {
  if (!watcher) {
    watcher = new IntersectionObserver(look, { threshold: [0, WHOLE] });
    document.addEventListener("visibilitychange", () => document.hidden && flush());
    addEventListener("pagehide", flush);
  }
  const card = { subject, since: null, looked: false, spoken: false };
  cards.set(element, card);
  watcher.observe(element);
  return card;
}

/** Tells of a card that is opened or passed by, once a tab, and only for somebody who is signed in. */
function useCounted(box, subject, signedIn) {
  const card = useRef(null);
  useEffect(() => {
    const element = box.current;
    if (!signedIn || !element || !standing(element)) return undefined;
    card.current = watch(element, subject);
    return () => {
      watcher.unobserve(element);
      cards.delete(element);
      card.current = null;
    };
  }, [subject, signedIn]);
  return (press) => {
    if (!card.current || press.button > 1) return;
    card.current.spoken = true;
    const where = press.target.closest("h3 a") && standing(box.current);
    if (!where || !once("click", subject)) return;
    beacon("/v1/feedback", { event_id: subject, action: "click", context: { ...where, session: tab().word } });
  };
}

const Holding = createContext(null);

/**
 * A card that can be put away or turned down. Hidden it folds to one line with Undo; turned down it folds to a line that
 * asks why, for the rest of the visit. Both unfold when the server refuses.
 */
export function Hideable(props) {
  const { subject, name, hidden, up, down, signedIn, refused, reasons, children } = props;
  const [away, setAway] = useWish(hidden, refused);
  const [thumb, setThumb] = useWish(up ? "up" : down ? "down" : "", refused);
  const [folded, setFolded] = useState(false);
  const [reason, setReason] = useState("");
  const signInFirst = useSignInFirst();
  const box = useRef(null);
  const pressed = useRef("");
  const counted = useCounted(box, subject, signedIn);
  const put = (gone) => {
    if (!signedIn) return signInFirst("hide", subject);
    pressed.current = "[data-hide]";
    setAway(gone);
    if (!later("hide", subject, gone)) (gone ? props.onHide : props.onUnhide)(subject);
    return undefined;
  };
  const say = (wish) => {
    if (!signedIn) return signInFirst(wish, subject);
    pressed.current = wish === "up" ? "" : "[data-thumb='down']";
    keep("down", subject, wish === "down");
    setReason("");
    setThumb(wish);
    if (!later(wish || "up", subject, Boolean(wish)))
      ({ up: props.onUp, down: props.onDown, "": props.onUnthumb })[wish](subject, "");
    return undefined;
  };
  const tell = (why) => {
    setReason(why);
    if (!later("down", subject, true, why)) props.onDown(subject, why);
  };
  useEffect(() => setFolded(thumb === "down" && tab().down.includes(subject)), [thumb, subject]);
  const strip = away ? "away" : folded && thumb === "down" ? "down" : "";
  useEffect(() => {
    if (pressed.current) box.current?.querySelector(strip ? ".nfm button" : pressed.current)?.focus();
    pressed.current = "";
  }, [strip]);
  const undo = (back) => (
    <button type="button" className="btn gho sm" onClick={back}>
      Undo
    </button>
  );
  const about = <span className="sr">{name}: </span>;
  return (
    <div ref={box} className="holds" onClickCapture={counted} onAuxClickCapture={counted}>
      {strip === "away" ? (
        <div className="nfm" role="status">
          <span>{about}Grand, you won't see it again.</span>
          {undo(() => put(false))}
        </div>
      ) : strip === "down" ? (
        <div className="nfm not" role="group" aria-label={`Not for you: ${name}`}>
          <span role="status">
            {about}
            {reason ? "Noted." : "Not for you. Why?"}
          </span>
          {reasons.map(([why, words]) => (
            <button
              key={why}
              type="button"
              className={why === reason ? "chip on" : "chip"}
              aria-pressed={why === reason}
              onClick={() => tell(why)}
            >
              {words}
            </button>
          ))}
          {undo(() => say(""))}
        </div>
      ) : (
        <Holding.Provider value={{ subject, name, put, thumb, say }}>{children}</Holding.Provider>
      )}
    </div>
  );
}

export function HideButton() {
  const held = useContext(Holding);
  if (!held) return null;
  return (
    <button
      type="button"
      className="ib"
      data-hide=""
      data-act="hide"
      data-subject={held.subject}
      aria-label={`Hide ${held.name}`}
      onClick={() => held.put(true)}
    >
      <Icon name="hide" />
    </button>
  );
}

/** Thumbs up and down: one, the other or neither. */
export function FeedbackPair() {
  const held = useContext(Holding);
  if (!held) return null;
  const { subject, name, thumb, say } = held;
  const up = thumb === "up";
  return (
    <>
      <button
        type="button"
        className="ib"
        data-thumb="up"
        data-act="up"
        data-subject={subject}
        aria-pressed={up}
        aria-label={`More like ${name}`}
        onClick={() => say(up ? "" : "up")}
      >
        <Icon name="like" filled={up} />
        {up ? <small aria-hidden="true">Noted</small> : null}
      </button>
      <button
        type="button"
        className="ib"
        data-thumb="down"
        data-act="down"
        data-subject={subject}
        aria-pressed={thumb === "down"}
        aria-label={`Not for me: ${name}`}
        onClick={() => say(thumb === "down" ? "" : "down")}
      >
        <Icon name="dislike" filled={thumb === "down"} />
      </button>
    </>
  );
}

/** The one reason on a card; it opens the drawer that tells them all, and the page behind it stays as it is. */
export function WhyChip({ subject, name, reason, glyph, className }) {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  query.set("why", subject);
  return (
    <Link className={`why ${className}`} to={`${pathname}?${query}`} preventScrollReset>
      <Icon name={glyph} />
      <span>{reason}</span>
      <span className="sr">. Why {name}?</span>
    </Link>
  );
}

/** Whether one was at a night that is over. */
export function WasThere({ subject, name, on, refused, onYes, onNo }) {
  const [there, setThere] = useWish(on, refused);
  const press = () => {
    setThere(!there);
    (there ? onNo : onYes)(subject);
  };
  return (
    <button type="button" className="btn sm there" aria-pressed={there} onClick={press}>
      {there ? <Icon name="check" /> : null}
      {there ? "You were there" : "Were you there?"}
      <span className="sr">, {name}</span>
    </button>
  );
}
