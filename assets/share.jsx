import { useRef, useState } from "react";
import { Icon } from "$/public/shell.jsx";

const QUIET = 4; // the white margin that a QR code needs, in its own squares

/** The address as a QR code drawn here; its maker is loaded when first asked for. */
async function drawn(address) {
  const { generate } = await import("lean-qr");
  const code = generate(address);
  let path = "";
  for (let y = 0; y < code.size; y += 1)
    for (let x = 0; x < code.size; x += 1) if (code.get(x, y)) path += `M${x} ${y}h1v1h-1z`;
  return { path, size: code.size + 2 * QUIET };
}

/** The device's own share sheet; where there is none, ours: the link to copy, and a code for the phone beside you. */
export function ShareButton({ name, className, onCopied, onFailed }) {
  const dialog = useRef(null);
  const [code, setCode] = useState(null);
  const address = () => location.origin + location.pathname;
  const unfold = () => {
    dialog.current.showModal();
    drawn(address()).then(setCode, () => setCode(null));
  };
  const share = async () => {
    if (!navigator.share) return unfold();
    try {
      await navigator.share({ title: name, url: address() });
    } catch (error) {
      if (error?.name !== "AbortError") unfold();
    }
    return undefined;
  };
  const copy = () => navigator.clipboard.writeText(address()).then(onCopied, onFailed).finally(() => dialog.current.close());
  const press = (event) => event.target === dialog.current && dialog.current.close();
  return (
    <>
      <button type="button" className={className} aria-haspopup="dialog" onClick={share}>
        <Icon name="share" />
        Share
      </button>
      <dialog ref={dialog} className="box" aria-label={`Share ${name}`} onClick={press}>
        <header>
          <h2>{name}</h2>
          <button type="button" className="ib" aria-label="Close" onClick={() => dialog.current.close()}>
            <Icon name="close" />
          </button>
        </header>
        {code ? (
          <figure className="qr">
            <svg viewBox={`${-QUIET} ${-QUIET} ${code.size} ${code.size}`} role="img" aria-label="QR code of this page's address">
              <path d={code.path} />
            </svg>
            <figcaption>Point a phone's camera at it.</figcaption>
          </figure>
        ) : null}
        <div className="row">
          <input
            className="in"
            readOnly
            aria-label="The address of this page"
            value={typeof location === "undefined" ? "" : address()}
            onFocus={(event) => event.target.select()}
          />
          <button type="button" className="btn pri" onClick={copy}>
            Copy link
          </button>
        </div>
      </dialog>
    </>
  );
}
