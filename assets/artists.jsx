import { useCallback, useEffect, useMemo, useState } from "react";
import { Link } from "react-router";
import { FollowButton } from "$/public/follow.jsx";

const VIEW = "wtc:artists-view";
const LIST = "/v1/users/me/artists?limit=2000";

function Icon({ name, small }) {
  return (
    <svg className={small ? "ic s" : "ic"} aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

const SORTS = {
  "": ["Newest first", () => 0],
  name: ["By name", (a, b) => a.name.localeCompare(b.name, "en-IE")],
  soonest: ["Playing soonest", (a, b) => (a.next_date ?? "9").localeCompare(b.next_date ?? "9")],
  followed: ["Most followed", (a, b) => b.followers - a.followers],
};
const FANS = { "": "Any number of followers", 2: "2 followers or more", 10: "10 or more", 100: "100 or more" };
const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** The filters of this list, kept in the address without asking the server: all of it is here already. */
function useFilters() {
  const [asked, setAsked] = useState({});
  useEffect(() => setAsked(Object.fromEntries(new URLSearchParams(window.location.search))), []);
  const change = (name, value) => {
    const next = { ...asked, [name]: value };
    if (!value) delete next[name];
    setAsked(next);
    window.history.replaceState(window.history.state, "", `${window.location.pathname}?${new URLSearchParams(next)}`);
  };
  return [asked, change];
}

function useView() {
  const [view, setView] = useState("grid");
  useEffect(() => {
    try {
      if (localStorage.getItem(VIEW) === "list") setView("list");
    } catch {
      // Storage may be switched off: then it is a grid.
    }
  }, []);
  const keep = (next) => {
    setView(next);
    try {
      localStorage.setItem(VIEW, next);
    } catch {
      // As above: it holds until the page is left.
    }
  };
  return [view, keep];
}

/** The list itself: fetched once, again when `version` rises; what was there stays when a second try fails. */
function useMine(version) {
  const [mine, setMine] = useState({ rows: null, failed: false });
  const load = useCallback(async () => {
    setMine((was) => ({ ...was, failed: false }));
    try {
      const answer = await fetch(LIST, { headers: { accept: "application/json" } });
      if (!answer.ok) throw new Error(String(answer.status));
      setMine({ rows: (await answer.json()).artists, failed: false });
    } catch {
      setMine((was) => ({ ...was, failed: true }));
    }
  }, []);
  useEffect(() => {
    load();
  }, [load, version]);
  return [mine, load];
}

function narrowed(rows, asked) {
  const words = plain(asked.q ?? "");
  const kept = rows.filter(
    (each) =>
      (!words || plain(each.name).includes(words)) &&
      (!asked.genre || each.family === asked.genre) &&
      (!asked.dates || each.dates > 0) &&
      (!asked.lately || each.lately) &&
      each.followers >= Number(asked.fans || 0),
  );
  return asked.sort && SORTS[asked.sort] ? kept.toSorted(SORTS[asked.sort][1]) : kept;
}

function Failed({ onRetry, some }) {
  return (
    <div className={some ? "note c-gold row wrapx" : "said"} role="alert">
      {some ? <p>That didn't load again. Here's what we had.</p> : <h2>That didn't load</h2>}
      {some ? null : <p>It's us, not you, and nothing of yours is lost.</p>}
      <button type="button" className="btn sm" onClick={onRetry}>
        Try again
      </button>
    </div>
  );
}

function Waiting() {
  return (
    <ul className="acts" aria-hidden="true">
      {Array.from({ length: 12 }, (_, place) => (
        <li key={place}>
          <div className="card">
            <div className="pic skl" />
            <div className="bd">
              <div className="skl" style={{ width: "70%", height: 20 }} />
              <div className="skl" style={{ width: "50%", height: 16 }} />
            </div>
          </div>
        </li>
      ))}
    </ul>
  );
}

function Act({ each, button }) {
  return (
    <article className="card">
      <div className="pic">
        <img src={each.art} alt="" width="240" height="240" loading="lazy" decoding="async" />
        {each.sample ? <span className="bdg sample">Sample</span> : null}
      </div>
      <div className="bd">
        <h3>
          <Link to={each.href}>{each.name}</Link>
        </h3>
        <p className="ln">{each.line}</p>
        <p className="ln nx">
          {each.when ? (
            <>
              <b>{each.when}</b> {each.more}
            </>
          ) : (
            "No dates yet"
          )}
        </p>
      </div>
      {button}
    </article>
  );
}

function Controls({ asked, change, families, view, keep }) {
  const flip = (name, label) => (
    <button type="button" className={asked[name] ? "chip on" : "chip"} aria-pressed={Boolean(asked[name])} onClick={() => change(name, asked[name] ? "" : "1")}>
      {asked[name] ? <Icon name="check" small /> : null}
      {label}
    </button>
  );
  const pick = (name, label, choices) => (
    <label>
      <span className="sr">{label}</span>
      <select className="in" value={asked[name] ?? ""} onChange={(event) => change(name, event.target.value)}>
        {choices.map(([key, word]) => (
          <option key={key} value={key}>
            {word}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <div className="narrow">
      <label className="grow">
        <span className="sr">Find among yours</span>
        <input className="in" type="search" placeholder="Find among yours" maxLength={80} value={asked.q ?? ""} onChange={(event) => change("q", event.target.value)} />
      </label>
      {pick("genre", "Sound", [["", "Every sound"], ...families])}
      {pick("fans", "Followers", Object.entries(FANS).sort(([a], [b]) => a - b))}
      {pick("sort", "Order", Object.entries(SORTS).map(([key, [word]]) => [key, word]))}
      {flip("dates", "Has dates")}
      {flip("lately", "Active lately")}
      <div className="seg" role="group" aria-label="View">
        {[
          ["grid", "Grid", "tiles"],
          ["list", "List", "rows"],
        ].map(([key, word, glyph]) => (
          <button key={key} type="button" aria-pressed={view === key} onClick={() => keep(key)}>
            <Icon name={glyph} small />
            {word}
          </button>
        ))}
      </div>
    </div>
  );
}

/** Everybody whom the reader follows: narrowed and ordered at once, as a grid or a list, smooth with hundreds of rows. */
export function MyArtists({ version, ids, refused, onFollow, onUnfollow }) {
  const [{ rows, failed }, load] = useMine(version);
  const [asked, change] = useFilters();
  const [view, keep] = useView();
  const followed = useMemo(() => new Set(ids), [ids]);
  const families = useMemo(() => {
    const counted = new Map();
    for (const each of rows ?? []) {
      const [, n] = counted.get(each.family) ?? ["", 0];
      counted.set(each.family, [each.family_name, n + 1]);
    }
    return [...counted].sort(([, [, a]], [, [, b]]) => b - a).map(([key, [word, n]]) => [key, `${word} (${n})`]);
  }, [rows]);
  const shown = useMemo(() => narrowed(rows ?? [], asked), [rows, asked]);
  if (!rows) return failed ? <Failed onRetry={load} /> : <Waiting />;
  if (!rows.length) {
    return (
      <div className="said">
        <h2>You follow nobody yet</h2>
        <p>Press Follow on anybody you like, or paste a list of names above. You'll hear when they've a new date.</p>
        <Link className="btn pri" to="/artists">
          Have a look around
        </Link>
      </div>
    );
  }
  return (
    <>
      <h2 className="sr">Following</h2>
      {failed ? <Failed onRetry={load} some /> : null}
      <Controls asked={asked} change={change} families={families} view={view} keep={keep} />
      <p className="meta muted tally" role="status">
        {shown.length === rows.length ? `${rows.length} followed` : `${shown.length} of ${rows.length} followed`}
      </p>
      {shown.length ? (
        <ul className={view === "list" ? "acts mine aslist" : "acts mine"}>
          {shown.map((each) => (
            <li key={each.id}>
              <Act
                each={each}
                button={
                  <FollowButton
                    subject={each.id}
                    name={each.name}
                    followed={followed.has(each.id)}
                    signedIn
                    refused={refused}
                    onFollow={onFollow}
                    onUnfollow={onUnfollow}
                  />
                }
              />
            </li>
          ))}
        </ul>
      ) : (
        <div className="said">
          <h2>Nobody like that among yours</h2>
          <p>Take a filter off, or follow somebody who is.</p>
        </div>
      )}
    </>
  );
}

/** A pasted list of names, one a line, handed on whole. */
export function NamesField({ onNames }) {
  const [text, setText] = useState("");
  const send = (event) => {
    event.preventDefault();
    onNames(text);
  };
  return (
    <form onSubmit={send}>
      <label className="fld">
        Names, one a line
        <textarea className="in" rows="5" maxLength={12000} value={text} onChange={(event) => setText(event.target.value)} />
        <small>From a playlist, a poster, a festival bill. Fadas and capitals don't matter.</small>
      </label>
      <button type="submit" className="btn pri">
        Follow them
      </button>
    </form>
  );
}
