import { useEffect, useId, useRef, useState } from "react";
import { Icon, send } from "$/public/form.jsx";

const OUT = { target: "_blank", rel: "noopener noreferrer nofollow" };

function Address({ id, label, hint, value, onCopied, onNotCopied }) {
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      onCopied();
    } catch {
      document.getElementById(id)?.select();
      onNotCopied();
    }
  };
  return (
    <div className="fld">
      <label htmlFor={id}>{label}</label>
      <div className="row">
        <input id={id} className="in grow" readOnly value={value} onFocus={(event) => event.target.select()} aria-describedby={`${id}-hint`} />
        <button type="button" className="btn" onClick={copy}>
          Copy<span className="sr">: {label}</span>
        </button>
      </div>
      <small id={`${id}-hint`}>{hint}</small>
    </div>
  );
}

/** What was made, this once: the secret is in no store of ours, and gone from here when the page is left. */
function Made({ made, heading, onAgain, onCopied, onNotCopied }) {
  const { feed, addresses } = made;
  const copying = { onCopied, onNotCopied };
  return (
    <div className="fresh">
      <h3 ref={heading} tabIndex={-1}>
        “{feed.name}” is ready
      </h3>
      <p>Add it now or copy its address: we keep only its fingerprint and can't show it again.</p>
      <div className="row wrapx">
        <a className="btn pri" href={addresses.webcal}>
          <Icon name="calendar" />
          Apple and others
        </a>
        <a className="btn" href={addresses.google} {...OUT}>
          Google
          <Icon name="external" small />
          <span className="sr">, opens in a new tab</span>
        </a>
        <a className="btn" href={addresses.outlook} {...OUT}>
          Outlook
          <Icon name="external" small />
          <span className="sr">, opens in a new tab</span>
        </a>
      </div>
      <Address id="made-ics" label="Calendar address" hint="For any program that subscribes to a calendar." value={addresses.ics} {...copying} />
      <Address id="made-rss" label="RSS address" hint="For a feed reader." value={addresses.rss} {...copying} />
      <button type="button" className="btn gho sm" onClick={onAgain}>
        Make another
      </button>
    </div>
  );
}

/** Makes a calendar to subscribe to. What is typed stays until it went through; the address never leaves this page. */
export function FeedMaker({ offers, reminders, longest, onMade, onCopied, onNotCopied }) {
  const [key, setKey] = useState("");
  const [name, setName] = useState(null);
  const [reminder, setReminder] = useState("-1");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [made, setMade] = useState(null);
  const heading = useRef(null);
  const id = useId();
  const first = offers[0]?.key;
  const asked = offers.map((offer) => offer.key + offer.name + offer.search).join();
  useEffect(() => {
    setKey(first ?? "");
    setName(null);
    setMade(null);
  }, [asked]);
  useEffect(() => heading.current?.focus(), [made]);
  const chosen = offers.find((offer) => offer.key === key) ?? offers[0];
  if (!chosen) return null;
  if (made) {
    return <Made made={made} heading={heading} onAgain={() => setMade(null)} onCopied={onCopied} onNotCopied={onNotCopied} />;
  }
  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem("");
    const { of, artist_id, venue_id, search } = chosen;
    const minutes = Number(reminder);
    const { said, message } = await send("/v1/feeds", { of, artist_id, venue_id, search, name: name ?? chosen.name, reminder: minutes < 0 ? null : minutes });
    setBusy(false);
    if (said === undefined) return setProblem(message);
    setMade(said);
    return onMade();
  };
  return (
    <form className="maker" onSubmit={submit}>
      <div role="alert">
        {problem ? (
          <p className="problem">
            <Icon name="alert" />
            {problem}
          </p>
        ) : null}
      </div>
      <fieldset className="fld">
        <legend>What goes in it</legend>
        {offers.map((offer) => (
          <label key={offer.key} className="pickone">
            <input
              type="radio"
              name={`${id}-of`}
              checked={offer.key === chosen.key}
              onChange={() => {
                setKey(offer.key);
                setName(null);
              }}
            />
            <span>
              <strong>{offer.name}</strong>
              <small>{offer.words}</small>
            </span>
          </label>
        ))}
      </fieldset>
      <div className="pair">
        <div className="fld">
          <label htmlFor={`${id}-name`}>Its name</label>
          <input id={`${id}-name`} className="in" maxLength={longest} autoComplete="off" value={name ?? chosen.name} onChange={(event) => setName(event.target.value)} />
        </div>
        <div className="fld">
          <label htmlFor={`${id}-reminder`}>Reminder</label>
          <select id={`${id}-reminder`} className="in" value={reminder} onChange={(event) => setReminder(event.target.value)}>
            {reminders.map(([minutes, words]) => (
              <option key={minutes} value={minutes}>
                {words}
              </option>
            ))}
          </select>
        </div>
      </div>
      <div>
        <button type="submit" className="btn pri" aria-disabled={busy} aria-busy={busy}>
          {busy ? "Making it" : "Make the address"}
        </button>
      </div>
    </form>
  );
}
