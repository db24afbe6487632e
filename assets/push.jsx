import { useEffect, useRef, useState } from "react";
import { Icon, send } from "$/public/form.jsx";

const ADDRESS = "/v1/users/me/push";
const PATIENCE = 15_000;

const SAYS = {
  asking: "Your browser asks you now.",
  off: "Off. Press it, and your browser asks whether it may.",
  on: "On. News comes here while the site is closed, outside your quiet hours.",
  denied: "Your browser refuses notifications from this site. Allow them in its settings for this site, then press the switch.",
  unable: "This browser can't show notifications from a site. On an iPhone or iPad, add this site to the home screen and open it from there.",
};

/** Whether this browser can do it at all; on an iPhone only a site on the home screen can. */
function able() {
  return "serviceWorker" in navigator && "PushManager" in window && "Notification" in window;
}

async function markOf(endpoint) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(endpoint));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function bytes(text) {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (sign) => sign.charCodeAt(0));
}

/** The worker, once it is there; without one within a while there will be none. */
function worker() {
  const late = new Promise((_, reject) => setTimeout(() => reject(new Error("no worker")), PATIENCE));
  return Promise.race([navigator.serviceWorker.ready, late]);
}

/** This browser's subscription for our key; one for a key of before gives way. */
async function subscribe(manager, key) {
  const wanted = { userVisibleOnly: true, applicationServerKey: bytes(key) };
  const stood = await manager.getSubscription();
  const same = stood && String(new Uint8Array(stood.options.applicationServerKey ?? [])) === String(wanted.applicationServerKey);
  if (same) return stood;
  await stood?.unsubscribe();
  return manager.subscribe(wanted);
}

/** The switch of this browser. Permission is asked for when it is pressed, and never on the way in. */
export function PushSwitch({ public: key, devices, onSwitched }) {
  const [mine, setMine] = useState("");
  const [stage, setStage] = useState("off");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState("");
  const alive = useRef(true);
  const here = devices.find((each) => each.mark === mine);

  useEffect(() => {
    alive.current = true;
    (async () => {
      if (!able()) return setStage("unable");
      if (Notification.permission === "denied") setStage("denied");
      const stood = await (await navigator.serviceWorker.getRegistration())?.pushManager.getSubscription();
      const mark = stood ? await markOf(stood.endpoint) : "";
      if (alive.current) setMine(mark);
    })().catch(() => {});
    return () => {
      alive.current = false;
    };
  }, []);

  const turnOn = async () => {
    setStage("asking");
    const permission = await Notification.requestPermission();
    setStage(permission === "denied" ? "denied" : "off");
    if (permission !== "granted") return;
    const { pushManager } = await worker();
    const subscription = await subscribe(pushManager, key);
    const { said, message } = await send(ADDRESS, subscription.toJSON());
    if (said === undefined) return setProblem(message);
    setMine(await markOf(subscription.endpoint));
    onSwitched();
  };

  const turnOff = async () => {
    const { said, status, message } = await send(`${ADDRESS}/${here.id}`, undefined, { method: "DELETE" });
    if (said === undefined && status !== 404) return setProblem(message);
    const stood = await (await worker()).pushManager.getSubscription();
    await stood?.unsubscribe();
    setMine("");
    onSwitched();
  };

  const press = async () => {
    if (busy) return;
    setBusy(true);
    setProblem("");
    try {
      await (here ? turnOff() : turnOn());
    } catch {
      setStage("off");
      setProblem("Your browser couldn't reach its push service. Try again later, or in another browser.");
    }
    setBusy(false);
  };

  const unable = stage === "unable";
  return (
    <div className="pushing">
      {unable ? null : (
        <button type="button" role="switch" aria-checked={Boolean(here)} aria-busy={busy} aria-describedby="push-says" className="switch" onClick={press}>
          <span aria-hidden="true" className="knob" />
          In this browser
        </button>
      )}
      <p id="push-says" role="status" className="muted meta">
        {here ? SAYS.on : SAYS[stage]}
      </p>
      <div role="alert">
        {problem ? (
          <p className="problem">
            <Icon name="alert" />
            {problem}
          </p>
        ) : null}
      </div>
    </div>
  );
}
