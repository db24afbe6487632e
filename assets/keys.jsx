import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Icon } from "$/public/shell.jsx";

const OFF = "wtc:keys-off";
const TOGETHER = 1_200;
const PLACES = { h: "/", d: "/discover", v: "/venues", m: "/map", a: "/artists", s: "/saved" };
const FIELDS = "input, textarea, select, [contenteditable], dialog[open]";
const TITLE = ".card h3 a";
const IN_CARD = { s: "[data-act='save']", x: "[data-act='hide']", w: ".why" };
const LIST = [
  ["/", "Search"],
  ["g then h", "Home"],
  ["g then d", "Discover"],
  ["g then v", "Venues"],
  ["g then m", "Map"],
  ["g then a", "Artists"],
  ["g then s", "Saved"],
  ["j, k", "Next gig, previous gig"],
  ["s", "Save this gig, or let it go"],
  ["x", "Hide this gig"],
  ["w", "Why this gig?"],
  ["?", "This list"],
];

function kept() {
  try {
    return localStorage.getItem(OFF) === "1";
  } catch {
    return false; // storage may be switched off
  }
}

/** The card in focus, else the page's own gig. */
function press(what) {
  const card = document.activeElement?.closest(".card") ?? document.querySelector("main .facts");
  const found = card && [...card.querySelectorAll(IN_CARD[what])].find((each) => each.offsetParent);
  found?.click();
  return Boolean(found);
}

function walk(step) {
  const titles = [...document.querySelectorAll(TITLE)].filter((each) => each.offsetParent);
  const here = titles.findIndex((each) => each.closest(".card").contains(document.activeElement));
  const next = titles[here < 0 ? (step > 0 ? 0 : -1) : here + step];
  next?.focus({ preventScroll: true });
  next?.scrollIntoView({ block: "center", inline: "nearest" });
  return Boolean(next);
}

/** Single keys for who has a keyboard, their list on `?`, and the switch that turns them off for good. */
export function Keys() {
  const navigate = useNavigate();
  const dialog = useRef(null);
  const went = useRef(-TOGETHER);
  const [off, setOff] = useState(false);
  useEffect(() => setOff(kept()), []);
  useEffect(() => {
    const keys = (event) => {
      const { key, target, ctrlKey, metaKey, altKey } = event;
      if (ctrlKey || metaKey || altKey || target.closest?.(FIELDS)) return;
      if (off) {
        if (key === "/") event.stopImmediatePropagation(); // the search field's own key is one of them
        return;
      }
      const going = event.timeStamp - went.current < TOGETHER;
      went.current = key === "g" && !going ? event.timeStamp : -TOGETHER;
      let done = false;
      if (going && PLACES[key]) done = Boolean(navigate(PLACES[key], { viewTransition: true }) ?? true);
      else if (key === "?") done = !dialog.current.showModal();
      else if (key === "j" || key === "k") done = walk(key === "j" ? 1 : -1);
      else if (IN_CARD[key]) done = press(key);
      if (done) event.preventDefault();
    };
    document.addEventListener("keydown", keys, true);
    return () => document.removeEventListener("keydown", keys, true);
  }, [off]);
  useEffect(() => {
    const opens = (event) => event.target.closest?.("[data-opens='keys']") && dialog.current.showModal();
    document.addEventListener("click", opens);
    return () => document.removeEventListener("click", opens);
  }, []);
  const turn = (event) => {
    setOff(!event.target.checked);
    try {
      localStorage.setItem(OFF, event.target.checked ? "0" : "1");
    } catch {
      // Storage may be switched off: then it holds for this visit.
    }
  };
  const close = () => dialog.current.close();
  return (
    <dialog ref={dialog} className="box keys" aria-label="Keyboard shortcuts" onClick={(event) => event.target === dialog.current && close()}>
      <header>
        <h2>Keyboard shortcuts</h2>
        <button type="button" className="ib" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <dl>
        {LIST.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
      <label className="single">
        <input type="checkbox" checked={!off} onChange={turn} />
        Single keys do something
      </label>
    </dialog>
  );
}
