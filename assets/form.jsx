import { createContext, useContext, useEffect, useId, useRef, useState } from "react";
import { useLocation } from "react-router";
import { short } from "$/public/words.jsx";

const ICONS = "/icons.svg#";
const PATIENCE = 20_000;
// The same rule as wtc/domain/addresses.py: one slash, and nothing that a browser would read as another site.
const ONWARD = /^\/(?![/\\])[^\u0000-\u0020\u007f-\u009f\\]*$/;

export const Filling = createContext({ errors: {}, values: {} });

export function Icon({ name, small }) {
  return (
    <svg className={small ? "ic s" : "ic"} aria-hidden="true">
      <use href={ICONS + name} />
    </svg>
  );
}

function onward(path) {
  return path && path.length <= 500 && ONWARD.test(path) ? path : "/";
}

function nextPath() {
  return onward(new URLSearchParams(window.location.search).get("next"));
}

/** The way to `path` that leads by the page `via`, unless it leads there by itself. */
function through(via, path) {
  if (!via || path === via || path.startsWith(`${via}?`)) return path;
  return path === "/" ? via : `${via}?next=${encodeURIComponent(path)}`;
}

/** One request to our own API: what it answered, or words for what went wrong. Nothing typed is ever put in the address. */
export async function send(address, body, { method, headers } = {}) {
  try {
    const answer = await fetch(address, {
      method: method || (body === undefined ? "GET" : "POST"),
      headers: {
        Accept: "application/json",
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : JSON.stringify(body),
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
      signal: AbortSignal.timeout(PATIENCE),
    });
    const said = answer.status === 204 ? {} : await carried(answer);
    if (answer.ok) return { status: answer.status, said };
    const { message, details } = said.error;
    return { status: answer.status, message, details: details ?? {} };
  } catch {
    return {
      status: 0,
      message: "That didn't get through to us. Check your connection and try again. Nothing you typed is lost.",
      details: {},
    };
  }
}

/** What an answer carries: JSON, or a file, which goes straight to the downloads. */
async function carried(answer) {
  if (!answer.ok || answer.headers.get("Content-Type") !== "application/zip") return answer.json();
  const address = URL.createObjectURL(await answer.blob());
  const name = /filename="([\w.-]+)"/.exec(answer.headers.get("Content-Disposition") ?? "")?.[1] ?? "download.zip";
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), PATIENCE);
  return {};
}

/** What the fields hold: lists and numbers as such, an empty number as null; what cannot be read is an error. */
function collect(form) {
  const values = {};
  const errors = {};
  for (const field of form.elements) {
    const { kind, needed } = field.dataset;
    if (!field.name) continue;
    const text = kind === "password" ? field.value : field.value.trim();
    if (needed && !text) errors[field.name] = needed;
    if (kind === "list") {
      values[field.name] = JSON.parse(text);
    } else if (kind === "lines") {
      values[field.name] = text.split("\n");
    } else if (kind === "date") {
      values[field.name] = text || null;
    } else if (kind === "number") {
      const number = text === "" ? null : Number(text.replace(",", "."));
      if (Number.isNaN(number)) errors[field.name] = "Give a number.";
      values[field.name] = number;
    } else {
      values[field.name] = text;
    }
  }
  return { values, errors };
}

/** Errors by field: 'artists.3' belongs to the field of artists. */
export function byField(details) {
  return Object.fromEntries(
    Object.entries(details)
      .filter(([, told]) => typeof told === "string")
      .map(([name, told]) => [name.split(".")[0], told]),
  );
}

function labelOf(form, name) {
  return form?.querySelector(`[data-field="${name}"]`)?.dataset.label;
}

/** The summary at the top of a form: one sentence, and a link to each field that needs a look. */
export function Summary({ box, form, problem, errors, children }) {
  const known = Object.keys(errors).filter((name) => labelOf(form.current, name));
  const go = (event, name) => {
    event.preventDefault();
    form.current.querySelector(`[data-field="${name}"] :is(input:not([type=hidden]), button)`)?.focus();
  };
  return (
    <div ref={box} className="problem" role="alert" tabIndex={-1}>
      {problem ? (
        <>
          <Icon name="alert" />
          <div>
            <p>{problem}</p>
            {known.length ? (
              <ul>
                {known.map((name) => (
                  <li key={name}>
                    <a href={`#${name}`} onClick={(event) => go(event, name)}>
                      {labelOf(form.current, name)}
                    </a>
                    : {errors[name]}
                  </li>
                ))}
              </ul>
            ) : null}
            {children}
          </div>
        </>
      ) : null}
    </div>
  );
}

const UNWHOLE = "That link isn't whole. Open it from the mail again, or ask for a new one.";
const QUIET = { busy: false, problem: "", errors: {}, gone: false, conflict: "", done: false, refused: 0 };

/** Sends a form's fields as JSON, shows what is wrong beside each, and keeps all that was typed until it went through. */
function useSending(action, form, summary, onDone, method) {
  const [state, setState] = useState(QUIET);
  const flying = useRef(false);
  useEffect(() => {
    // Back from the next page with this one still in the browser's memory: it may be sent again.
    const back = (event) => {
      if (!event.persisted) return;
      flying.current = false;
      setState(QUIET);
    };
    window.addEventListener("pageshow", back);
    return () => window.removeEventListener("pageshow", back);
  }, []);
  const settle = (told) => {
    flying.current = false;
    setState({ ...QUIET, ...told });
  };
  const refuse = (told) => settle({ ...told, refused: performance.now() });
  useEffect(() => {
    if (state.refused) summary.current?.focus();
  }, [state.refused]);
  const submit = async (extra = {}) => {
    if (flying.current) return;
    flying.current = true;
    const { values, errors } = collect(form.current);
    const wrong = Object.keys(errors).length;
    if (wrong) return refuse({ errors, problem: wrong > 1 ? "A few things need a look first." : "One thing needs a look first." });
    setState({ ...QUIET, busy: true });
    const { said, status, message, details } = await send(action, { ...values, ...extra }, { method });
    if (said === undefined) {
      const conflict = status === 409 && details.updated_at ? details.updated_at : "";
      return refuse({ problem: message, errors: byField(details), gone: status === 410, ended: status === 401, conflict });
    }
    flying.current = false;
    return onDone(said, setState);
  };
  return { ...state, submit, settle };
}

function SendButton({ label, working, busy, ready, danger = false }) {
  return (
    <button type="submit" className={danger ? "btn dan" : "btn pri"} disabled={!ready} aria-disabled={busy} aria-busy={busy}>
      {busy ? working : label}
    </button>
  );
}

/** A form that leads on: sign in, sign up, a forgotten password. `token` takes the one of a mailed link out of the address. */
export function AccountForm({ action, label, working, method, via = "", token = false, follow = false, danger = false, children, sent }) {
  const form = useRef(null);
  const summary = useRef(null);
  const key = useRef(null);
  const [ready, setReady] = useState(false);
  const sending = useSending(action, form, summary, (said, setState) => {
    if (sent) setState({ ...QUIET, done: true, receipt: said.receipt?.reference });
    else window.location.assign(follow ? onward(said.href) : through(via, nextPath()));
  }, method);
  useEffect(() => {
    setReady(true);
    if (!token) return undefined;
    const take = () => {
      const { hash, search, pathname } = window.location;
      const carried = new URLSearchParams(hash.slice(1)).get("token") ?? new URLSearchParams(search).get("token");
      if (carried) {
        key.current = carried;
        window.history.replaceState(window.history.state, "", pathname);
      }
      sending.settle(key.current ? {} : { problem: UNWHOLE, gone: true });
    };
    take();
    window.addEventListener("hashchange", take);
    return () => window.removeEventListener("hashchange", take);
  }, []);
  const submit = (event) => {
    event.preventDefault();
    sending.submit(token ? { token: key.current } : {});
  };
  if (sending.done) {
    return (
      <div className="sent" role="status">
        <Icon name="mail" />
        <p>
          {sent}
          {sending.receipt ? (
            <>
              {" "}
              Your receipt is <strong>{sending.receipt}</strong>. <a href="/">Go home</a>
            </>
          ) : null}
        </p>
      </div>
    );
  }
  return (
    <form ref={form} className="aform" method="post" action={action} noValidate onSubmit={submit}>
      <Summary box={summary} form={form} problem={sending.problem} errors={sending.errors}>
        {sending.gone ? (
          <p>
            <a href="/forgot">Ask for a new link</a>
          </p>
        ) : null}
      </Summary>
      <Filling.Provider value={{ errors: sending.errors, values: {} }}>{children}</Filling.Provider>
      <SendButton label={label} working={working} busy={sending.busy} ready={ready} danger={danger} />
    </form>
  );
}

/** Brings the section it stands in to the top of the window when it appears: what a form led back to. Draws nothing. */
export function ComeHere() {
  const spot = useRef(null);
  useEffect(() => {
    spot.current?.closest("section")?.scrollIntoView({ block: "start" });
  }, []);
  return <span ref={spot} hidden />;
}

const CLOCK = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Europe/Dublin",
  year: "numeric",
  month: "numeric",
  day: "numeric",
  hour: "numeric",
  minute: "2-digit",
  hourCycle: "h23",
});

function when(moment) {
  const part = Object.fromEntries(CLOCK.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]));
  const hour = Number(part.hour);
  const minute = part.minute === "00" ? "" : `:${part.minute}`;
  const clock = `${hour % 12 || 12}${minute}`;
  return `${short(Date.UTC(part.year, part.month - 1, part.day))}, ${hour < 12 ? `${clock}am` : `${clock}pm`}`;
}

function Waiting() {
  return (
    <div className="kwait" aria-busy="true" aria-label="Fetching what you told us">
      {[1, 2, 3].map((part) => (
        <div key={part} className="skl" />
      ))}
    </div>
  );
}

/** A form that stays: it loads what is kept, saves it, and never overwrites what another tab or device saved meanwhile. */
export function KeptForm({ action, label, working, children }) {
  const form = useRef(null);
  const summary = useRef(null);
  const [kept, setKept] = useState(null);
  const [edition, setEdition] = useState(0);
  const [changed, setChanged] = useState(false);
  const [saved, setSaved] = useState(false);
  const [lost, setLost] = useState("");
  const load = async () => {
    setLost("");
    const { said, status, message } = await send(action);
    if (status === 401) return window.location.replace(`/login?next=${encodeURIComponent(window.location.pathname)}`);
    if (said === undefined) return setLost(message);
    setKept(said);
    setChanged(false);
    return setEdition((number) => number + 1);
  };
  const sending = useSending(action, form, summary, (said, setState) => {
    setKept(said);
    setChanged(false);
    setSaved(true);
    setState(QUIET);
  });
  useEffect(() => {
    load();
  }, []);
  useEffect(() => {
    if (!changed) return undefined;
    const stay = (event) => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [changed]);
  const change = () => {
    setChanged(true);
    setSaved(false);
  };
  const submit = (event) => {
    event.preventDefault();
    sending.submit({ updated_at: kept.updated_at });
  };
  if (lost) {
    return (
      <div className="problem" role="alert">
        <Icon name="alert" />
        <div>
          <p>{lost}</p>
          <button type="button" className="btn sm" onClick={load}>
            Try again
          </button>
        </div>
      </div>
    );
  }
  if (!kept) return <Waiting />;
  const mine = () => sending.submit({ updated_at: sending.conflict });
  const theirs = () => {
    sending.settle({});
    load();
  };
  return (
    <form ref={form} className="kform" method="post" action={action} noValidate onSubmit={submit} onInput={change} onChange={change}>
      <Summary box={summary} form={form} problem={sending.problem} errors={sending.errors}>
        {sending.ended ? (
          <p>
            <a href="/login" target="_blank" rel="noopener">
              Sign in in a new tab
            </a>
            , then save here again. What you chose is still here.
          </p>
        ) : null}
        {sending.conflict ? (
          <div className="row wrapx">
            <button type="button" className="btn sm" onClick={mine}>
              Keep mine
            </button>
            <button type="button" className="btn sm" onClick={theirs}>
              Take what was saved {when(sending.conflict)}
            </button>
          </div>
        ) : null}
      </Summary>
      <Filling.Provider key={edition} value={{ errors: sending.errors, values: kept, onChange: change }}>
        {children}
      </Filling.Provider>
      <div className="keepbar">
        <p role="status">
          {saved ? <strong>Saved. </strong> : null}
          {changed ? "Not saved yet." : kept.updated_at ? `Last updated ${when(kept.updated_at)}` : "Nothing told yet."}
        </p>
        <SendButton label={label} working={working} busy={sending.busy} ready />
      </div>
    </form>
  );
}

export function Told({ id, error, hint }) {
  return (
    <>
      {hint ? <small id={`${id}-hint`}>{hint}</small> : null}
      {error ? (
        <p id={`${id}-wrong`} className="err">
          <Icon name="alert" small />
          {error}
        </p>
      ) : null}
    </>
  );
}

export function told(id, error, hint) {
  return [hint && `${id}-hint`, error && `${id}-wrong`].filter(Boolean).join(" ") || undefined;
}

function strength(length) {
  if (!length) return "At least 8 characters. A few words in a row work well.";
  if (length < 8) return `${8 - length} more to go.`;
  if (length < 12) return "That'll do. Longer is stronger.";
  return length < 16 ? "Good and long." : "Grand, that's a strong one.";
}

/** One line of text. A password can be shown; a `fresh` one is judged by its length. */
export function TextField({ name, label, hint, kind = "text", autocomplete, needed, fresh = false, value }) {
  const { errors, values } = useContext(Filling);
  const [shown, setShown] = useState(false);
  const [length, setLength] = useState(0);
  const secret = kind === "password";
  const error = errors[name];
  const advice = fresh ? strength(length) : hint;
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <div className={secret ? "pw" : undefined}>
        <input
          id={name}
          name={name}
          className="in"
          type={secret && !shown ? "password" : "text"}
          inputMode={kind === "email" ? "email" : undefined}
          data-kind={kind}
          data-needed={needed}
          autoComplete={autocomplete}
          autoCapitalize={kind === "name" ? "words" : "none"}
          autoCorrect="off"
          spellCheck={false}
          defaultValue={values[name] ?? value ?? ""}
          aria-invalid={error ? true : undefined}
          aria-describedby={told(name, error, advice)}
          aria-required={needed ? true : undefined}
          onInput={fresh ? (event) => setLength([...event.target.value].length) : undefined}
        />
        {secret ? (
          <button type="button" className="btn gho sm" aria-pressed={shown} aria-controls={name} onClick={() => setShown(!shown)}>
            {shown ? "Hide" : "Show"}
            <span className="sr"> {label.toLowerCase()}</span>
          </button>
        ) : null}
      </div>
      <Told id={name} error={error} hint={advice} />
    </div>
  );
}

/** A number with a slider beside it; empty means no limit. The slider stops where most people do, the field does not. */
export function AmountField({ name, label, hint, unit, none, most, step }) {
  const { errors, values, onChange } = useContext(Filling);
  const [text, setText] = useState(values[name] == null ? "" : String(values[name]));
  const error = errors[name];
  const number = Number(text.replace(",", "."));
  const clear = () => {
    setText("");
    onChange?.();
  };
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <div className="amount">
        <input
          type="range"
          aria-label={`${label}, slider`}
          min={0}
          max={most}
          step={step}
          value={text === "" ? most : Math.min(number || 0, most)}
          aria-valuetext={text === "" ? none : `${text} ${unit}`}
          onChange={(event) => setText(event.target.value === "0" ? String(step) : event.target.value)}
        />
        <span className="unit">
          <input
            id={name}
            name={name}
            className="in"
            data-kind="number"
            inputMode="decimal"
            autoComplete="off"
            placeholder={none}
            value={text}
            aria-invalid={error ? true : undefined}
            aria-describedby={told(name, error, hint)}
            onChange={(event) => setText(event.target.value)}
          />
          <span aria-hidden="true">{text === "" ? "" : unit}</span>
        </span>
        <button type="button" className="btn gho sm" disabled={text === ""} onClick={clear}>
          {none}
        </button>
      </div>
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}

/** Any number of known things, as tiles with a picture or as chips; what was told elsewhere stays and can be taken off. */
export function PickField({ name, label, hint, choices, tiles = false }) {
  const { errors, values, onChange } = useContext(Filling);
  const [picked, setPicked] = useState(values[name] ?? []);
  const error = errors[name];
  const known = choices.map(({ key }) => key);
  const others = picked.filter((each) => !known.includes(each));
  const turn = (key) => {
    setPicked(picked.includes(key) ? picked.filter((each) => each !== key) : [...picked, key]);
    onChange?.();
  };
  return (
    <fieldset className="fld" data-field={name} data-label={label} aria-describedby={told(name, error, hint)}>
      <legend>{label}</legend>
      <input type="hidden" name={name} data-kind="list" value={JSON.stringify(picked)} />
      <Told id={name} error={error} hint={hint} />
      <div className={tiles ? "ptiles" : "chips"}>
        {choices.map(({ key, label: word, art }) => (
          <label key={key} className={`${tiles ? "ptile" : "chip"}${picked.includes(key) ? " on" : ""}`}>
            <input type="checkbox" className="sr" checked={picked.includes(key)} onChange={() => turn(key)} />
            {tiles ? <img src={art} alt="" width="160" height="120" loading="lazy" decoding="async" /> : null}
            {picked.includes(key) ? <Icon name="check" small /> : null}
            <span>{word}</span>
          </label>
        ))}
        {others.map((each) => (
          <Taken key={each} word={each} onRemove={() => turn(each)} />
        ))}
      </div>
    </fieldset>
  );
}

function Taken({ word, onRemove }) {
  return (
    <button type="button" className="chip x" aria-label={`Remove ${word}`} onClick={onRemove}>
      {word}
      <Icon name="close" small />
    </button>
  );
}

/** Names that match what is typed, asked for when the typing rests; an answer that comes too late is dropped. */
export function useSuggestions(address, text, taken) {
  const [found, setFound] = useState([]);
  useEffect(() => {
    setFound([]);
    if (!address || text.trim().length < 2) return undefined;
    let late = false;
    const timer = setTimeout(async () => {
      const { said } = await send(`${address}&q=${encodeURIComponent(text.trim())}`);
      if (!late && said) setFound(said.names.filter((each) => !taken.includes(each)));
    }, 180);
    return () => {
      late = true;
      clearTimeout(timer);
    };
  }, [address, text]);
  return [found, setFound];
}

/** Names of one's own: Enter or a comma adds one, suggestions come from the catalogue, what is half typed is kept too. */
export function NamesField({ name, label, hint, suggest }) {
  const { errors, values, onChange } = useContext(Filling);
  const [names, setNames] = useState(values[name] ?? []);
  const [text, setText] = useState("");
  const [at, setAt] = useState(-1);
  const [open, setOpen] = useState(false);
  const [found, setFound] = useSuggestions(suggest, text, names);
  const input = useRef(null);
  const list = useId();
  const error = errors[name];
  const shown = open && found.length > 0;
  const half = text.trim();
  const has = (word) => names.some((each) => each.toLowerCase() === word.toLowerCase());
  const add = (word) => {
    if (word && !has(word)) setNames([...names, word]);
    setText("");
    setFound([]);
    setAt(-1);
    onChange?.();
  };
  const remove = (word) => {
    setNames(names.filter((each) => each !== word));
    onChange?.();
    input.current?.focus();
  };
  const keys = (event) => {
    if (event.nativeEvent.isComposing) return;
    if ((event.key === "Enter" && half) || event.key === ",") {
      event.preventDefault();
      add(shown && at >= 0 ? found[at] : half);
    } else if (shown && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      // One place before the first stands for what is typed.
      const places = found.length + 1;
      setAt(((at + 1 + (event.key === "ArrowDown" ? 1 : -1) + places) % places) - 1);
    } else if (event.key === "Escape" && shown) {
      event.preventDefault();
      setOpen(false);
    } else if (event.key === "Backspace" && !text && names.length) {
      remove(names[names.length - 1]);
    }
  };
  const leave = () => {
    setOpen(false);
    if (half) add(half);
  };
  const type = (event) => {
    setText(event.target.value);
    setAt(-1);
    setOpen(true);
  };
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <input type="hidden" name={name} data-kind="list" value={JSON.stringify(half && !has(half) ? [...names, half] : names)} />
      <div className="names">
        <input
          ref={input}
          id={name}
          className="in"
          role="combobox"
          autoComplete="off"
          spellCheck={false}
          maxLength={80}
          enterKeyHint="enter"
          value={text}
          aria-expanded={shown}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={shown && at >= 0 ? `${list}-${at}` : undefined}
          aria-invalid={error ? true : undefined}
          aria-describedby={told(name, error, hint)}
          onChange={type}
          onKeyDown={keys}
          onBlur={leave}
        />
        <ul id={list} role="listbox" aria-label={`${label}: suggestions`} className="sugg" hidden={!shown}>
          {found.map((each, index) => (
            <li
              key={each}
              id={`${list}-${index}`}
              role="option"
              aria-selected={index === at}
              onPointerDown={(event) => {
                event.preventDefault();
                add(each);
              }}
            >
              {each}
            </li>
          ))}
        </ul>
      </div>
      {names.length ? (
        <div className="chips" role="group" aria-label={`${label}, chosen`}>
          {names.map((each) => (
            <Taken key={each} word={each} onRemove={() => remove(each)} />
          ))}
        </div>
      ) : null}
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}

/** A link to another of these pages that keeps where the visitor was going. */
export function OnwardLink({ to, className, children }) {
  const { search } = useLocation();
  const [next, setNext] = useState("");
  useEffect(() => {
    const path = nextPath();
    setNext(path === "/" ? "" : `?next=${encodeURIComponent(path)}`);
  }, [search]);
  return (
    <a href={to + next} className={className}>
      {children}
    </a>
  );
}

/** Goes on to where the visitor was going. */
export function GoOn({ className, children }) {
  const [to, setTo] = useState("/");
  useEffect(() => setTo(nextPath()), []);
  return (
    <a href={to} className={className}>
      {children}
    </a>
  );
}

/** A button that posts and then loads a page afresh, so that nothing of the old session stays on screen. */
export function PostButton({ action, to, working, className, children }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const press = async () => {
    if (busy) return;
    setBusy(true);
    const { said, message } = await send(action, {});
    if (said !== undefined) {
      window.location.assign(to);
      return;
    }
    setBusy(false);
    setProblem(message);
  };
  return (
    <>
      <button type="button" className={className} aria-busy={busy} aria-disabled={busy} onClick={press}>
        {busy ? working : children}
      </button>
      {problem ? (
        <p className="err" role="alert">
          {problem}
        </p>
      ) : null}
    </>
  );
}
