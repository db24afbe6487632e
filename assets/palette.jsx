import { useEffect, useId, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { DISCOVER, Icon, saidAt } from "$/public/shell.jsx";

const OPEN = "wtc:palette";
const KEPT = "wtc:searches";
const MOST_KEPT = 5;
const PAUSE = 150;
const LONGEST = 200;
const TYPING = "input, textarea, select, [contenteditable]";

/** The way into the palette: a link to Discover that opens it instead. On Discover it shows what was searched for. */
export function PaletteButton() {
  const { pathname, search } = useLocation();
  const [said, setSaid] = useState("");
  useEffect(() => setSaid(saidAt(pathname, search)), [pathname, search]); // the page is made before the address is known
  const press = (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    document.dispatchEvent(new CustomEvent(OPEN));
  };
  return (
    <a className="opener" href={DISCOVER} role="button" aria-haspopup="dialog" aria-label="Search" data-palette="" onClick={press}>
      <Icon name="search" small />
      <span className={said ? "said" : ""} aria-hidden="true">
        {said || "Trad in Galway tonight"}
      </span>
      <kbd aria-hidden="true">/</kbd>
    </a>
  );
}

function kept() {
  try {
    const found = JSON.parse(localStorage.getItem(KEPT) ?? "[]");
    return Array.isArray(found) ? found.filter((each) => typeof each === "string").slice(0, MOST_KEPT) : [];
  } catch {
    return [];
  }
}

function keep(words) {
  try {
    if (words) localStorage.setItem(KEPT, JSON.stringify([words, ...kept().filter((each) => each !== words)].slice(0, MOST_KEPT)));
    else localStorage.removeItem(KEPT);
  } catch {
    // Storage may be switched off: nothing is kept then.
  }
}

const plain = (text) => text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").toLowerCase();

/** A name with the letters that were typed in bold, fadas or not. */
function Marked({ text, typed }) {
  const wanted = plain(typed);
  const letters = [...text.normalize("NFC")];
  const at = wanted ? plain(letters.join("")).indexOf(wanted) : -1;
  if (at < 0 || plain(letters.join("")).length !== letters.length) return text;
  const end = at + wanted.length;
  return (
    <>
      {letters.slice(0, at).join("")}
      <b>{letters.slice(at, end).join("")}</b>
      {letters.slice(end).join("")}
    </>
  );
}

/**
 * The command palette: one field, and under it the search as it is understood, acts, rooms, gigs and pages. It is a modal
 * dialog, so that the browser holds the focus in it and gives it back; the list is followed with the arrows.
 */
export function Palette() {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const id = useId();
  const dialog = useRef(null);
  const field = useRef(null);
  const asking = useRef(null);
  const [open, setOpen] = useState(false);
  const [typed, setTyped] = useState("");
  const [told, setTold] = useState({ words: null });
  const [searches, setSearches] = useState([]);
  const [at, setAt] = useState(0);

  const show = () => {
    if (document.querySelector("dialog[open]:modal")) return;
    setTyped(saidAt(pathname, search));
    setSearches(kept());
    setAt(0);
    dialog.current.showModal();
    setOpen(true);
  };
  useEffect(() => {
    const keys = (event) => {
      const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.target.closest?.(TYPING);
      if (!chord && !slash) return;
      event.preventDefault();
      if (chord && dialog.current.open) dialog.current.close();
      else show();
    };
    document.addEventListener("keydown", keys);
    document.addEventListener(OPEN, show);
    return () => {
      document.removeEventListener("keydown", keys);
      document.removeEventListener(OPEN, show);
    };
  }, [pathname, search]);
  useEffect(() => {
    if (open) field.current.select();
  }, [open]);
  useEffect(() => {
    dialog.current.close();
  }, [pathname, search]);

  const words = typed.trim();
  useEffect(() => {
    if (!open) return undefined;
    const timer = setTimeout(async () => {
      asking.current?.abort();
      const mine = (asking.current = new AbortController());
      try {
        const answer = await fetch(`/v1/suggest?words=${encodeURIComponent(words)}`, { signal: mine.signal });
        if (answer.ok) setTold({ words, ...(await answer.json()) });
        else setTold({ words, lost: true });
      } catch {
        if (!mine.signal.aborted) setTold({ words, lost: true });
      }
    }, told.words === null ? 0 : PAUSE);
    return () => clearTimeout(timer);
  }, [open, words]);

  const groups = [];
  if (words) {
    const same = told.words === words && !told.lost;
    const own = { search: words, read: same ? told.read : [], text: same ? told.text : "" };
    groups.push({ name: "", glyph: "search", offers: [own] });
  } else if (searches.length) {
    groups.push({ name: "Searched lately", glyph: "clock", clear: true, offers: searches.map((each) => ({ search: each })) });
  }
  groups.push(...(told.groups ?? []));
  const offers = groups.flatMap((group) => group.offers);
  const here = Math.min(at, offers.length - 1);

  const go = (offer) => {
    if (!offer) return;
    dialog.current.close();
    if (!offer.search) return navigate(offer.href);
    keep(offer.search);
    const query = new URLSearchParams(pathname === DISCOVER ? search : "");
    query.delete("page");
    query.set("words", offer.search);
    return navigate(`${DISCOVER}?${query}`);
  };
  const keys = (event) => {
    const to = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: offers.length - 1 }[event.key];
    if (to === undefined || !offers.length || ((event.key === "Home" || event.key === "End") && typed)) return;
    event.preventDefault();
    const next = (to + offers.length) % offers.length;
    setAt(next);
    document.getElementById(`${id}-${next}`)?.scrollIntoView({ block: "nearest" });
  };
  let number = -1;
  return (
    <dialog
      ref={dialog}
      className="palette"
      aria-label="Search"
      onClose={() => setOpen(false)}
      onClick={(event) => event.target === dialog.current && dialog.current.close()}
    >
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          go(offers[here]);
        }}
      >
        <Icon name="search" />
        <input
          ref={field}
          type="text"
          inputMode="search"
          role="combobox"
          aria-label="Search gigs, acts, rooms and pages"
          aria-expanded={offers.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={here >= 0 ? `${id}-${here}` : undefined}
          placeholder="Trad in Galway tonight"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck="false"
          enterKeyHint="search"
          maxLength={LONGEST}
          value={typed}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={keys}
        />
        <button type="button" className="ib" aria-label="Close the search" onClick={() => dialog.current.close()}>
          <Icon name="close" />
        </button>
      </form>
      <div className="offers">
        {groups.some((group) => group.clear) ? (
          <div className="gh">
            <span aria-hidden="true">Searched lately</span>
            <button
              type="button"
              className="btn gho sm"
              onClick={() => {
                keep("");
                setSearches([]);
                field.current.focus();
              }}
            >
              Clear
            </button>
          </div>
        ) : null}
        <div id={`${id}-list`} role="listbox" aria-label="What it may be">
          {groups.map((group) => (
            <div key={group.name} role="group" aria-label={group.name || "Search gigs"}>
              {group.name && !group.clear ? (
                <p className="gh" aria-hidden="true">
                  {group.name}
                </p>
              ) : null}
              {group.offers.map((offer) => {
                const mine = (number += 1);
                return (
                  <div
                    key={offer.href ?? offer.search}
                    id={`${id}-${mine}`}
                    role="option"
                    aria-selected={mine === here}
                    onMouseMove={() => setAt(mine)}
                    onClick={() => go(offer)}
                  >
                    <Icon name={group.glyph} small />
                    <Offer offer={offer} typed={words} />
                  </div>
                );
              })}
            </div>
          ))}
        </div>
        {told.lost ? (
          <p className="gh" role="status">
            No suggestions just now. Enter still searches.
          </p>
        ) : null}
      </div>
      <p className="hints" aria-hidden="true">
        <span>↑ ↓ to choose</span>
        <span>Enter to go</span>
        <span>Esc to close</span>
      </p>
    </dialog>
  );
}

function Offer({ offer, typed }) {
  if (!offer.search) {
    return (
      <span className="what">
        <Marked text={offer.label} typed={typed} />
        {offer.note ? <small>{offer.note}</small> : null}
      </span>
    );
  }
  return (
    <span className="what">
      {typed ? `Search gigs for “${offer.search}”` : offer.search}
      {offer.read?.length ? (
        <span className="chips">
          {offer.read.map((each) => (
            <span key={each}>{each}</span>
          ))}
          {offer.text ? <span>“{offer.text}”</span> : null}
        </span>
      ) : null}
    </span>
  );
}
