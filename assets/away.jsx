import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import { useLocation } from "react-router";
import { counted } from "$/public/words.jsx";

const READ = /^\/(?:$|saved$|(?:events|artists|venues|djs)\/[^/]+$)/;
const GONE =
  "script, style, iframe, object, dialog, form, input, select, textarea, source, .skl, .slow, .chart-box, [hidden], " +
  "button:not([data-act]), details:has(form), a[href^='/signup'], a[download]";
const STILL = 1_500;
const A_MINUTE = 60_000;
const MOST_SAVED = 24;
const SAID_FOR = 6_000;

let lost = false;
let reader = "";

/** Whether this device was told to use few bytes, or else the browser was. */
export function saver() {
  if (typeof matchMedia === "undefined") return false; // while the pages are built
  const [, wish] = document.cookie.match(/(?:^|; )wtc_data=(less|all)/) ?? [];
  if (wish) return wish === "less";
  return Boolean(navigator.connection?.saveData) || matchMedia("(prefers-reduced-data: reduce)").matches;
}

/** The same for a part of a page, which was built for a reader of whom nothing was known. */
export function useSaver() {
  return useSyncExternalStore(() => () => {}, saver, () => false);
}

/** The switch that tells this device to use few bytes, or not to. */
export function Saver({ name, says }) {
  const [on, setOn] = useState(false);
  useEffect(() => setOn(saver()), []);
  const turn = () => {
    document.cookie = `wtc_data=${on ? "all" : "less"}; Path=/; Max-Age=31536000; SameSite=Lax`;
    setOn(saver());
  };
  return (
    <button type="button" role="switch" aria-checked={on} aria-describedby={says} className="switch" onClick={turn}>
      <span aria-hidden="true" className="knob" />
      {name}
    </button>
  );
}

/** Whether the server is out of reach, with a worker there to stand in for it. */
function away() {
  return (lost || !navigator.onLine) && Boolean(navigator.serviceWorker?.controller);
}

function tell(message) {
  navigator.serviceWorker?.controller?.postMessage({ reader, ...message });
}

/** Leave a wish with the worker while the server is out of reach; false when it is not, and the server wants telling. */
export function later(act, subject, on, why = "") {
  if (!away()) return false;
  tell({ kind: "wish", act, subject, on, why });
  return true;
}

/** A copy of what is read that needs no script: no fields, no frames, no buttons but those that the worker understands. */
function copied(main) {
  const copy = main.cloneNode(true);
  const pictures = [];
  const loaded = [...main.querySelectorAll("img")];
  for (const [place, image] of [...copy.querySelectorAll("img")].entries()) {
    const { complete, naturalWidth, currentSrc, src } = loaded[place];
    const { origin, pathname, search } = new URL(currentSrc || src, location.origin);
    for (const name of ["srcset", "sizes", "loading", "fetchpriority"]) image.removeAttribute(name);
    if (origin === location.origin) image.setAttribute("src", pathname + search);
    else image.remove();
    if (origin === location.origin && complete && naturalWidth) pictures.push(pathname + search);
  }
  for (const each of copy.querySelectorAll(GONE)) each.remove();
  return { html: copy.outerHTML, pictures };
}

let last = { path: "", html: "", at: 0 };

/** Give the worker what stands on the page, once it is whole. */
function keep(path) {
  const main = document.getElementById("main");
  if (!main?.querySelector("h1") || document.getElementById("shell")) return;
  if (main.querySelector(".skl, .said.page, [role='alert']")) return;
  const { html, pictures } = copied(main);
  const now = Date.now();
  if (last.path === path && last.html === html && now - last.at < A_MINUTE) return;
  last = { path, html, at: now };
  const title = path === "/" ? "Home" : document.title.replace(" · WhatsTheCraic", "");
  tell({ kind: "keep", path, title, html, pictures });
  if (path === "/saved" && !saver()) keepSaved(main);
}

/** The facts of saved gigs that were never opened, from the page that the server writes for readers without script. */
async function keepSaved(main) {
  const links = [...main.querySelectorAll(".card h3 a[href^='/events/']")].slice(0, MOST_SAVED);
  for (const { pathname, textContent } of links) {
    if (await caches.match(`/.kept${pathname}`, { cacheName: "kept" })) continue;
    const answer = await fetch(pathname).catch(() => null);
    if (!answer?.ok) return;
    const written = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("first");
    if (written) tell({ kind: "keep", path: pathname, title: textContent, ...copied(written), pictures: [] });
  }
}

/** While the server is out of reach a link loads its page afresh: the worker then shows what it kept of it. */
function follow(event) {
  const link = event.target.closest?.("a[href]");
  const plain = !event.button && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (!link || !plain || link.target || link.origin !== location.origin || !away()) return;
  if (link.pathname === location.pathname && link.hash) return;
  event.preventDefault();
  event.stopPropagation();
  location.assign(link.href);
}

/** The words of the pill; none while all is well. */
function words({ lost, online, waiting, note }) {
  if (online && !lost) return note;
  const what = counted(waiting, "One thing will be sent when you're back.|# things will be sent when you're back.");
  return `${online ? "Reconnecting." : "You're offline."} ${waiting ? what : ""}`.trim();
}

/**
 * Registers the service worker, tells it who reads and what they see, and says in a pill how the connection is and what
 * waits to be sent. `onSent` has the page ask for the reader's marks again.
 */
export function Connection({ lost: gone, reader: who, onSent }) {
  const { pathname, search } = useLocation();
  const [online, setOnline] = useState(true);
  const [waiting, setWaiting] = useState(0);
  const [note, setNote] = useState("");
  const [guarded, setGuarded] = useState(0);
  const sent = useRef(onSent);
  sent.current = onSent;
  lost = gone;
  reader = who;

  useEffect(() => {
    const worker = navigator.serviceWorker;
    const look = () => setOnline(navigator.onLine);
    look();
    const hear = ({ data }) => {
      if (data?.kind !== "kept") return;
      setWaiting(data.waiting);
      if (data.lost) setNote(counted(data.lost, "One thing could not be sent.|# things could not be sent."));
      else if (data.sent) setNote(counted(data.sent, "Back, and what waited is sent.|Back, and all # are sent."));
      if (data.sent) sent.current();
    };
    const guard = () => setGuarded((times) => times + 1);
    const start = () => worker?.register("/worker.js", { updateViaCache: "none" }).catch(() => {});
    if (document.readyState === "complete") start();
    else addEventListener("load", start, { once: true });
    addEventListener("online", look);
    addEventListener("offline", look);
    document.addEventListener("click", follow, true);
    worker?.addEventListener("message", hear);
    worker?.addEventListener("controllerchange", guard);
    return () => {
      removeEventListener("load", start);
      removeEventListener("online", look);
      removeEventListener("offline", look);
      document.removeEventListener("click", follow, true);
      worker?.removeEventListener("message", hear);
      worker?.removeEventListener("controllerchange", guard);
    };
  }, []);

  useEffect(() => {
    if (who && online && !gone) tell({ kind: "reader" });
  }, [who, online, gone, guarded]);

  useEffect(() => {
    if (!note) return undefined;
    const timer = setTimeout(() => setNote(""), SAID_FOR);
    return () => clearTimeout(timer);
  }, [note]);

  useEffect(() => {
    if (!who || !online || gone || !READ.test(pathname)) return undefined;
    const tab = pathname === "/saved" ? new URLSearchParams(search).get("tab") : "";
    const path = tab && tab !== "upcoming" ? `${pathname}?tab=${encodeURIComponent(tab)}` : pathname;
    let timer = 0;
    const wait = () => {
      clearTimeout(timer);
      timer = setTimeout(() => keep(path), STILL);
    };
    const watch = new MutationObserver(wait);
    watch.observe(document.body, { childList: true, subtree: true, attributeFilter: ["aria-pressed"] });
    wait();
    return () => {
      clearTimeout(timer);
      watch.disconnect();
    };
  }, [who, online, gone, pathname, search, guarded]);

  const said = words({ lost: gone, online, waiting, note });
  return (
    <div role="status">
      {said ? <p className={online && gone ? "lost" : "lost now"}>{said}</p> : null}
    </div>
  );
}
