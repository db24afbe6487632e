import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";

const STEPS = ["town", "sounds", "acts"];
const NAMES = { town: "Town", sounds: "Sounds", acts: "Acts" };
const ASK = {
  town: ["Where do you go out?", "We start there. Other towns are never more than a tap away."],
  sounds: ["What would you leave the house for?", "Pick three or more. Nothing is ruled out by it."],
  acts: ["Anyone here you'd cross town for?", "You'll hear when they have a new date. Any number, or none."],
};
const FAR = 6371 * (Math.PI / 180);
// The same rule as wtc/domain/addresses.py: one slash, and nothing that a browser would read as another site.
const ONWARD = /^\/(?![/\\])[^\u0000-\u0020\u007f-\u009f\\]*$/;

function Icon({ name }) {
  return (
    <svg className="ic" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** What an address says was picked so far. */
function told(search) {
  const query = new URLSearchParams(search);
  const list = (name) => (query.get(name) ?? "").split(",").filter(Boolean);
  const budget = query.has("max") ? Number(query.get("max")) : -1;
  return {
    town: query.get("city") ?? "",
    genres: list("genre"),
    acts: list("acts").map(Number).filter(Number.isSafeInteger).slice(0, 24),
    budget: Number.isInteger(budget) ? budget : -1,
  };
}

/** The address of a step with what was picked, and with where it leads in the end. */
function address(step, { town, genres, acts, budget }, search) {
  const query = new URLSearchParams({ step });
  if (town) query.set("city", town);
  if (genres.length) query.set("genre", genres.join(","));
  if (acts.length) query.set("acts", acts.join(","));
  if (budget >= 0) query.set("max", String(budget));
  const next = new URLSearchParams(search).get("next");
  if (next) query.set("next", next);
  return `/welcome?${query.toString().replaceAll("%2C", ",")}`;
}

function onward(search) {
  const next = new URLSearchParams(search).get("next") ?? "";
  return next.length <= 500 && ONWARD.test(next) ? next : "/";
}

function nearest(towns, { latitude, longitude }) {
  const away = ({ lat, lon }) => FAR * Math.hypot((lon - longitude) * Math.cos((lat * Math.PI) / 180), lat - latitude);
  return towns.map((town) => [away(town), town.name]).sort((one, other) => one[0] - other[0])[0];
}

/** "Near me": the position is compared with the towns right here and sent nowhere. */
function Near({ towns, onTown }) {
  const [asking, setAsking] = useState(false);
  const [said, setSaid] = useState("");
  const tell = (words) => {
    setAsking(false);
    setSaid(words);
  };
  const press = () => {
    if (!navigator.geolocation) return tell("This browser can't say where you are. Pick a town instead.");
    setAsking(true);
    setSaid("");
    return navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const [km, name] = nearest(towns, coords);
        onTown(name);
        tell(`${name} it is, the nearest of these: ${km < 1.5 ? "you're in it" : `${Math.round(km)} km`}.`);
      },
      ({ code }) => tell(code === 3 ? "That took too long. Pick a town instead." : "No position, no problem: pick a town instead."),
      { timeout: 10_000, maximumAge: 600_000 },
    );
  };
  return (
    <div className="wel-near">
      <button type="button" className="btn" aria-busy={asking} onClick={press}>
        <Icon name="near" />
        {asking ? "Looking" : "Near me"}
      </button>
      <p role="status" className="meta muted">
        {said || "Your position is compared with these towns on your device, and stays there."}
      </p>
    </div>
  );
}

function Towns({ page, tiles, island, ready, town, onTown }) {
  if (!ready)
    return (
      <div className="wel-towns" aria-hidden="true">
        {Array.from({ length: tiles }, (_, at) => (
          <div key={at} className="skl wel-town" />
        ))}
      </div>
    );
  const pick = ({ name, count, left, top }, tile) => (
    <label key={name} className={`${tile ? "wel-town" : "chip"}${town === name ? " on" : ""}`}>
      <input type="radio" name="town" className="sr" value={name} checked={town === name} onChange={() => onTown(name)} />
      {tile ? (
        <span className="wel-isle" aria-hidden="true">
          <img src={island} alt="" width="640" height="760" />
          <i style={{ left: `${left}%`, top: `${top}%` }} />
        </span>
      ) : null}
      <b>{name}</b>
      {tile ? <small>{count}</small> : null}
      {town === name ? <Icon name="check" /> : null}
    </label>
  );
  const rest = page.towns.slice(tiles);
  return (
    <fieldset className="wel-set">
      <legend className="sr">Your town</legend>
      <div className="wel-towns">{page.towns.slice(0, tiles).map((each) => pick(each, true))}</div>
      {rest.length ? <div className="chips">{rest.map((each) => pick(each, false))}</div> : null}
      <Near towns={page.towns} onTown={onTown} />
    </fieldset>
  );
}

function Budget({ dearest, budget, onBudget }) {
  const any = budget < 0 || budget >= dearest;
  const words = any ? "Any price" : budget === 0 ? "Free gigs" : `Up to ${budget}`;
  return (
    <div className="wel-money">
      <label htmlFor="wel-max">
        Most you'd pay <span className="faint">(if you like)</span>
      </label>
      <output htmlFor="wel-max">{words}</output>
      <input
        id="wel-max"
        type="range"
        min={0}
        max={dearest}
        step={5}
        value={any ? dearest : budget}
        aria-valuetext={words}
        onChange={(event) => onBudget(Number(event.target.value) >= dearest ? -1 : Number(event.target.value))}
      />
      <p className="cap faint">Euro in the south, pounds in the north.</p>
    </div>
  );
}

function Sounds({ sounds, picked, onTurn }) {
  return (
    <fieldset className="wel-set">
      <legend className="sr">Your sounds</legend>
      <div className="ptiles">
        {sounds.map(({ key, label, art }) => (
          <label key={key} className={`ptile${picked.includes(key) ? " on" : ""}`}>
            <input type="checkbox" className="sr" checked={picked.includes(key)} onChange={() => onTurn(key)} />
            <img src={art} alt="" width="160" height="120" decoding="async" />
            {picked.includes(key) ? <Icon name="check" /> : null}
            <span>{label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function Faces({ faces, waiting, failing, picked, onTurn, onRetry }) {
  if (waiting && failing)
    return (
      <div className="said" role="alert">
        <h2>The faces didn't load</h2>
        <p>It's us, not you. What you picked so far is safe.</p>
        <button type="button" className="btn" onClick={() => onRetry()}>
          Try again
        </button>
      </div>
    );
  if (waiting)
    return (
      <div className="wel-faces" aria-busy="true" aria-label="Fetching the acts">
        {Array.from({ length: 12 }, (_, at) => (
          <div key={at} className="skl wel-face" />
        ))}
      </div>
    );
  if (!faces.length)
    return <p className="muted">Nobody of those sounds has a date just now. Finish, and we'll watch out for you.</p>;
  return (
    <fieldset className="wel-set">
      <legend className="sr">Acts to follow</legend>
      <div className="wel-faces">
        {faces.map(({ id, name, art, fallback, when, line }) => (
          <label key={id} className={`wel-face${picked.includes(id) ? " on" : ""}`}>
            <input type="checkbox" className="sr" checked={picked.includes(id)} onChange={() => onTurn(id)} />
            <span className="pic">
              <img
                src={art}
                alt=""
                width="240"
                height="240"
                loading="lazy"
                decoding="async"
                onError={(event) => {
                  if (fallback && !event.target.src.endsWith(fallback)) event.target.src = fallback;
                }}
              />
              {picked.includes(id) ? <Icon name="check" /> : null}
            </span>
            <b>{name}</b>
            <small>
              {when}
              <span className="sr">, {line}</span>
            </small>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

function turned(list, one) {
  return list.includes(one) ? list.filter((each) => each !== one) : [...list, one];
}

/**
 * Town, sounds, acts: each a step in the address, each skippable. What is picked is written into the address too, so
 * that a reload, the way back and a sign-up on the way lose nothing; it is sent once, at the end.
 */
export function Welcome(props) {
  const { page, sounds, island, tiles, least, dearest, ready, signedIn, failing, refused, onFinish, onRetry } = props;
  const { search } = useLocation();
  const navigate = useNavigate();
  const [step, setStep] = useState("town");
  const [picks, setPicks] = useState(() => told(""));
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const heading = useRef(null);
  const first = useRef(true);
  const touched = useRef(false);

  useEffect(() => {
    const asked = new URLSearchParams(search).get("step");
    setStep(STEPS.includes(asked) ? asked : "town");
    setProblem("");
    if (first.current) setPicks(told(search));
  }, [search]);
  useEffect(() => {
    if (!first.current) {
      heading.current?.focus({ preventScroll: true });
      window.scrollTo(0, 0);
    }
    first.current = false;
  }, [step]);
  useEffect(() => {
    // What was told before stands picked already, unless the address or a finger says otherwise.
    if (!ready || touched.current) return;
    const { town, genres, budget } = page.told;
    const known = new Set(sounds.map(({ key }) => key));
    setPicks((now) => ({
      town: now.town || (page.towns.some(({ name }) => name === town) ? town : ""),
      genres: now.genres.length ? now.genres : genres.filter((each) => known.has(each)),
      acts: now.acts,
      budget: now.budget >= 0 ? now.budget : budget,
    }));
  }, [ready, page.told]);
  useEffect(() => setBusy(false), [refused]);

  const change = (part) => {
    touched.current = true;
    const next = { ...picks, ...part };
    setPicks(next);
    setProblem("");
    window.history.replaceState(window.history.state, "", address(step, next, search));
  };
  const go = (to, kept = picks) => {
    setPicks(kept);
    navigate(address(to, kept, search), { preventScrollReset: true });
  };
  const at = STEPS.indexOf(step);
  const last = at === STEPS.length - 1;
  const end = (kept) => {
    if (!signedIn) return navigate(`/signup?next=${encodeURIComponent(address("acts", kept, search))}`);
    setBusy(true);
    return onFinish(kept.town, kept.genres.length < least ? [] : kept.genres, kept.acts, kept.budget);
  };
  const next = () => {
    if (step === "sounds" && picks.genres.length < least)
      return setProblem(picks.genres.length ? `Pick ${least} or more, or skip this one.` : "Pick three, or skip this one.");
    if (!last) return go(STEPS[at + 1]);
    return busy ? undefined : end(picks);
  };
  const skip = () => {
    if (last) return end({ ...picks, acts: [] });
    return go(STEPS[at + 1], { ...picks, ...(step === "town" ? { town: "" } : { genres: [] }) });
  };
  const wanted = `${page.towns.some(({ name }) => name === picks.town) ? picks.town : ""}|${sounds
    .filter(({ key }) => picks.genres.includes(key))
    .map(({ key }) => key)
    .join(",")}`;
  const [title, words] = ASK[step];
  const left = least - picks.genres.length;
  const sounded = left > 0 && left < least ? `${picks.genres.length} picked, ${left} to go` : `${picks.genres.length} picked`;
  const count = { town: picks.town, sounds: sounded, acts: `${picks.acts.length} picked` }[step];
  const nothing = !picks.town && !picks.genres.length && !picks.acts.length;
  return (
    <div className="wel">
      <ol className="wel-steps" aria-label="Three screens">
        {STEPS.map((each, place) => (
          <li key={each} className={place <= at ? "on" : ""} aria-current={each === step ? "step" : undefined}>
            {place < at ? (
              <button type="button" onClick={() => go(each)}>
                {NAMES[each]}
              </button>
            ) : (
              <span>{NAMES[each]}</span>
            )}
          </li>
        ))}
      </ol>
      <Link to={onward(search)} className="lk wel-out">
        Skip all of this
      </Link>
      <div className="ahead">
        <h1 ref={heading} tabIndex={-1}>
          <span className="sr">{`Step ${at + 1} of 3: `}</span>
          {title}
        </h1>
        <p className="muted">{words}</p>
      </div>
      {step === "town" ? (
        <>
          <Towns page={page} tiles={tiles} island={island} ready={ready} town={picks.town} onTown={(town) => change({ town })} />
          <Budget dearest={dearest} budget={picks.budget} onBudget={(budget) => change({ budget })} />
        </>
      ) : null}
      {step === "sounds" ? (
        <Sounds
          sounds={sounds}
          picked={picks.genres}
          onTurn={(key) => change({ genres: turned(picks.genres, key) })}
        />
      ) : null}
      {step === "acts" ? (
        <Faces
          faces={page.faces}
          waiting={page.drawn !== wanted}
          failing={failing}
          picked={picks.acts}
          onTurn={(id) => change({ acts: turned(picks.acts, id) })}
          onRetry={onRetry}
        />
      ) : null}
      <div className="wel-go">
        <p role="status" className="meta muted">
          {count}
        </p>
        {problem ? (
          <p className="err" role="alert">
            {problem}
          </p>
        ) : null}
        {at ? (
          <button type="button" className="btn gho" onClick={() => go(STEPS[at - 1])}>
            Back
          </button>
        ) : null}
        <button type="button" className="btn gho" onClick={skip}>
          Skip
        </button>
        <button type="button" className="btn pri" aria-busy={busy} onClick={next}>
          {!last ? "Next" : !signedIn ? "Make an account to keep this" : busy ? "Setting up" : nothing ? "Finish" : "Show my gigs"}
        </button>
      </div>
    </div>
  );
}
