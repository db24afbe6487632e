import { useEffect, useState } from "react";
import { Link } from "react-router";
import { Icon, send } from "$/public/form.jsx";
import { counted, short } from "$/public/words.jsx";

const SHOWN = 6;
const POINTS = `/v1/users/me/feed?ranker=additive&limit=${SHOWN}`;
const SERVED = ["/v1/recommendations", { limit: SHOWN, context: { surface: "how-we-pick" } }];

/** A row of either endpoint: `/feed` answers events with their score, `/recommendations` scores with their event. */
function rows(said) {
  const told = said.events?.map((event) => ({ ...event, event, reasons: event.rank_reasons })) ?? said.recommendations;
  return told.map(({ event, match, word, reasons }) => ({ event, match, word, chip: reasons[0]?.text ?? "" }));
}

/** One list: which way made it, from how many gigs, and its first ones. */
function Ranked({ said, names, other }) {
  const twice = new Set(rows(other).map(({ event }) => event.id));
  return (
    <section className="panel twolist" data-ranker={said.ranker}>
      <h3>{names[said.ranker]}</h3>
      <p className="meta num">
        {counted(said.candidates, "Of # gig|Of # gigs")}
        {said.model_version ? ` · ${said.model_version}` : ""}
      </p>
      <ol>
        {rows(said).map(({ event, match, word, chip }) => (
          <li key={event.id}>
            <Link to={`/events/${event.slug}`} viewTransition>
              {event.title}
            </Link>
            <span className="meta num">
              {[short(`${event.day}T12:00Z`), event.venue?.name ?? event.city, match === null ? word : `${match}%`].filter(Boolean).join(" · ")}
              <br />
              {chip}
              {twice.has(event.id) ? <span className="sr"> On both lists</span> : null}
            </span>
            {twice.has(event.id) ? <Icon name="check" small /> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** The points of the fixed table beside the list that is served, each read from its own endpoint. */
export function TwoLists({ names }) {
  const [lists, setLists] = useState(null);
  const [wrong, setWrong] = useState("");
  const [tries, setTries] = useState(0);
  useEffect(() => {
    let gone = false;
    setWrong("");
    Promise.all([send(POINTS), send(...SERVED)]).then((answers) => {
      if (gone) return;
      const refused = answers.find(({ message }) => message);
      if (refused) setWrong(refused.message);
      else setLists(answers.map(({ said }) => said));
    });
    return () => {
      gone = true;
    };
  }, [tries]);
  if (wrong)
    return (
      <div className="said" role="alert">
        <p>{wrong}</p>
        <button type="button" className="btn sm" onClick={() => setTries(tries + 1)}>
          Try again
        </button>
      </div>
    );
  if (!lists)
    return (
      <div className="twolists" aria-busy="true">
        <div className="skl panel" />
        <div className="skl panel" />
      </div>
    );
  const [points, served] = lists;
  if (points.ranker === served.ranker) return <p>{served.note || points.note || "Both ways pick the same for you just now."}</p>;
  const first = new Set(rows(points).map(({ event }) => event.id));
  const both = rows(served).filter(({ event }) => first.has(event.id)).length;
  return (
    <>
      <p>{both ? counted(both, "# gig is among the first of both.|# gigs are among the first of both.") : "Their first gigs have none in common."}</p>
      <div className="twolists">
        <Ranked said={points} names={names} other={served} />
        <Ranked said={served} names={names} other={points} />
      </div>
    </>
  );
}
