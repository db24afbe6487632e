import { useEffect, useRef, useState } from "react";

const ALLOWED = "wtc:mixcloud";
const CHANGED = "wtc:mixcloud-changed";

function Icon({ name, small }) {
  return (
    <svg className={small ? "ic s" : "ic"} aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** Whether this device lets Mixcloud's players load without asking each time; every card on the page hears of it. */
function useAllowed() {
  const [allowed, setAllowed] = useState(false);
  useEffect(() => {
    const look = () => {
      try {
        setAllowed(localStorage.getItem(ALLOWED) === "yes");
      } catch {
        // Storage may be switched off: then it asks each time.
      }
    };
    look();
    window.addEventListener(CHANGED, look);
    return () => window.removeEventListener(CHANGED, look);
  }, []);
  const keep = (yes) => {
    try {
      if (yes) localStorage.setItem(ALLOWED, "yes");
      else localStorage.removeItem(ALLOWED);
    } catch {
      setAllowed(yes);
    }
    window.dispatchEvent(new Event(CHANGED));
  };
  return [allowed, keep];
}

/**
 * A mix. Nothing of Mixcloud's is loaded before it is asked for; then its player takes the place of the card's face, in
 * a box of the same height. A device may be told to allow it always, and to ask again.
 */
export function PlayerGuard({ name, line, art, href, frame, sample }) {
  const [allowed, keep] = useAllowed();
  const [pressed, setPressed] = useState(false);
  const player = useRef(null);
  const on = Boolean(frame) && (pressed || allowed);
  useEffect(() => setPressed(false), [frame]);
  useEffect(() => {
    if (pressed) player.current?.focus();
  }, [pressed]);
  return (
    <article className="player">
      {on ? (
        <>
          <h3 className="sr">{name}</h3>
          <iframe
            ref={player}
            src={pressed ? `${frame}&autoplay=1` : frame}
            title={`Mixcloud player: ${name}`}
            width="100%"
            height="120"
            loading="lazy"
            sandbox="allow-scripts allow-same-origin allow-popups"
            allow="autoplay; encrypted-media"
            referrerPolicy="strict-origin-when-cross-origin"
          />
        </>
      ) : (
        <div className="face">
          <img src={art} alt="" width="96" height="96" loading="lazy" decoding="async" />
          <div>
            <h3>{name}</h3>
            <p className="meta muted">
              {line}
              {sample ? <span className="bdg sample">Sample</span> : null}
            </p>
            <p className="cap muted">
              {sample
                ? "Made up, so there's nothing to play."
                : frame
                  ? "Play on Mixcloud. Loads mixcloud.com and its cookies."
                  : "Players are switched off here."}
            </p>
          </div>
          {frame ? (
            <button type="button" className="btn" aria-label={`Play ${name} on Mixcloud`} onClick={() => setPressed(true)}>
              <Icon name="play" />
              Play
            </button>
          ) : null}
        </div>
      )}
      {href ? (
        <div className="ask">
          {frame ? (
            <label>
              <input type="checkbox" checked={allowed} onChange={(event) => keep(event.target.checked)} />
              Always allow here
            </label>
          ) : null}
          <a className="see" href={href} target="_blank" rel="noopener nofollow">
            Open on Mixcloud
            <Icon name="external" small />
            <span className="sr">: {name}, opens in a new tab</span>
          </a>
        </div>
      ) : null}
    </article>
  );
}
