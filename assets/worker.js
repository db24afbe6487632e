/**
 * The service worker. It answers only where the network does not: online every page comes from the server, so no release
 * can meet an older shell. `RELEASE`, `PAGE` (where the offline page in the reader's language is) and `SHELL` are written
 * before this text by the route that serves it.
 *
 * Three stores: the shell of this release; what this reader saw (`/.kept/<path>`), with the notebook of whose it is and
 * what they wish for; and our own pictures on it. The last two are emptied whenever the reader changes.
 */
const SHELL_STORE = `shell ${RELEASE}`;
const KEPT = "kept";
const PICTURES = "pictures";
const NOTEBOOK = "/.kept";
const MOST_PAGES = 40;
const MOST_PICTURES = 120;
const MOST_WISHES = 200;
const LARGEST_PAGE = 400_000;
const LARGEST_PICTURE = 150_000;
const PATIENCE = 8_000;
const ALWAYS = ["/", "/saved"];
const DOWN = [502, 503, 504];
const FILES = /^\/(?:v1|auth|art|og|pictures|api|assets|_event)(?:\/|$)|\.[a-z0-9]+$/;
const CHANGES_READER = /^(?:\/v1)?\/auth\/(?:login|logout|signup|reset)$/;

addEventListener("install", (event) => {
  skipWaiting(); // safe: see above
  const fresh = SHELL.map((path) => new Request(path, { cache: "reload", credentials: "omit" }));
  event.waitUntil(caches.open(SHELL_STORE).then((store) => store.addAll(fresh)));
});

addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const kept = [SHELL_STORE, KEPT, PICTURES];
      for (const name of await caches.keys()) if (!kept.includes(name)) await caches.delete(name);
      await registration.navigationPreload?.enable();
      await clients.claim();
    })(),
  );
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== location.origin) return;
  if (request.method !== "GET") {
    if (CHANGES_READER.test(pathname)) event.waitUntil(alone(forget));
  } else if (request.mode === "navigate") {
    if (!FILES.test(pathname)) event.respondWith(open(event));
  } else if (SHELL.includes(pathname)) event.respondWith(shell(request, pathname));
});

addEventListener("message", (event) => {
  const deed = { reader: meet, keep, wish, send }[event.data?.kind];
  if (deed && event.source) event.waitUntil(deed(event.data));
});

addEventListener("sync", (event) => {
  if (event.tag === "wishes") event.waitUntil(send({ again: true }));
});

/** The page from the server; the offline page where that is down, or so slow that a kept copy serves better. */
async function open(event) {
  const { pathname, search } = new URL(event.request.url);
  const asked = (async () => (await event.preloadResponse) || fetch(event.request))();
  event.waitUntil(asked.catch(() => {}));
  const copy = await caches.match(NOTEBOOK + pathname + search, { cacheName: KEPT });
  const late = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  const answer = await (copy ? Promise.race([asked, late]) : asked).catch(() => null);
  if (answer && !(DOWN.includes(answer.status) && copy)) return answer;
  return (await caches.match(PAGE, { cacheName: SHELL_STORE })) ?? answer ?? Response.error();
}

/** A part of the offline page: what carries its hash in its name from the store, the rest from the server first. */
async function shell(request, path) {
  const kept = await caches.match(path, { cacheName: SHELL_STORE });
  if (kept && path.startsWith("/assets/")) return kept;
  return fetch(request).catch(() => kept ?? Response.error());
}

/** One deed at a time, also while two releases of this worker overlap. */
function alone(deed) {
  return navigator.locks.request("kept", deed);
}

async function forget() {
  await Promise.all([caches.delete(KEPT), caches.delete(PICTURES)]);
}

/** The notebook: `reader`, `pages` from the oldest to the newest, `wishes` in the order in which they were made. */
async function read() {
  const found = await caches.match(NOTEBOOK, { cacheName: KEPT });
  return found ? found.json() : { reader: "", pages: [], wishes: [] };
}

async function write(notebook) {
  const store = await caches.open(KEPT);
  await store.put(NOTEBOOK, new Response(JSON.stringify(notebook), { headers: { "content-type": "application/json" } }));
}

async function tell(more) {
  for (const page of await clients.matchAll({ includeUncontrolled: true })) page.postMessage({ kind: "kept", ...more });
}

/** Whoever reads now. Another than before finds nothing of theirs. */
async function meet({ reader }) {
  if (!reader) return;
  await alone(async () => {
    let notebook = await read();
    if (notebook.reader !== reader) {
      await forget();
      notebook = { reader, pages: [], wishes: [] };
      await write(notebook);
    }
    await tell({ waiting: notebook.wishes.length });
  });
  await send({});
}

/** Keep what a reader saw, and the pictures on it. Too much makes the oldest go. */
async function keep({ reader, path, title, html, pictures }) {
  if (!reader || html.length > LARGEST_PAGE) return;
  await alone(async () => {
    const notebook = await read();
    if (notebook.reader !== reader) return;
    const store = await caches.open(KEPT);
    const at = Date.now();
    const headers = { "content-type": "text/html; charset=utf-8", "x-kept-at": String(at) };
    await store.put(NOTEBOOK + path, new Response(html, { headers }));
    notebook.pages = [...notebook.pages.filter((each) => each.path !== path), { path, title, at }];
    while (notebook.pages.length > MOST_PAGES) {
      const oldest = notebook.pages.find((each) => !ALWAYS.includes(each.path));
      await store.delete(NOTEBOOK + oldest.path);
      notebook.pages = notebook.pages.filter((each) => each !== oldest);
    }
    await write(notebook);
    await keepPictures(pictures);
  });
}

async function keepPictures(addresses) {
  const store = await caches.open(PICTURES);
  for (const address of addresses.slice(0, MOST_PICTURES)) {
    const { origin } = new URL(address, location.origin);
    if (origin !== location.origin || (await store.match(address))) continue;
    const answer = await fetch(address, { credentials: "omit" }).catch(() => null);
    if (!answer?.ok || !answer.headers.get("content-type")?.startsWith("image/")) continue;
    const picture = await answer.clone().blob();
    if (picture.size <= LARGEST_PICTURE) await store.put(address, answer);
  }
  const names = await store.keys(); // in the order in which they came
  for (const name of names.slice(0, Math.max(0, names.length - MOST_PICTURES))) await store.delete(name);
}

/** Note what a reader wants while there is no network. The last wish about a thing takes the place of those before. */
async function wish({ reader, act, subject, on, why }) {
  if (!Number.isSafeInteger(subject) || !ADDRESSES[act]) return;
  await alone(async () => {
    const notebook = await read();
    if (!notebook.reader || notebook.reader === "nobody" || (reader && reader !== notebook.reader)) return;
    const others = notebook.wishes.filter((each) => each.subject !== subject || about(each.act) !== about(act));
    notebook.wishes = [...others, { act, subject, on, why: why ?? "" }].slice(-MOST_WISHES);
    await write(notebook);
    await tell({ waiting: notebook.wishes.length });
  });
  await registration.sync?.register("wishes").catch(() => {});
}

const about = (act) => (act === "down" ? "up" : act);
const said = (action, { subject, why }) => [
  "POST",
  "/v1/feedback",
  { event_id: subject, action, ...(why ? { reason: why } : {}) },
];
const unsaid = (action, { subject }) => ["DELETE", `/v1/feedback?event_id=${subject}&action=${action}`];
const both = ({ subject }) => [unsaid("up", { subject }), unsaid("down", { subject })];
const one = (path) => (wanted) => [[wanted.on ? "POST" : "DELETE", path(wanted.subject)]];

/** What a wish is in requests. Each is the same when repeated, so an answer that was lost costs nothing. */
const ADDRESSES = {
  save: one((id) => `/v1/events/${id}/save`),
  hide: one((id) => `/v1/events/${id}/hide`),
  follow: one((id) => `/v1/artists/${id}/follow`),
  up: (wanted) => (wanted.on ? [said("up", wanted)] : both(wanted)),
  down: (wanted) => (wanted.on ? [said("down", wanted)] : both(wanted)),
};

/** Send what waits, in its order, as the reader who wished it and nobody else. Each is struck out once it is answered. */
async function send({ again = false }) {
  await alone(async () => {
    const notebook = await read();
    if (!notebook.wishes.length) return;
    let [sent, lost] = [0, 0];
    const me = await ask("GET", "/v1/auth/me");
    if (me && (me.status === 401 || (me.ok && String((await me.json()).id) !== notebook.reader))) {
      await forget();
      return tell({ waiting: 0, lost: notebook.wishes.length });
    }
    while (me?.ok && notebook.wishes.length) {
      const [first] = notebook.wishes;
      const answers = [];
      for (const request of ADDRESSES[first.act](first)) answers.push(await ask(...request));
      if (!answers.every((answer) => answer && answer.status !== 401 && answer.status !== 429 && answer.status < 500)) break;
      notebook.wishes.shift();
      if (answers.every((answer) => answer.ok)) sent += 1;
      else lost += 1;
      await write(notebook);
    }
    await tell({ waiting: notebook.wishes.length, sent, lost });
    if (again && notebook.wishes.length) throw new Error("the server is not back yet"); // the browser tries again later
  });
}

async function ask(method, address, body) {
  const headers = body ? { "content-type": "application/json" } : {};
  const signal = AbortSignal.timeout(15_000);
  return fetch(address, { method, headers, signal, body: body && JSON.stringify(body) }).catch(() => null);
}

/** News from the server, sealed for this browser (`wtc/domain/push.py`). Something has to be shown for each. */
addEventListener("push", (event) => event.waitUntil(show(event.data)));

async function show(data) {
  let told = {};
  try {
    told = data.json();
  } catch {
    // nothing that we sent
  }
  const { title, body, href, lang, news, many, device, stop } = told;
  await registration.showNotification(title || "WhatsTheCraic", {
    body: body || "",
    lang: lang || "",
    tag: `news ${news ?? ""}`,
    icon: "/icon-192.png",
    data: { href, news: many === 1 ? news : null, device },
    actions: stop ? [{ action: "stop", title: stop }] : [],
  });
}

addEventListener("notificationclick", (event) => {
  const { href, news, device } = event.notification.data ?? {};
  event.notification.close();
  event.waitUntil(event.action === "stop" ? stop(device) : follow(href, news));
});

/** To the page of the news: where it is open already, else in a window of its own. It is read by that. */
async function follow(href, news) {
  const wanted = new URL(href || "/notifications", location.origin);
  if (wanted.origin !== location.origin) return;
  const pages = await clients.matchAll({ type: "window", includeUncontrolled: true });
  const there = pages.find((page) => page.url === wanted.href);
  await Promise.all([
    there ? there.focus() : clients.openWindow(wanted.href),
    Number.isSafeInteger(news) && ask("POST", `/v1/users/me/notifications/${news}/read`),
  ]);
}

/** No more news in this browser: it takes its address back, and the server forgets it. */
async function stop(device) {
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  if (Number.isSafeInteger(device)) await ask("DELETE", `/v1/users/me/push/${device}`);
}

/** A push service gave this browser another address: it takes the place of the one before. */
addEventListener("pushsubscriptionchange", (event) => event.waitUntil(renew(event)));

async function renew({ oldSubscription, newSubscription }) {
  const options = oldSubscription?.options;
  const fresh = newSubscription ?? (options && (await registration.pushManager.subscribe(options)));
  if (fresh) await ask("POST", "/v1/users/me/push", fresh.toJSON());
}
