import { useEffect, useRef } from "react";

/** Calls `onTick` every so many milliseconds while the page is looked at. Draws nothing. */
export function Ticker({ every, onTick }) {
  const tick = useRef(onTick);
  useEffect(() => {
    tick.current = onTick;
  });
  useEffect(() => {
    const timer = setInterval(() => document.hidden || tick.current(), every);
    return () => clearInterval(timer);
  }, [every]);
  return null;
}

/** One line for the name of a town; what was typed goes to `onRead` and the line is empty again. */
export function TownForm({ source, label, onRead }) {
  const submit = (event) => {
    event.preventDefault();
    const city = new FormData(event.target).get("city").trim();
    if (!city) return;
    onRead(source, city);
    event.target.reset();
  };
  return (
    <form className="town" onSubmit={submit}>
      <input className="in" name="city" aria-label={label} placeholder="One town" required maxLength={80} autoComplete="off" />
      <button type="submit" className="btn sm">
        Read
      </button>
    </form>
  );
}

/** Presses the visible button whose `data-key` is the letter typed, unless one is writing. Draws nothing. */
export function Keys() {
  useEffect(() => {
    const typed = (event) => {
      if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1) return;
      if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
      const key = event.key.toLowerCase();
      const found = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key && each.offsetParent);
      if (!found || found.disabled) return;
      event.preventDefault();
      found.click();
    };
    document.addEventListener("keydown", typed);
    return () => document.removeEventListener("keydown", typed);
  }, []);
  return null;
}
