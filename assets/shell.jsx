import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { later, saver, useSaver } from "$/public/away.jsx";

const ICONS = "/icons.svg#";
const UNFINISHED = "wtc:unfinished";
const FRESH = 30 * 60 * 1000;

export function Icon({ name, small, filled, className = "" }) {
  const classes = `ic ${small ? "s " : ""}${filled ? "f " : ""}${className}`.trim();
  return (
    <svg className={classes} aria-hidden="true">
      <use href={ICONS + name} />
    </svg>
  );
}

/** The first stop of the keyboard. A plain link, since only the browser's own jump also moves the focus. */
export function SkipLink() {
  return (
    <a className="skip" href="#main">
      Skip to content
    </a>
  );
}

/**
 * A picture in a box of fixed shape; its artwork alone for who asked for few bytes. One that does not load gives way without a word: the square cut of a narrow window
 * to the picture itself, that to its artwork, and that to the bare box.
 */
export function Poster({ src, fallback, rowSrc, srcSet, sizes, colour, alt = "", eager = false, width = 640, height = 480 }) {
  const image = useRef(null);
  const [lost, setLost] = useState({ src, times: 0 });
  const times = lost.src === src ? lost.times : 0;
  const less = useSaver();
  const tries = less && fallback ? [] : [...(rowSrc ? [{ row: rowSrc, own: src }] : []), { own: src }];
  if (fallback && (fallback !== src || !tries.length)) tries.push({ own: fallback });
  const lose = () => setLost({ src, times: times + 1 });
  useEffect(() => {
    if (image.current?.complete && image.current.naturalWidth === 0) lose();
  }, [src, times]);
  const shown = tries[times];
  if (!shown) return null;
  const sized = srcSet && shown.own === src;
  const fit = sized ? sizes || "(min-width: 560px) 320px, 50vw" : undefined;
  return (
    <picture key={times}>
      {shown.row ? <source media="(max-width: 559px)" srcSet={shown.row} /> : null}
      {sized ? <source type="image/avif" srcSet={srcSet.replaceAll(".webp ", ".avif ")} sizes={fit} /> : null}
      <img
        ref={image}
        src={shown.own}
        srcSet={sized ? srcSet : undefined}
        sizes={fit}
        style={sized && colour ? { backgroundColor: colour } : undefined}
        alt={alt}
        width={width}
        height={height}
        loading={eager ? "eager" : "lazy"}
        decoding="async"
        fetchPriority={eager ? "high" : undefined}
        onError={lose}
      />
    </picture>
  );
}

/**
 * What the reader asked for and what the server last said. The wish shows at once; it gives way when the server
 * agrees (`value` changes) or refuses (`refused` counts up).
 */
export function useWish(value, refused) {
  const [wish, setWish] = useState(null);
  useEffect(() => setWish(null), [value, refused]);
  return [wish ?? value, setWish];
}

/** Sends somebody who is not signed in to the sign-in page, and notes what they wanted to do. */
export function useSignInFirst() {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  return (act, subject) => {
    try {
      sessionStorage.setItem(UNFINISHED, JSON.stringify({ act, subject, at: Date.now() }));
    } catch {
      // Storage may be switched off: the visitor signs in and presses again.
    }
    navigate(`/login?next=${encodeURIComponent(pathname + search)}`);
  };
}

/** Does after signing in what was asked for before it. */
export function FinishAct({ signedIn, onSave, onHide, onUp, onDown, onFollow }) {
  useEffect(() => {
    if (!signedIn) return;
    try {
      const { act, subject, at } = JSON.parse(sessionStorage.getItem(UNFINISHED) ?? "{}");
      sessionStorage.removeItem(UNFINISHED);
      if (!Number.isSafeInteger(subject) || Date.now() - at > FRESH) return;
      if (act === "save") onSave(subject);
      if (act === "hide") onHide(subject);
      if (act === "up") onUp(subject);
      if (act === "down") onDown(subject, "");
      if (act === "follow") onFollow(subject);
    } catch {
      // Nothing was noted, or not by us.
    }
  }, [signedIn]);
  return null;
}

/** The heart: on or off at once, taken back when the server refuses. With `words` it is a button that says so. */
export function SaveButton({ subject, name, saved, signedIn, refused, words, className, onSave, onUnsave }) {
  const [on, setOn] = useWish(saved, refused);
  const signInFirst = useSignInFirst();
  const press = () => {
    if (!signedIn) return signInFirst("save", subject);
    setOn(!on);
    if (!later("save", subject, !on)) (on ? onUnsave : onSave)(subject);
  };
  return (
    <button
      type="button"
      className={className || "ib"}
      data-act="save"
      data-subject={subject}
      aria-pressed={on}
      aria-label={`Save ${name}`}
      onClick={press}
    >
      <Icon name="heart" filled={on} />
      {words ? (on ? "Saved" : "Save") : null}
    </button>
  );
}

/** Previous and next for a rail, and arrow keys inside it. */
export function RailArrows({ rail, name }) {
  const [ends, setEnds] = useState({ start: true, end: false });
  useEffect(() => {
    const list = document.getElementById(rail);
    if (!list) return undefined;
    const look = () =>
      setEnds({
        start: list.scrollLeft < 8,
        end: list.scrollLeft + list.clientWidth > list.scrollWidth - 8,
      });
    const keys = (event) => {
      const cards = [...list.querySelectorAll(":scope > li")];
      const here = cards.findIndex((card) => card.contains(document.activeElement));
      const to = { ArrowRight: here + 1, ArrowLeft: here - 1, Home: 0, End: cards.length - 1 }[event.key];
      const link = here < 0 ? null : cards[to]?.querySelector("h3 a");
      if (!link) return;
      event.preventDefault();
      link.focus({ preventScroll: true });
      cards[to].scrollIntoView({ block: "nearest", inline: "start", behavior: "smooth" });
    };
    const grown = new ResizeObserver(look);
    grown.observe(list);
    list.addEventListener("scroll", look, { passive: true });
    list.addEventListener("keydown", keys);
    look();
    return () => {
      grown.disconnect();
      list.removeEventListener("scroll", look);
      list.removeEventListener("keydown", keys);
    };
  }, [rail]);
  const turn = (pages) => {
    const list = document.getElementById(rail);
    list?.scrollBy({ left: pages * list.clientWidth * 0.8, behavior: "smooth" });
  };
  return (
    <div className="arw">
      <button type="button" className="ib" aria-label={`${name}: previous`} disabled={ends.start} onClick={() => turn(-1)}>
        <Icon name="left" />
      </button>
      <button type="button" className="ib" aria-label={`${name}: next`} disabled={ends.end} onClick={() => turn(1)}>
        <Icon name="right" />
      </button>
    </div>
  );
}

export const DISCOVER = "/discover";

/** What was searched for on Discover: the sentence as it was typed, or the words. */
export function saidAt(pathname, search) {
  const query = new URLSearchParams(pathname === DISCOVER ? search : "");
  return query.get("words") ?? query.get("said") ?? query.get("q") ?? "";
}

/**
 * The search field: Enter and the button both search, and without script it is an ordinary form. On Discover it keeps
 * the other filters, and with `follow` the results follow the typing.
 */
export function SearchField({ field, follow = false }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const asked = saidAt(pathname, search);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const sent = useRef("");
  const timer = useRef(0);
  useEffect(() => {
    if (asked !== sent.current) setTyped(asked);
    sent.current = asked;
  }, [asked]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const go = (words, replace) => {
    clearTimeout(timer.current);
    const query = new URLSearchParams(pathname === DISCOVER ? search : "");
    query.delete("page");
    if (words) query.set("words", words);
    else for (const name of ["words", "said", "q"]) query.delete(name);
    sent.current = words;
    navigate(query.size ? `${DISCOVER}?${query}` : DISCOVER, { replace, preventScrollReset: replace });
  };
  const type = (event) => {
    const words = event.target.value;
    setTyped(words);
    clearTimeout(timer.current);
    if (follow && words.trim().length !== 1) timer.current = setTimeout(() => go(words.trim(), true), 300);
  };
  const submit = (event) => {
    event.preventDefault();
    go(typed.trim(), false);
  };
  return (
    <form className={open ? "find open" : "find"} role="search" action={DISCOVER} method="get" onSubmit={submit}>
      <label className="sr" htmlFor={field}>
        Search gigs, acts and rooms
      </label>
      <Icon name="search" small />
      <input
        id={field}
        name="words"
        type="search"
        data-find=""
        placeholder="Trad in Galway tonight"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={200}
        value={typed}
        onChange={type}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
      />
      <kbd aria-hidden="true">/</kbd>
      <button type="submit" className="ib" aria-label="Search" onMouseDown={(event) => event.preventDefault()}>
        <Icon name="right" />
      </button>
    </form>
  );
}

/** A row of links to lists beside each other. Where they don't fit, the current one is brought into view. */
export function Tabs({ label, children }) {
  const strip = useRef(null);
  useEffect(() => {
    const row = strip.current;
    const see = () => {
      const current = row.querySelector('[aria-current="page"]')?.getBoundingClientRect();
      const whole = row.getBoundingClientRect();
      if (current) row.scrollLeft += current.left - whole.left - (whole.width - current.width) / 2;
    };
    const watch = new MutationObserver(see); // which one is current, and the counts, may come late
    watch.observe(row, { subtree: true, childList: true, characterData: true, attributeFilter: ["aria-current"] });
    see();
    return () => watch.disconnect();
  }, []);
  return (
    <nav ref={strip} className="tabs" aria-label={label}>
      {children}
    </nav>
  );
}

const NEXT = ["events", "artists", "venues"].map((room) => `routes/[${room}].$[slug]._index`);
const SOON = 2_000;
let opened = {};

/** Fetch the scripts of the pages that cards lead to while nothing else is going on, so that a press need not wait. */
function warm() {
  const routes = window.__reactRouterManifest?.routes ?? {};
  const scripts = NEXT.flatMap((id) => (routes[id] ? [routes[id].module, ...routes[id].imports] : []));
  for (const href of new Set(scripts)) {
    if (document.head.querySelector(`link[href="${href}"]`)) continue;
    document.head.append(Object.assign(document.createElement("link"), { rel: "modulepreload", href }));
  }
}

/** What its card says of the page at `path`, if that is how the reader came to it: title and picture. */
export function fromCard(path) {
  return opened.path === path ? opened : {};
}

/** The poster of the gig that is opened grows into the poster of its page, where the browser can do that. */
function grow(event) {
  const link = event.target.closest?.(".card h3 a");
  const card = link?.closest(".card");
  const image = card?.querySelector(".pic img");
  if (link) opened = { path: link.pathname, title: link.innerText, poster: image?.currentSrc };
  if (!image) return;
  const here = document.querySelector(".post");
  image.style.viewTransitionName = "poster";
  if (here) here.style.viewTransitionName = "none"; // two of one name, and nothing would move
  setTimeout(() => {
    for (const each of [image, here]) each?.style.removeProperty("view-transition-name");
  }, 1000);
}

/** Says which page one has come to, and starts the keyboard at its top, as a full page load would; at first, that it lives. */
export function PageMove() {
  const { pathname } = useLocation();
  const last = useRef(pathname);
  useEffect(() => {
    document.documentElement.dataset.live = "";
    dispatchEvent(new Event("live"));
  }, []);
  useEffect(() => {
    if (last.current === pathname) return;
    last.current = pathname;
    document.getElementById("main")?.focus({ preventScroll: true });
  }, [pathname]);
  useEffect(() => {
    document.addEventListener("click", grow, true);
    const timer = saver() ? 0 : setTimeout(() => (window.requestIdleCallback ?? setTimeout)(warm), SOON);
    return () => {
      document.removeEventListener("click", grow, true);
      clearTimeout(timer);
    };
  }, []);
  return null;
}

/** A message that leaves after eight seconds, unless it is being read with the pointer or the keyboard. */
export function ToastCard({ toast, name, kind, undoable, onClose, onUndo, children }) {
  const [held, setHeld] = useState(false);
  useEffect(() => {
    if (held) return undefined;
    const timer = setTimeout(() => onClose(toast), 8000);
    return () => clearTimeout(timer);
  }, [held, toast]);
  const hold = {
    onMouseEnter: () => setHeld(true),
    onMouseLeave: () => setHeld(false),
    onFocus: () => setHeld(true),
    onBlur: () => setHeld(false),
  };
  return (
    <li className={`toast ${kind}`} role={kind === "error" ? "alert" : "status"} {...hold}>
      {kind === "error" ? <Icon name="alert" className="lead-ic" /> : null}
      <p>{name}</p>
      {undoable ? (
        <button type="button" className="btn sm" onClick={() => onUndo(toast)}>
          Undo
        </button>
      ) : null}
      <button type="button" className="ib" aria-label="Close this message" onClick={() => onClose(toast)}>
        <Icon name="close" small />
      </button>
    </li>
  );
}

/** Say in the address what is looked at, so that its link opens the same; nothing is read for it. */
export function keep(name, value) {
  const address = new URL(window.location.href);
  if ((address.searchParams.get(name) || "") === value) return;
  if (value) address.searchParams.set(name, value);
  else address.searchParams.delete(name);
  window.history.replaceState(window.history.state, "", address);
}

/** A native dialog: on a narrow window a sheet, which the address opens too, on a wide one an ordinary part of the page. */
export function Sheet({ name, id, children }) {
  const dialog = useRef(null);
  const { search } = useLocation();
  useEffect(() => {
    const element = dialog.current;
    const told = () => keep("open", element.open ? id : "");
    const open = () => {
      element.showModal();
      told();
    };
    const press = (event) => {
      if (event.target.closest?.(`[data-opens="${id}"]`)) open();
      if (event.target === element || event.target.closest?.(`[data-closes="${id}"]`)) element.close();
    };
    const wide = matchMedia("(min-width: 1024px)");
    const widen = () => wide.matches && element.open && element.close();
    document.addEventListener("click", press);
    element.addEventListener("close", told);
    wide.addEventListener("change", widen);
    if (!wide.matches && new URLSearchParams(window.location.search).get("open") === id) open();
    return () => {
      document.removeEventListener("click", press);
      element.removeEventListener("close", told);
      wide.removeEventListener("change", widen);
    };
  }, [id]);
  useEffect(() => keep("open", dialog.current.open ? id : ""), [search]); // a filter that is picked goes by what the router knows
  return (
    <dialog ref={dialog} id={id} className="sheet" aria-label={name}>
      {children}
    </dialog>
  );
}

/** Asks where one is, only when pressed, and goes to the gigs around there; says so when there is no answer. */
export function NearMe({ className, label, onDenied, to = DISCOVER, places = 2, note }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [asking, setAsking] = useState(false);
  const [refused, setRefused] = useState("");
  const refuse = ({ code } = {}) => {
    setAsking(false);
    if (!note) return onDenied();
    return setRefused(code === 3 ? "That took too long. The map is still all there." : "No position, no problem: the map is still all there.");
  };
  const press = () => {
    if (!navigator.geolocation) return refuse();
    setAsking(true);
    setRefused("");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setAsking(false);
        const query = new URLSearchParams(pathname === to ? search : "");
        for (const name of ["city", "county", "page", "bbox", "at"]) query.delete(name);
        query.set("near", `${coords.latitude.toFixed(places)},${coords.longitude.toFixed(places)}`);
        navigate(`${to}?${query.toString().replaceAll("%2C", ",")}`);
      },
      refuse,
      { timeout: 10000, maximumAge: 600000 },
    );
    return undefined;
  };
  return (
    <>
      <button type="button" className={className} aria-busy={asking} onClick={press}>
        <Icon name="near" />
        {asking ? "Looking" : label}
      </button>
      {note ? (
        <p role="status" className="cap faint near-said">
          {refused || note}
        </p>
      ) : null}
    </>
  );
}

/** A control that changes one filter in the address; nothing is sent while it is being dragged. */
export function AddressField({ field, param, type, value = "", min, max, step, label, unit = "", off }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [typed, setTyped] = useState(value);
  const timer = useRef(0);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const go = (next) => {
    const query = new URLSearchParams(search);
    query.delete("page");
    if (next === "" || next === off) query.delete(param);
    else query.set(param, next);
    if (param === "max") query.delete("free");
    if (param === "from" || param === "to") query.delete("when");
    navigate(query.size ? `${pathname}?${query}` : pathname, { preventScrollReset: true });
  };
  const change = (event) => {
    const next = event.target.value;
    setTyped(next);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => go(next), type === "range" ? 350 : 700);
  };
  return (
    <>
      <input
        id={field}
        type={type}
        className={type === "range" ? "rng" : "in"}
        aria-label={label}
        aria-valuetext={type === "range" ? (typed === off ? "Any price" : `Up to ${unit}${typed}`) : undefined}
        value={typed}
        min={min}
        max={max}
        step={step}
        onChange={change}
      />
      {type === "range" ? (
        <output className="num" htmlFor={field}>
          {typed === off ? "Any price" : `Up to ${unit}${typed}`}
        </output>
      ) : null}
    </>
  );
}

const LISTS = ["genre", "not", "not-in", "source"];
const sorted = (address) => new URLSearchParams(address.split("?")[1]).toString().split("&").sort().join("&");
const split = (said) => said?.split(",").filter(Boolean) ?? [];

/** `to`, which was made for the address `from`, as a change of the address `here`: two quick presses are both heard. */
function onto(from, to, here) {
  const [before, after, query] = [new URL(from, location.origin).searchParams, new URL(to, location.origin).searchParams, new URLSearchParams(here)];
  if (!from || !after.size) return to;
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(name) === after.get(name)) continue;
    const [gone, come] = [split(before.get(name)), split(after.get(name))];
    const rest = split(query.get(name)).filter((each) => !gone.includes(each) || come.includes(each));
    const value = LISTS.includes(name) ? [...new Set([...rest, ...come.filter((each) => !gone.includes(each))])].join(",") : after.get(name);
    if (value) query.set(name, value);
    else query.delete(name);
  }
  query.delete("page");
  const said = query.toString().replaceAll("%2C", ",");
  return DISCOVER + (said && `?${said}`);
}

/** While a new answer is on its way, filters that still lead on from the address `from` lead on from the one of now. */
export function Turns({ from }) {
  const navigate = useNavigate();
  const { search } = useLocation();
  useEffect(() => {
    if (!from || sorted(from) === sorted(`?${search.slice(1)}`)) return undefined;
    const press = (event) => {
      const link = event.target.closest?.(".finder a[href], .disc a.chip[href], .disc .read-as a[href]");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
      event.preventDefault();
      event.stopPropagation();
      navigate(onto(from, link.href, search), { preventScrollReset: true });
    };
    document.addEventListener("click", press, true);
    return () => document.removeEventListener("click", press, true);
  }, [from, search]);
  return null;
}

/**
 * A list of choices that goes to the address of the chosen one, which was made for the address `from`. The town in the top bar (`onPick`) is also kept, and on
 * Discover narrows the search instead of leaving it.
 */
export function ChoiceList({ field, label, value, choices, className, glyph, from = "", onPick }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const choose = (event) => {
    const key = event.target.value;
    const to = choices.find((each) => each.key === key)?.href ?? "/";
    if (!onPick) return navigate(from ? onto(from, to, search) : to, { preventScrollReset: true });
    onPick(key);
    if (pathname !== DISCOVER) return navigate(to);
    const query = new URLSearchParams(search);
    for (const name of ["near", "county", "km", "bbox", "page"]) query.delete(name);
    query.set("city", key);
    return navigate(`${DISCOVER}?${query}`);
  };
  return (
    <label className={className}>
      {glyph ? <Icon name={glyph} small /> : null}
      <span className="sr">{label}</span>
      {glyph ? (
        <span className="says" aria-hidden="true">
          {choices.find((each) => each.key === value)?.label}
        </span>
      ) : null}
      <select
        id={field}
        className={glyph ? undefined : "in"}
        value={value}
        onChange={choose}
      >
        {choices.map((each) => (
          <option key={each.key} value={each.key}>
            {each.label}
          </option>
        ))}
      </select>
      {glyph ? <Icon name="down" small /> : null}
    </label>
  );
}
