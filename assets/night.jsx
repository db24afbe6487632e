import { useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { Filling, Icon, NamesField, PickField, Summary, TextField, Told, byField, send, told } from "$/public/form.jsx";

const LARGEST = 10 * 1024 * 1024;
const BLANK = { title: "", date: "", time: "", doors: "", end: "", room: "", town: "", county: "", line_up: [], genres: [] };

/** A night as the server has it, spread over the fields. */
function spread(form) {
  const { venue = {}, price } = form;
  const paid = price && price !== "free";
  return {
    ...BLANK,
    ...form,
    room: venue.name || "",
    town: venue.town || "",
    county: venue.county || "",
    money: paid ? "paid" : price || "",
    low: paid ? String(price.from) : "",
    high: paid && price.to !== price.from ? String(price.to) : "",
  };
}

const number = (text) => (text === "" || text === undefined ? null : Number(String(text).replace(",", ".")));

/** What the fields hold, as the server takes it. */
function gather(form) {
  const held = Object.fromEntries(new FormData(form));
  const list = (name) => JSON.parse(held[name] || "[]");
  const text = (name) => (held[name] || "").trim();
  const price = held.money === "paid" ? { from: number(text("low")), to: number(text("high")) } : held.money || null;
  return {
    ...Object.fromEntries(["title", "date", "time", "doors", "end", "tickets", "age", "about", "picture"].map((n) => [n, text(n)])),
    venue: { name: text("room"), town: text("town"), county: text("county") },
    line_up: list("line_up"),
    genres: list("genres"),
    price,
    sold_out: held.sold_out === "on",
  };
}

/** The draft of one form on this device: kept while typing, gone when it went through. */
function drafts(name) {
  const key = `wtc.night.${name}`;
  return {
    read() {
      try {
        return JSON.parse(localStorage.getItem(key));
      } catch {
        return null;
      }
    },
    keep(form, version) {
      try {
        localStorage.setItem(key, JSON.stringify({ form, version }));
        return true;
      } catch {
        return false;
      }
    },
    drop() {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept then.
      }
    },
  };
}

function Line({ name, label, type = "date", hint, value, error, ...more }) {
  return (
    <div className="fld" data-field={name} data-label={label}>
      <label htmlFor={name}>{label}</label>
      <input
        id={name}
        name={name}
        type={type}
        className="in"
        defaultValue={value}
        aria-invalid={error ? true : undefined}
        aria-describedby={told(name, error, hint)}
        {...more}
      />
      <Told id={name} error={error} hint={hint} />
    </div>
  );
}

/** The room, with those we know; choosing one fills in its town. */
function RoomField({ values, errors }) {
  const [found, setFound] = useState([]);
  const [town, setTown] = useState(values.town);
  const county = useRef(null);
  const timer = useRef(0);
  const type = (event) => {
    const text = event.target.value.trim();
    const known = found.find((each) => each.name === text);
    if (known) {
      setTown(known.town);
      if (county.current) county.current.value = known.county;
    }
    clearTimeout(timer.current);
    if (text.length < 2 || known) return;
    timer.current = setTimeout(async () => {
      const { said } = await send(`/v1/organiser/rooms?q=${encodeURIComponent(text)}`);
      if (said) setFound(said.rooms);
    }, 180);
  };
  return (
    <div className="two">
      <Line name="room" label="Room" type="text" value={values.room} error={errors.room} list="rooms" onInput={type} autoComplete="off" maxLength={160} />
      <div className="fld" data-field="town" data-label="Town">
        <label htmlFor="town">Town</label>
        <input
          id="town" name="town" className="in" value={town} maxLength={80} autoComplete="off"
          aria-invalid={errors.town ? true : undefined} aria-describedby={told("town", errors.town)}
          onChange={(event) => setTown(event.target.value)}
        />
        <Told id="town" error={errors.town} />
      </div>
      <input ref={county} type="hidden" name="county" defaultValue={values.county} />
      <datalist id="rooms">
        {found.map((each) => (
          <option key={`${each.name} ${each.town}`} value={each.name}>{`${each.town}${each.county && each.county !== each.town ? `, ${each.county}` : ""}`}</option>
        ))}
      </datalist>
    </div>
  );
}

function PriceField({ values, error }) {
  const [money, setMoney] = useState(values.money || "");
  return (
    <fieldset className="fld" data-field="price" data-label="Price">
      <legend>Price</legend>
      <div className="chips">
        {[["", "Not said yet"], ["free", "Free"], ["paid", "Tickets or on the door"]].map(([key, word]) => (
          <label key={key} className={money === key ? "chip on" : "chip"}>
            <input type="radio" className="sr" name="money" value={key} checked={money === key} onChange={() => setMoney(key)} />
            {money === key ? <Icon name="check" small /> : null}
            <span>{word}</span>
          </label>
        ))}
      </div>
      {money === "paid" ? (
        <div className="two">
          <Line name="low" label="From" type="text" inputMode="decimal" value={values.low} hint="In euro in the south, pounds in the north." />
          <Line name="high" label="To" type="text" inputMode="decimal" value={values.high} hint="Leave empty if it's all one price." />
        </div>
      ) : null}
      <Told id="price" error={error} />
    </fieldset>
  );
}

function PictureField({ value, onChange }) {
  const [digest, setDigest] = useState(value || "");
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const take = async (event) => {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > LARGEST) return setProblem("That picture is more than 10 MB. A smaller copy will do.");
    setBusy(true);
    setProblem("");
    try {
      const answer = await fetch("/v1/pictures", { method: "POST", body: file, headers: { "Content-Type": file.type || "application/octet-stream" } });
      const said = await answer.json();
      if (answer.ok) setDigest(said.picture);
      else setProblem(said.error.message);
    } catch {
      setProblem("That didn't get through to us. Try again.");
    }
    setBusy(false);
  };
  const first = useRef(true);
  useEffect(() => {
    if (!first.current) onChange();
    first.current = false;
  }, [digest]);
  return (
    <div className="fld" data-field="picture" data-label="Picture">
      <label htmlFor="file">Picture</label>
      <input type="hidden" name="picture" value={digest} />
      {digest ? <img className="upl" src={`/pictures/${digest}/320.webp`} alt="" /> : null}
      <div className="row wrapx">
        <label className="btn sm" aria-busy={busy}>
          {busy ? "Taking it in" : digest ? "Use another" : "Choose a picture"}
          <input id="file" type="file" className="sr" accept="image/jpeg,image/png,image/webp,image/avif,image/gif" onChange={take} />
        </label>
        {digest ? (
          <button type="button" className="btn gho sm" onClick={() => setDigest("")}>
            Take it off
          </button>
        ) : null}
      </div>
      <Told id="picture" error={problem} hint="Without one, we draw a poster. JPEG, PNG, WebP, AVIF or GIF, up to 10 MB." />
    </div>
  );
}

function summed(form) {
  return [form.title, form.date, form.time, form.venue?.name].filter(Boolean).join(", ");
}

/** Two people, or two tabs, changed one night: both are shown, and the reader chooses. */
function Clash({ clash, mine, onMine, onTheirs }) {
  return (
    <div className="clash">
      <p>
        <b>Saved meanwhile:</b> {summed(clash.form)}
        {clash.cancelled ? " (called off)" : ""}
      </p>
      <p>
        <b>Yours:</b> {summed(mine)}
      </p>
      <div className="row wrapx">
        <button type="button" className="btn sm" onClick={onMine}>
          Keep mine
        </button>
        <button type="button" className="btn sm" onClick={onTheirs}>
          Take what was saved
        </button>
      </div>
    </div>
  );
}

/** Calling a night off, or bringing it back: says first who will be told. */
function Ending({ night, onDone }) {
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const act = async (address, method, done) => {
    setBusy(true);
    const { said, message } = await send(address, undefined, { method });
    setBusy(false);
    if (said === undefined) return setProblem(message);
    return onDone(done);
  };
  const where = `/v1/events/${night.event_id}`;
  if (night.cancelled) {
    return (
      <section className="panel ending">
        <h2>It&apos;s called off</h2>
        <p className="muted">It stays where it is, marked as cancelled. {night.told_back}</p>
        <button type="button" className="btn" aria-busy={busy} onClick={() => act(`${where}/restore`, "POST", "back")}>
          Bring it back
        </button>
        <Told id="ending" error={problem} />
      </section>
    );
  }
  return (
    <section className="panel ending">
      <h2>Not happening?</h2>
      <p className="muted">Calling it off marks it as cancelled. Nothing is deleted. {night.told_off}</p>
      {open ? (
        <div className="row wrapx">
          <button type="button" className="btn" aria-busy={busy} onClick={() => act(where, "DELETE", "off")}>
            Yes, call it off
          </button>
          {night.series_id ? (
            <button type="button" className="btn" aria-busy={busy} onClick={() => act(`${where}?following=true`, "DELETE", "off")}>
              This and all that follow
            </button>
          ) : null}
          <button type="button" className="btn gho" onClick={() => setOpen(false)}>
            Leave it on
          </button>
        </div>
      ) : (
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          Call it off
        </button>
      )}
      <Told id="ending" error={problem} />
    </section>
  );
}

/** The form of one night: new, or one that is on. What is typed is kept on this device until it went through. */
export default function NightForm({ night, sounds, today, onPreview }) {
  const fresh = !night.event_id;
  const draft = drafts(fresh ? "new" : night.id);
  const form = useRef(null);
  const summary = useRef(null);
  const key = useRef("");
  const timer = useRef(0);
  const go = useNavigate();
  const [found] = useState(() => {
    const kept = draft.read();
    return kept && (fresh || kept.version === night.version) ? kept.form : null;
  });
  const [values, setValues] = useState(() => spread(found || night.form || {}));
  const [edition, setEdition] = useState(0);
  const [version, setVersion] = useState(night.version);
  const [kept, setKept] = useState(Boolean(found));
  const [weekly, setWeekly] = useState(false);
  const [following, setFollowing] = useState(false);
  const [state, setState] = useState({ busy: false, problem: "", errors: {}, clash: null });
  const show = () => form.current && onPreview(gather(form.current));
  useEffect(() => {
    key.current = crypto.randomUUID?.() || String(Math.random());
    show();
    return () => clearTimeout(timer.current);
  }, [edition]);
  useEffect(() => {
    if (state.problem) summary.current?.focus();
  }, [state.problem]);
  const change = () => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      if (!form.current) return;
      setKept(draft.keep(gather(form.current), version));
      show();
    }, 400);
  };
  const afresh = (told) => {
    draft.drop();
    setKept(false);
    setValues(spread(told));
    setState({ busy: false, problem: "", errors: {}, clash: null });
    setEdition((each) => each + 1);
  };
  const done = (word) => {
    draft.drop();
    go(`/organiser?done=${word}`);
  };
  const submit = async (event, seen = version) => {
    event?.preventDefault();
    if (state.busy) return;
    if (form.current.querySelector('label[aria-busy="true"]')) {
      return setState({ busy: false, clash: null, errors: {}, problem: "The picture is still on its way to us. A moment." });
    }
    const body = gather(form.current);
    const until = form.current.elements.until?.value;
    if (weekly && !until) {
      return setState({ busy: false, clash: null, problem: "One thing needs a look first.", errors: { repeat_until: "Until when?" } });
    }
    setState({ busy: true, problem: "", errors: {}, clash: null });
    const { said, status, message, details } = fresh
      ? await send("/v1/events", { ...body, ...(weekly ? { repeat_until: until } : {}) }, { headers: { "Idempotency-Key": key.current } })
      : await send(`/v1/events/${night.event_id}`, { ...body, version: seen, following }, { method: "PUT" });
    if (said) return done(fresh ? "on" : "saved");
    const clash = status === 409 && details.form ? details : null;
    const named = byField(details);
    if (named.venue) named.room = named.venue;
    return setState({ busy: false, problem: message, errors: named, clash });
  };
  const { errors } = state;
  return (
    <>
      <form ref={form} className="kform nform" noValidate onSubmit={submit} onInput={change} onChange={change}>
        <Summary box={summary} form={form} problem={state.problem} errors={errors}>
          {state.clash ? (
            <Clash
              clash={state.clash}
              mine={form.current ? gather(form.current) : {}}
              onMine={() => {
                setVersion(state.clash.version);
                submit(null, state.clash.version);
              }}
              onTheirs={() => {
                setVersion(state.clash.version);
                afresh(state.clash.form);
              }}
            />
          ) : null}
        </Summary>
        {found && edition === 0 ? (
          <p className="note c-sky">
            <Icon name="info" small />
            <span>
              We kept what you typed here before.{" "}
              <button type="button" className="lk" onClick={() => afresh(night.form || {})}>
                Start afresh
              </button>
            </span>
          </p>
        ) : null}
        <Filling.Provider key={edition} value={{ errors, values, onChange: change }}>
          <section className="panel nsec">
            <h2>The night</h2>
            <TextField name="title" label="Title" hint="As it would stand on the poster." needed=" " />
            <div className="two">
              <Line name="date" label="Date" value={values.date} error={errors.date} min={today} />
              <Line name="time" label="Music from" type="time" value={values.time} error={errors.time} hint="Leave empty if you don't know yet." />
              <Line name="doors" label="Doors" type="time" value={values.doors} error={errors.doors} />
              <Line name="end" label="Until" type="time" value={values.end} error={errors.end} />
            </div>
            {fresh ? (
              <div className="fld" data-field="repeat_until" data-label="Every week until">
                <label className="tick">
                  <input type="checkbox" checked={weekly} onChange={(event) => setWeekly(event.target.checked)} />
                  Every week at the same time
                </label>
                {weekly ? <Line name="until" label="Every week until" value="" min={today} error={errors.repeat_until} hint="Each week gets a page of its own. Up to 60." /> : null}
              </div>
            ) : null}
          </section>
          <section className="panel nsec">
            <h2>The room and the acts</h2>
            <RoomField values={values} errors={errors} />
            <NamesField name="line_up" label="Line-up" hint="Headliner first. Enter after each name." suggest="/v1/auth/preferences/names?of=artists" />
            <PickField name="genres" label="Sound" choices={sounds} />
          </section>
          <section className="panel nsec">
            <h2>The rest</h2>
            <PriceField values={values} error={errors.price} />
            <Line name="tickets" label="Ticket link" type="url" value={values.tickets} error={errors.tickets} hint="Where one buys, from https:// on. No link is fine." />
            <label className="tick">
              <input type="checkbox" name="sold_out" defaultChecked={values.sold_out} />
              Sold out
            </label>
            <Line name="age" label="Age" type="text" value={values.age} hint="Such as 18+, or all ages." maxLength={40} />
            <div className="fld" data-field="about" data-label="About">
              <label htmlFor="about">About</label>
              <textarea id="about" name="about" className="in area" rows={5} maxLength={4000} defaultValue={values.about} aria-describedby="about-hint" />
              <Told id="about" hint="A few plain sentences. Who'd love it?" />
            </div>
            <PictureField value={values.picture} onChange={change} />
          </section>
          {night.series_id ? (
            <div className="panel" role="radiogroup" aria-label="Which dates to change">
              <label className="tick">
                <input type="radio" name="which" checked={!following} onChange={() => setFollowing(false)} />
                Change this date only
              </label>
              <label className="tick">
                <input type="radio" name="which" checked={following} onChange={() => setFollowing(true)} />
                Change this one and all that follow
              </label>
            </div>
          ) : null}
        </Filling.Provider>
        {fresh || !night.told_change ? null : <p className="muted meta">{night.told_change}</p>}
        <div className="keepbar">
          <p role="status">{kept ? "Draft kept on this device." : fresh ? "Nothing is public yet." : "As it stands."}</p>
          <button type="submit" className="btn pri" aria-busy={state.busy} aria-disabled={state.busy}>
            {state.busy ? "Saving" : fresh ? "Put it on" : "Save changes"}
          </button>
        </div>
      </form>
      {fresh ? null : <Ending night={night} onDone={done} />}
    </>
  );
}
