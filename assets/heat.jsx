import { useEffect, useRef, useState } from "react";
import { Link } from "react-router";

const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** Sounds by nights: a table of links, of which one is in the tab order and the arrows move it. */
export function Heat({ name, nights, rows }) {
  const table = useRef(null);
  const [here, setHere] = useState([0, 0]);
  const go = (event) => {
    const step = STEPS[event.key];
    const end = event.key === "Home" ? 0 : event.key === "End" ? nights.length - 1 : null;
    if (!step && end === null) return;
    event.preventDefault();
    const row = Math.min(Math.max(here[0] + (step?.[0] ?? 0), 0), rows.length - 1);
    const night = end ?? Math.min(Math.max(here[1] + step[1], 0), nights.length - 1);
    setHere([row, night]);
    table.current.querySelector(`[data-at="${row},${night}"]`)?.focus();
  };
  return (
    <div className="heat" role="region" aria-label={name} tabIndex={-1}>
      <table ref={table} onKeyDown={go}>
        <caption className="sr">{name}. Arrow keys move between nights and sounds.</caption>
        <thead>
          <tr>
            <td />
            {nights.map((each) => (
              <th key={each} scope="col">
                {each}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, cells }, row) => (
            <tr key={label}>
              <th scope="row">{label}</th>
              {cells.map((cell, night) => (
                <td key={nights[night]}>
                  <Link
                    to={cell.href}
                    className={`heat-cell h${cell.step}`}
                    data-at={`${row},${night}`}
                    aria-label={cell.words}
                    tabIndex={row === Math.min(here[0], rows.length - 1) && night === here[1] ? 0 : -1}
                    onFocus={() => setHere([row, night])}
                    viewTransition
                  >
                    {cell.count}
                  </Link>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Calls `onNear` once, when the reader is about to come to what it holds. */
export function WhenNear({ onNear, children }) {
  const box = useRef(null);
  useEffect(() => {
    const watch = new IntersectionObserver(
      (seen) => {
        if (!seen.some((one) => one.isIntersecting)) return;
        watch.disconnect();
        onNear();
      },
      { rootMargin: "200px" },
    );
    watch.observe(box.current);
    return () => watch.disconnect();
  }, []);
  return <div ref={box}>{children}</div>;
}
