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
