import { useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { Icon } from "$/public/shell.jsx";

const TITLE = "why-title";
const ENDS = 2;

function Bar({ row }) {
  return (
    <div className="wbar" aria-hidden="true">
      <i style={{ left: `${row.start}%`, width: `${row.width}%` }} />
    </div>
  );
}

/** Less and more of one part, as far as its dial goes; or the way to where it is set. */
function Dial({ row, onTurn }) {
  if (row.href)
    return (
      <Link className="wdo" to={row.href}>
        Change budget
      </Link>
    );
  if (!row.dial) return null;
  const turn = (by, words) =>
    row.step === by * ENDS ? null : (
      <button type="button" className="wdo" onClick={() => onTurn(row.dial, by)}>
        {words}
        <span className="sr">: {row.title}</span>
      </button>
    );
  return (
    <>
      {turn(-1, "Less of this")}
      {turn(1, "More")}
    </>
  );
}

function Row({ row, onTurn }) {
  return (
    <li className={`wrow c-${row.kind}`}>
      <p className="whead">
        <b>{row.title}</b>
        {row.share ? <b className="num wnum">{row.share}</b> : null}
      </p>
      {row.width ? <Bar row={row} /> : null}
      <div className="wfoot">
        <span>
          {row.evidence}
          {row.turned ? <em>{row.turned}</em> : null}
        </span>
        <Dial row={row} onTurn={onTurn} />
      </div>
    </li>
  );
}

function Table({ page }) {
  return (
    <table className="wtab">
      <caption className="sr">What the match is made of</caption>
      <thead>
        <tr>
          <th scope="col">Part</th>
          <th scope="col">Of 100</th>
        </tr>
      </thead>
      <tbody>
        {page.rows.map((row) => (
          <tr key={row.title}>
            <th scope="row">{row.title}</th>
            <td>{row.share}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">Your match</th>
          <td>{page.match}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Explained({ page, subject, said, undoable, up, down, onTurn, onTurnBack, onUp, onDown, onUnthumb }) {
  const [table, setTable] = useState(false);
  const liked = up.includes(subject);
  const refused = down.includes(subject);
  return (
    <>
      <p className="wsay">{page.sentence}</p>
      <p className="cap muted">
        <Link className="lk" to={page.href}>
          {page.title}
        </Link>
      </p>
      {table ? (
        <Table page={page} />
      ) : (
        <ul className="wrows">
          {page.rows.map((row) => (
            <Row key={row.title} row={row} onTurn={onTurn} />
          ))}
        </ul>
      )}
      {page.match && !table ? (
        <p className={`wsum ${page.tier}`}>
          <b>Your match</b>
          <b className="num">{page.match}</b>
        </p>
      ) : null}
      <p className="wsaid" role="status">
        {said}
        {said && undoable ? (
          <button type="button" className="wdo" onClick={onTurnBack}>
            Undo
          </button>
        ) : null}
      </p>
      {page.instead ? <p className="meta">{page.instead}</p> : null}
      {page.match ? (
        <div className="wsure">
          <span className="muted meta">{page.sure}</span>
          <button type="button" className="btn gho sm" aria-pressed={table} onClick={() => setTable(!table)}>
            {table ? "Show as bars" : "Show as table"}
          </button>
        </div>
      ) : null}
      <div className="wacts">
        <button
          type="button"
          className="btn"
          aria-pressed={liked}
          onClick={() => (liked ? onUnthumb : onUp)(subject)}
        >
          <Icon name="like" filled={liked} />
          More like this
        </button>
        <button
          type="button"
          className="btn"
          aria-pressed={refused}
          onClick={() => (refused ? onUnthumb : onDown)(subject)}
        >
          <Icon name="dislike" filled={refused} />
          Not for me
        </button>
        <Link className="btn gho" to="/preferences">
          Edit my taste
        </Link>
      </div>
      <p className="cap faint wline">{page.line}</p>
    </>
  );
}

function Waiting() {
  return (
    <div className="wwait" aria-hidden="true">
      <div className="skl" />
      {[0, 1, 2, 3, 4, 5].map((each) => (
        <div key={each} className="skl" />
      ))}
    </div>
  );
}

function Body(props) {
  const { page, subject, stage, failing, next, onRetry } = props;
  if (stage === "denied")
    return (
      <>
        <p className="wsay">Sign in and we'll tell you why.</p>
        <p className="muted">Picks are explained from what you kept, follow and asked for, so we need to know it's you.</p>
        <div className="wacts">
          <Link className="btn pri" to={`/login?next=${next}`}>
            Sign in
          </Link>
          <Link className="btn" to={`/signup?next=${next}`}>
            Make an account
          </Link>
        </div>
      </>
    );
  if (stage === "ready" && page.id === subject && page.problem) return <p className="wsay">{page.problem}</p>;
  if (stage === "ready" && page.id === subject) return <Explained {...props} />;
  if (failing)
    return (
      <div role="alert">
        <p className="wsay">That didn't load. It's us, not you.</p>
        <button type="button" className="btn" onClick={onRetry}>
          Try again
        </button>
      </div>
    );
  return (
    <>
      <p className="sr" role="status">
        Working out why
      </p>
      <Waiting />
    </>
  );
}

/** A modal drawer at the right, a sheet from below on a phone: focus goes in, Escape closes, focus goes back. */
export default function Drawer(props) {
  const { subject, refused, onClose } = props;
  const dialog = useRef(null);
  const [missed, setMissed] = useState(false);
  const errors = useRef(refused);
  useLayoutEffect(() => {
    const element = dialog.current;
    const before = document.activeElement;
    element.showModal();
    element.querySelector("h2").focus({ preventScroll: true });
    return () => {
      element.close();
      const there = before?.isConnected && before !== document.body;
      const other = document.querySelector(`[data-event="${subject}"] h3 a`) ?? document.getElementById("main");
      (there ? before : other)?.focus({ preventScroll: true });
    };
  }, []);
  useEffect(() => {
    setMissed(refused > errors.current);
    errors.current = refused;
  }, [refused, props.page]);
  const cancel = (event) => {
    event.preventDefault();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="whyd"
      aria-labelledby={TITLE}
      onCancel={cancel}
      onClick={(event) => event.target === dialog.current && onClose()}
    >
      <div className="wbox">
        <div className="wtop">
          <h2 id={TITLE} tabIndex={-1}>
            Why this?
          </h2>
          <button type="button" className="ib" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </div>
        {missed ? (
          <p className="note c-coral" role="alert">
            That didn't take. Nothing has changed.
          </p>
        ) : null}
        <Body {...props} />
      </div>
    </dialog>
  );
}
