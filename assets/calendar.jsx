import { useEffect, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { keep } from "$/public/shell.jsx";
import { WEEK, month as named, short, whole } from "$/public/words.jsx";

const DAY = 86_400_000;

function Icon({ name }) {
  return (
    <svg className="ic" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

// Days are plain dates, counted in UTC so that no change of the clock moves one.
const time = (day) => Date.parse(`${day}T00:00:00Z`);
const iso = (moment) => new Date(moment).toISOString().slice(0, 10);
const plus = (day, days) => iso(time(day) + days * DAY);
const monthOf = (day) => day.slice(0, 7);
const weekday = (day) => (new Date(time(day)).getUTCDay() + 6) % 7;

function turned(month, by) {
  const [year, number] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number - 1 + by, 1)).toISOString().slice(0, 7);
}

function lengthOf(month) {
  return Number(plus(`${turned(month, 1)}-01`, -1).slice(8));
}

/** The same day of another month, or its last when it has none such. */
function moved(day, by) {
  const month = turned(monthOf(day), by);
  return `${month}-${String(Math.min(Number(day.slice(8)), lengthOf(month))).padStart(2, "0")}`;
}

function weeksOf(month) {
  const first = `${month}-01`;
  const begin = plus(first, -weekday(first));
  const count = Math.ceil((weekday(first) + lengthOf(month)) / 7);
  return Array.from({ length: count }, (_, week) => Array.from({ length: 7 }, (_, day) => plus(begin, week * 7 + day)));
}

/**
 * A month, Monday first. `marks` give days a status, a word under the number and what is read out. Arrow keys move by
 * days and weeks, Home and End in the week, Page Up and Page Down by months; Enter and Space pick.
 * Whoever is told of another month has it in the address, and the day with it.
 */
export function MonthGrid({ month, today, marks = [], selected = "", last = "", min = "", label, onPick, onMonth }) {
  const [shown, setShown] = useState(month);
  const [focus, setFocus] = useState("");
  const table = useRef(null);
  const keyed = useRef(false);
  const asked = useRef([]);
  useEffect(() => {
    const at = asked.current.indexOf(month);
    asked.current = at < 0 ? [] : asked.current.slice(at + 1);
    if (at < 0) setShown(month); // what answers a turn of ours is shown already, or was turned on from
  }, [month]);
  const picked = useRef(selected);
  useEffect(() => {
    if (onMonth && picked.current !== selected) keep("day", selected);
    picked.current = selected;
  }, [selected]);
  useEffect(() => {
    if (!keyed.current) return;
    keyed.current = false;
    table.current?.querySelector(`[data-day="${focus}"]`)?.focus();
  }, [focus, shown]);
  if (!shown) return null;
  const byDay = Object.fromEntries(marks.map((each) => [each.day, each]));
  const inside = (day) => day && monthOf(day) === shown;
  const stop = [focus, selected, today].find(inside) || `${shown}-01`;
  const show = (next) => {
    if (next === shown) return;
    setShown(next);
    if (!onMonth) return;
    asked.current.push(next);
    keep("month", next);
    onMonth(next);
  };
  const keys = (event) => {
    const day = event.target.closest("[data-day]")?.dataset.day;
    const to =
      day &&
      {
        ArrowLeft: () => plus(day, -1),
        ArrowRight: () => plus(day, 1),
        ArrowUp: () => plus(day, -7),
        ArrowDown: () => plus(day, 7),
        Home: () => plus(day, -weekday(day)),
        End: () => plus(day, 6 - weekday(day)),
        PageUp: () => moved(day, event.shiftKey ? -12 : -1),
        PageDown: () => moved(day, event.shiftKey ? 12 : 1),
      }[event.key]?.();
    if (!to) return;
    event.preventDefault();
    keyed.current = true;
    setFocus(to);
    show(monthOf(to));
  };
  const cell = (day) => {
    const mark = byDay[day];
    if (!inside(day)) return <span className="dy out">{Number(day.slice(8))}</span>;
    const within = selected && last && day >= selected && day <= last;
    const on = day === selected || day === last;
    const said = [`${whole(time(day))}${day === today ? ", today" : ""}`, mark && (mark.said || mark.word)];
    const look = ["dy", mark?.status, within && "in", on && "on", day === today && "now"].filter(Boolean).join(" ");
    return (
      <button
        type="button"
        className={look}
        data-day={day}
        tabIndex={day === stop ? 0 : -1}
        aria-pressed={Boolean(on || within)}
        aria-label={said.filter(Boolean).join(", ")}
        disabled={Boolean(min && day < min)}
        onFocus={() => setFocus(day)}
        onClick={() => onPick?.(day)}
      >
        <b className="num">{Number(day.slice(8))}</b>
        {mark ? <small>{mark.word}</small> : null}
      </button>
    );
  };
  return (
    <div className="cal">
      <div className="row cal-top">
        <button type="button" className="ib" aria-label="The month before" onClick={() => show(turned(shown, -1))}>
          <Icon name="left" />
        </button>
        <p aria-live="polite">{named(time(`${shown}-01`))}</p>
        <button type="button" className="ib" aria-label="The month after" onClick={() => show(turned(shown, 1))}>
          <Icon name="right" />
        </button>
      </div>
      <table ref={table} role="grid" aria-label={label} onKeyDown={keys}>
        <thead>
          <tr>
            {WEEK.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeksOf(shown).map((week) => (
            <tr key={week[0]}>
              {week.map((day) => (
                <td key={day}>{cell(day)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Two days, both included, written into the address: the first press is from, the second to. */
export function RangePicker({ first, last, today, label }) {
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const [from, setFrom] = useState("");
  const [open, setOpen] = useState(false);
  const said = first ? (last && last !== first ? `${short(time(first))} to ${short(time(last))}` : short(time(first))) : "Pick days";
  const go = (begin, end) => {
    const query = new URLSearchParams(search);
    for (const [name, value] of Object.entries({ from: begin, to: end, page: "", when: "" })) {
      if (value) query.set(name, value);
      else query.delete(name);
    }
    navigate(query.size ? `${pathname}?${query}` : pathname, { preventScrollReset: true });
  };
  const pick = (day) => {
    if (!from) return setFrom(day);
    setFrom("");
    setOpen(false);
    return go(day < from ? day : from, day < from ? from : day);
  };
  return (
    <div className="rp">
      <button type="button" className="btn wide" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Icon name="calendar" />
        {said}
      </button>
      {open ? (
        <div className="rp-in">
          <p className="cap muted" role="status">
            {from ? `From ${short(time(from))}. Now the last day.` : "The first day, then the last. The same day twice is one night."}
          </p>
          <MonthGrid
            month={monthOf(from || first || today)}
            today={today}
            min={today}
            selected={from || first}
            last={from ? "" : last}
            label={label}
            onPick={pick}
          />
        </div>
      ) : null}
    </div>
  );
}
