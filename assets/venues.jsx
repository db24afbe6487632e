import { useContext, useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { Filling, Told, told } from "$/public/form.jsx";

const LARGEST = 10 * 1024 * 1024;
const KINDS = "image/jpeg,image/png,image/webp,image/avif";

function Icon({ name, small }) {
  return (
    <svg className={small ? "ic s" : "ic"} aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** The search field of the rooms: keeps the other filters, and without script it is an ordinary form. */
export function RoomFinder({ q }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [typed, setTyped] = useState(q);
  useEffect(() => setTyped(q), [q]);
  const submit = (event) => {
    event.preventDefault();
    const query = new URLSearchParams(search);
    for (const name of ["page", "at", "bbox"]) query.delete(name);
    if (typed.trim()) query.set("q", typed.trim());
    else query.delete("q");
    navigate(query.size ? `${pathname}?${query}` : pathname, { preventScrollReset: true });
  };
  return (
    <form className="find open" role="search" action="/venues" method="get" onSubmit={submit}>
      <label className="sr" htmlFor="find-room">
        Search rooms and towns
      </label>
      <Icon name="search" small />
      <input
        id="find-room"
        name="q"
        type="search"
        placeholder="Search rooms and towns"
        autoComplete="off"
        enterKeyHint="search"
        maxLength={120}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
      <button type="submit" className="ib" aria-label="Search rooms">
        <Icon name="right" />
      </button>
    </form>
  );
}

/** Photos as a grid; one pressed is shown large, with arrow keys to the others and Escape back. */
export function Gallery({ photos, name }) {
  const dialog = useRef(null);
  const [at, setAt] = useState(-1);
  const many = photos.length;
  const shown = photos[at];
  useEffect(() => {
    if (at >= 0 && !dialog.current.open) dialog.current.showModal();
  }, [at]);
  const turn = (by) => setAt((at + by + many) % many);
  const keys = (event) => {
    const by = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    turn(by);
  };
  return (
    <>
      <ul className="gal">
        {photos.map((photo, place) => (
          <li key={photo.id}>
            <button type="button" onClick={() => setAt(place)} aria-label={`Show photo ${place + 1} of ${many}${photo.caption ? `: ${photo.caption}` : ""}`}>
              <img src={photo.small} srcSet={photo.srcset} sizes="(min-width: 1024px) 240px, 45vw" alt="" width="320" height="240" loading="lazy" decoding="async" />
            </button>
          </li>
        ))}
      </ul>
      <dialog
        ref={dialog}
        className="lbx"
        aria-label={`Photos of ${name}`}
        onKeyDown={keys}
        onClose={() => setAt(-1)}
        onClick={(event) => event.target === event.currentTarget && dialog.current.close()}
      >
        {shown ? (
          <figure>
            <img src={shown.large} alt={shown.caption || `Photo ${at + 1} of ${name}`} width={shown.width} height={shown.height} />
            <figcaption>
              <span>
                {shown.caption} <span className="muted num">{`${at + 1} of ${many}`}</span>
              </span>
              <span className="row">
                {many > 1 ? (
                  <>
                    <button type="button" className="ib" aria-label="The photo before" onClick={() => turn(-1)}>
                      <Icon name="left" />
                    </button>
                    <button type="button" className="ib" aria-label="The photo after" onClick={() => turn(1)}>
                      <Icon name="right" />
                    </button>
                  </>
                ) : null}
                <button type="button" className="ib" aria-label="Close" onClick={() => dialog.current.close()}>
                  <Icon name="close" />
                </button>
              </span>
            </figcaption>
          </figure>
        ) : null}
      </dialog>
    </>
  );
}

async function refusal(answer) {
  try {
    return (await answer.json()).error.message;
  } catch {
    return answer.status === 413 ? "That is more than 10 MB." : "That didn't get through to us. Try again.";
  }
}

/** Sends photos one after the other, says how far it is, and what became of each that was refused. */
export function PhotoUpload({ action, left, onDone }) {
  const [busy, setBusy] = useState("");
  const [wrong, setWrong] = useState([]);
  const input = useRef(null);
  const send = async (event) => {
    const files = [...event.target.files].slice(0, left);
    const refused = [];
    for (const [place, file] of files.entries()) {
      setBusy(`Sending ${place + 1} of ${files.length}`);
      if (file.size > LARGEST) {
        refused.push(`${file.name}: more than 10 MB.`);
        continue;
      }
      const body = new FormData();
      body.append("photo", file);
      try {
        const answer = await fetch(action, { method: "POST", body, credentials: "same-origin", headers: { Accept: "application/json" } });
        if (!answer.ok) refused.push(`${file.name}: ${await refusal(answer)}`);
      } catch {
        refused.push(`${file.name}: that didn't get through to us. Try again.`);
      }
    }
    setBusy("");
    setWrong(refused);
    if (input.current) input.current.value = "";
    onDone();
  };
  return (
    <div className="up">
      <label className={left > 0 && !busy ? "btn pri" : "btn off"}>
        <Icon name="plus" />
        {busy || (left > 0 ? "Add photos" : "The wall is full")}
        <input ref={input} type="file" accept={KINDS} multiple className="sr" disabled={left <= 0 || Boolean(busy)} onChange={send} />
      </label>
      <p className="cap muted" role="status">
        {busy || "JPEG, PNG, WebP or AVIF, 10 MB each at most. Where and when it was taken is removed."}
      </p>
      {wrong.length ? (
        <ul className="err" role="alert">
          {wrong.map((each) => (
            <li key={each}>{each}</li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** What a photo shows, kept when the field is left. */
export function CaptionField({ subject, value, label, onKeep }) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const keep = () => typed !== value && onKeep(subject, typed);
  return <input className="in" aria-label={label} placeholder="What it shows" maxLength={160} value={typed} onChange={(event) => setTyped(event.target.value)} onBlur={keep} onKeyDown={(event) => event.key === "Enter" && keep()} />;
}

/** Puts up a stretch of one night: free, or booked already. Past midnight counts to the same night. */
export function SlotForm({ action, day, onDone }) {
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const submit = async (event) => {
    event.preventDefault();
    const { start, end, status, notes } = Object.fromEntries(new FormData(event.target));
    const later = end <= start ? new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10) : day;
    setBusy(true);
    try {
      const answer = await fetch(action, {
        method: "POST",
        credentials: "same-origin",
        headers: { Accept: "application/json", "Content-Type": "application/json" },
        body: JSON.stringify({ start: `${day}T${start}`, end: `${later}T${end}`, status, notes }),
      });
      setProblem(answer.ok ? "" : await refusal(answer));
      if (answer.ok) onDone();
    } catch {
      setProblem("That didn't get through to us. Try again.");
    }
    setBusy(false);
  };
  return (
    <form className="slot" onSubmit={submit}>
      <label>
        From
        <input className="in" type="time" name="start" defaultValue="20:00" required />
      </label>
      <label>
        To
        <input className="in" type="time" name="end" defaultValue="23:00" required />
      </label>
      <label>
        It is
        <select className="in" name="status" defaultValue="free">
          <option value="free">Free</option>
          <option value="booked">Booked</option>
        </select>
      </label>
      <label className="grow">
        Note, for organisers
        <input className="in" name="notes" maxLength={500} />
      </label>
      <button type="submit" className="btn" disabled={busy}>
        Put it up
      </button>
      {problem ? (
        <p className="err" role="alert">
          <Icon name="alert" small />
          {problem}
        </p>
      ) : null}
    </form>
  );
}

/** Several lines of text: `lines` sends them as a list, one a line. */
export function AreaField({ name, label, hint, lines = false, rows = 4 }) {
  const { errors, values } = useContext(Filling);
  const error = errors[name];
  const kept = values[name];
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <textarea
        id={name}
        name={name}
        className="in"
        rows={rows}
        data-kind={lines ? "lines" : "text"}
        defaultValue={lines ? (kept ?? []).join("\n") : (kept ?? "")}
        aria-invalid={error ? true : undefined}
        aria-describedby={told(name, error, hint)}
      />
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}

/** A number or a day; empty means not known. */
export function FigureField({ name, label, hint, type = "number", step }) {
  const { errors, values } = useContext(Filling);
  const error = errors[name];
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        className="in"
        type={type}
        step={step}
        data-kind={type}
        defaultValue={values[name] || ""}
        aria-invalid={error ? true : undefined}
        aria-describedby={told(name, error, hint)}
      />
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}

/** One of a list, or none. */
export function OneField({ name, label, hint, none, choices }) {
  const { errors, values } = useContext(Filling);
  const error = errors[name];
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <select id={name} name={name} className="in" defaultValue={values[name] ?? ""} aria-invalid={error ? true : undefined} aria-describedby={told(name, error, hint)}>
        <option value="">{none}</option>
        {choices.map((each) => (
          <option key={each.key} value={each.key}>
            {each.label}
          </option>
        ))}
      </select>
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}
