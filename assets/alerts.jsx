import { useEffect, useId, useRef, useState } from "react";
import { Icon, send, useSuggestions } from "$/public/form.jsx";

const KINDS = [
  ["artist", "An act"],
  ["venue", "A room"],
  ["genre", "A genre"],
  ["taste", "My taste"],
];
const NAMES = "/v1/auth/preferences/names?of=";
const NONE = [];
const NEAR = ["10", "20", "30", "50", "100"];
const PRICES = ["0", "10", "20", "30", "40", "60", "100"];
const MATCHES = ["70", "80", "90"];

/** `values` in order, with the one an alert stands at among them. */
function withOwn(values, own) {
  return !own || values.includes(own) ? values : [...values, own].sort((one, other) => one - other);
}

function Pick({ label, value, onPick, children }) {
  return (
    <select className="blank" aria-label={label} value={value} onChange={(event) => onPick(event.target.value)}>
      {children}
    </select>
  );
}

function Name({ of, label, hint, value, wrong, onName }) {
  const list = useId();
  const [found] = useSuggestions(`${NAMES}${of}`, value, NONE);
  return (
    <>
      <input
        className="blank"
        aria-label={label}
        aria-invalid={wrong ? true : undefined}
        placeholder={hint}
        list={list}
        maxLength={160}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onName(event.target.value)}
      />
      <datalist id={list}>
        {found.map((each) => (
          <option key={each} value={each} />
        ))}
      </datalist>
    </>
  );
}

/** An alert as a sentence with blanks. `begun` is what the address or the alert in hand fills them with; its `id` 0 is a new one. */
export function SentenceForm({ begun, genres, towns, onKept, onLeft }) {
  const [said, setSaid] = useState(begun);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const [errors, setErrors] = useState({});
  const form = useRef(null);
  const alertBox = useRef(null);
  useEffect(() => {
    setSaid(begun);
    setProblem("");
    setErrors({});
    if (begun.kind !== "artist" || begun.about || begun.id) form.current?.scrollIntoView({ block: "nearest" });
  }, [begun]);
  const set = (change) => setSaid((stood) => ({ ...stood, ...change }));
  const named = (about) => {
    setErrors({});
    set({ about, subject: about === begun.about ? begun.subject : 0 });
  };
  const kinds = said.kind === "search" ? [...KINDS, ["search", "A search"]] : KINDS;
  const choose = (kind) => {
    setErrors({});
    set({ kind, subject: 0, about: kind === "genre" ? genres[0].key : "" });
  };

  const submit = async (event) => {
    event.preventDefault();
    if (busy) return;
    const body = { city: said.kind === "venue" || said.kind === "search" ? "" : said.city };
    if (body.city && said.radius) body.radius_km = Number(said.radius);
    if (said.price && said.kind !== "search") body.price_max = Number(said.price);
    if (said.kind === "taste") body.match = Number(said.least || "80");
    else if (said.subject) body[`${said.kind}_id`] = said.subject;
    else body[said.kind] = said.about.trim();
    if (said.kind !== "taste" && !said.subject && !said.about.trim()) {
      setErrors({ about: said.kind === "venue" ? "Say which room." : "Say who." });
      form.current.querySelector("input.blank")?.focus();
      return;
    }
    setBusy(true);
    const address = said.id ? `/v1/users/me/alerts/${said.id}` : "/v1/users/me/alerts";
    const answer = await send(address, body, { method: said.id ? "PUT" : "POST" });
    setBusy(false);
    if (answer.said === undefined) {
      setErrors(answer.details);
      setProblem(answer.message);
      alertBox.current?.focus();
      return;
    }
    setErrors({});
    setProblem("");
    setSaid({ ...begun, id: 0, kind: said.kind === "search" ? "artist" : said.kind, about: said.kind === "genre" ? said.about : "", subject: 0 });
    onKept(answer.said.sentence);
  };

  const where = (
    <>
      {said.city ? (
        <Pick label="How near" value={said.radius} onPick={(radius) => set({ radius })}>
          <option value="">in</option>
          {withOwn(NEAR, said.radius).map((km) => (
            <option key={km} value={km}>{`within ${km} km of`}</option>
          ))}
        </Pick>
      ) : null}{" "}
      <Pick label="Where" value={said.city} onPick={(city) => set({ city, radius: city && !said.city ? "30" : said.radius })}>
        <option value="">anywhere in Ireland</option>
        {towns.map(({ key, label }) => (
          <option key={key} value={key}>
            {label}
          </option>
        ))}
      </Pick>{" "}
    </>
  );
  const price = (
    <Pick label="For how much" value={said.price} onPick={(value) => set({ price: value })}>
      <option value="">at any price</option>
      {withOwn(PRICES, said.price).map((euro) => (
        <option key={euro} value={euro}>
          {euro === "0" ? "for free" : `for up to €${euro}`}
        </option>
      ))}
    </Pick>
  );
  const sentence = {
    artist: () => (
      <>
        <Name of="artists" label="Act" hint="who?" value={said.about} wrong={errors.about} onName={named} /> plays {where}
        {price}
      </>
    ),
    venue: () => (
      <>
        something is announced at{" "}
        <Name of="venues" label="Room" hint="which room?" value={said.about} wrong={errors.about} onName={named} /> {price}
      </>
    ),
    genre: () => (
      <>
        <Pick label="Genre" value={said.about} onPick={(about) => set({ about })}>
          {genres.map(({ key, label }) => (
            <option key={key} value={key}>
              {label}
            </option>
          ))}
        </Pick>{" "}
        is announced {where}
        {price}
      </>
    ),
    taste: () => (
      <>
        something matches me above{" "}
        <Pick label="Least match" value={said.least || "80"} onPick={(least) => set({ least })}>
          {withOwn(MATCHES, said.least).map((least) => (
            <option key={least} value={least}>{`${least} %`}</option>
          ))}
        </Pick>{" "}
        {where}
        {price}
      </>
    ),
    search: () => (
      <>
        something new turns up for <b>{said.words}</b>
      </>
    ),
  };
  const told = Object.values(errors);
  return (
    <form ref={form} id="new" className="sform" method="post" noValidate onSubmit={submit} aria-label={said.id ? "Change the alert" : "A new alert"}>
      <fieldset className="chips">
        <legend className="sr">What to wait for</legend>
        {kinds.map(([kind, label]) => (
          <button key={kind} type="button" className={said.kind === kind ? "chip on" : "chip"} aria-pressed={said.kind === kind} onClick={() => choose(kind)} disabled={kind === "search"}>
            {label}
          </button>
        ))}
      </fieldset>
      <p className="sentence">Tell me when {sentence[said.kind]()}.</p>
      <div ref={alertBox} className="wrongs" role="alert" tabIndex={-1}>
        {problem || told.length ? (
          <p>
            <Icon name="alert" small /> {told.length ? told.join(" ") : problem}
          </p>
        ) : null}
      </div>
      <div className="row wrapx">
        <button type="submit" className="btn pri" aria-busy={busy} aria-disabled={busy}>
          {said.id ? "Keep the change" : "Tell me"}
        </button>
        {said.id ? (
          <button type="button" className="btn gho" onClick={onLeft}>
            Leave it as it was
          </button>
        ) : null}
      </div>
    </form>
  );
}
