import { useEffect, useId, useRef, useState } from "react";
import { useSaver } from "$/public/away.jsx";

const NEAR = "200px";
const HOW = { responsive: true, displayModeBar: false, scrollZoom: false, doubleClick: false, showTips: false };

let plotly; // one promise for the whole visit

function loaded() {
  globalThis.global ??= globalThis; // Plotly's parts were written for Node as well
  plotly ??= import("$/public/plotly_bundle.js").then((made) => made.default);
  return plotly;
}

/** A figure made by the server, drawn once it is nearly in view; its finding in a sentence, its numbers as a table. */
export function Chart({ figure, finding, name, columns, rows, height }) {
  const box = useRef(null);
  const drawn = useRef(null);
  const said = useId();
  const [near, setNear] = useState(false);
  const less = useSaver();
  const [pressed, setPressed] = useState(false);
  const asked = pressed || !less;
  const [state, setState] = useState("waiting");
  const some = Boolean(figure?.data?.length);

  useEffect(() => {
    if (near || !asked || !box.current) return undefined;
    const watch = new IntersectionObserver((seen) => seen.some((one) => one.isIntersecting) && setNear(true), {
      rootMargin: NEAR,
    });
    watch.observe(box.current);
    return () => watch.disconnect();
  }, [near, asked, some]);

  useEffect(() => {
    const here = box.current;
    if (!near || !some || !here) return undefined;
    let late = false;
    loaded()
      .then((Plotly) => {
        if (late) return undefined;
        drawn.current = here;
        const own = structuredClone(figure); // Plotly writes into what it is given
        return Plotly.react(here, own.data, { ...own.layout, height, autosize: true }, HOW);
      })
      .then(() => late || setState("drawn"))
      .catch(() => {
        plotly = undefined;
        if (!late) setState("failed");
      });
    return () => {
      late = true;
    };
  }, [near, some, figure, height]);

  useEffect(
    () => () => {
      const last = drawn.current;
      if (last && plotly) plotly.then((Plotly) => Plotly.purge(last)).catch(() => {});
    },
    [some],
  );

  if (!some)
    return (
      <figure className="chart empty">
        <figcaption>{finding || "Nothing to draw yet."}</figcaption>
      </figure>
    );
  return (
    <figure className={`chart ${state}`}>
      <figcaption id={said}>{finding}</figcaption>
      <div className="chart-box" style={{ height: `${height}px` }}>
        <div ref={box} role="img" aria-labelledby={said} />
        {state === "waiting" && asked ? <div className="sk" aria-hidden="true" /> : null}
        {asked ? null : (
          <button type="button" className="btn sm" onClick={() => setPressed(true)}>
            Draw the chart (400 KB)
          </button>
        )}
        {state === "failed" ? <p role="status">The chart didn't load. Its numbers are in the table.</p> : null}
      </div>
      <details key={state === "failed" ? "open" : "shut"} open={state === "failed"}>
        <summary className="btn sm">Show as table</summary>
        <div className="chart-table">
          <table>
            <caption className="sr">{name}</caption>
            <thead>
              <tr>
                {columns.map((each) => (
                  <th key={each} scope="col">
                    {each}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map(([first, ...rest]) => (
                <tr key={first}>
                  <th scope="row">{first}</th>
                  {rest.map((each, at) => (
                    <td key={columns[at + 1]}>{each}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </details>
    </figure>
  );
}
