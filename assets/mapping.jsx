import { useEffect, useRef, useState } from "react";

const WHERE = "/v1/admin/mapping/sheet.csv";

/** The keys of the review: each presses the button that carries it, outside fields and without a modifier. */
export function ReviewKeys() {
  useEffect(() => {
    const keys = (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (event.target.closest?.("input, textarea, select, [contenteditable], dialog[open]")) return;
      const key = event.key.length === 1 ? event.key.toLowerCase() : "";
      const button = key && document.querySelector(`[data-key="${CSS.escape(key)}"]`);
      if (!button || button.disabled) return;
      event.preventDefault();
      button.click();
    };
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, []);
  return null;
}

/** A field that asks once the typing rests. */
export function ActFinder({ label, onFind }) {
  const timer = useRef();
  const ask = (event) => {
    const text = event.target.value.slice(0, 80);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onFind(text), 250);
  };
  useEffect(() => () => clearTimeout(timer.current), []);
  return <input className="in" type="search" aria-label={label} placeholder={label} maxLength={80} onChange={ask} />;
}

/** A table brought back: tried first, then done, with the rows that could not be used. */
export function SheetBox({ onDone }) {
  const [report, setReport] = useState(null);
  const [wrong, setWrong] = useState("");
  const [busy, setBusy] = useState(false);
  const file = useRef(null);
  const send = async (dry) => {
    const chosen = file.current?.files?.[0];
    if (!chosen || busy) return;
    setBusy(true);
    setWrong("");
    try {
      const answer = await fetch(`${WHERE}?dry=${dry}`, {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: chosen,
      });
      const told = await answer.json();
      if (answer.ok) setReport(told);
      else setWrong(told.error?.message || "That didn't work.");
      if (answer.ok && !dry) onDone();
    } catch {
      setWrong("We can't be reached just now. Nothing was changed.");
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack">
      <label className="lab" htmlFor="sheet-file">
        Bring an edited table back
      </label>
      <input ref={file} id="sheet-file" className="in" type="file" accept=".csv,text/csv" onChange={() => send(true)} />
      {wrong ? (
        <p className="note c-coral" role="alert">
          {wrong}
        </p>
      ) : null}
      {report ? (
        <div role="status">
          <p>
            {report.tried ? "This would accept " : "Done: accepted "}
            {report.accepted}, {report.tried ? "reject" : "rejected"} {report.rejected}; {report.unchanged} rows without a
            decision, {report.problems.length} that can't be used.
          </p>
          <ul className="mpp">
            {report.problems.slice(0, 20).map((row) => (
              <li key={`${row.line}${row.field}`}>
                Row {row.line}, {row.field}: {row.problem}
              </li>
            ))}
          </ul>
          {report.tried && report.accepted + report.rejected > 0 ? (
            <button type="button" className="btn sm pri" disabled={busy} onClick={() => send(false)}>
              Do it
            </button>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
