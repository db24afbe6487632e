/** The offline page: shows what the service worker kept of this address and how old it is, and takes wishes meanwhile. */
const KEPT = "kept";
const NOTEBOOK = "/.kept";
const AGAIN = 20_000;
const clock = new Intl.DateTimeFormat("en-IE", { hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
const { say, days, months } = JSON.parse(document.getElementById("words").textContent);
const rules = new Intl.PluralRules(document.documentElement.lang);
const FORMS = ["one", "two", "few", "many", "other"];
const main = document.getElementById("main");
const line = document.getElementById("age");
const waits = document.getElementById("waits");

/** A number in its words, as `counted` of words.jsx has it. */
function counted(number, forms) {
  const each = say[forms].split("|");
  const at = each.length === 2 ? Number(number !== 1) : FORMS.indexOf(rules.select(number));
  return each[at].replace("#", number);
}

/** "20 minutes ago" */
function ago(at) {
  const minutes = Math.round((Date.now() - at) / 60_000);
  if (minutes < 1) return say["just now"];
  if (minutes < 60) return counted(minutes, "# minute ago|# minutes ago");
  if (minutes < 36 * 60) return counted(Math.round(minutes / 60), "# hour ago|# hours ago");
  const count = Math.round(minutes / 1440);
  return count === 1 ? say.yesterday : counted(count, "# day ago|# days ago");
}

/** "18:40", or on another day "Fri 27 Nov, 18:40" */
function when(at) {
  const day = new Date(at);
  const today = day.toDateString() === new Date().toDateString();
  return (today ? "" : `${days[day.getDay()]} ${day.getDate()} ${months[day.getMonth()]}, `) + clock.format(at);
}

function send(message) {
  navigator.serviceWorker?.controller?.postMessage(message);
}

async function notebook() {
  const found = await caches.match(NOTEBOOK, { cacheName: KEPT });
  return found ? found.json() : { reader: "", pages: [], wishes: [] };
}

function told(notes) {
  const count = notes.wishes.length;
  waits.textContent = count
    ? counted(count, "One thing waits to be sent when you're back.|# things wait to be sent when you're back.")
    : "";
}

/** Put what was kept into the page: our own markup, made safe before it was kept, under a policy that runs nothing in it. */
async function show(answer, notes) {
  const kept = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  for (const image of kept.querySelectorAll("img[src]")) {
    const picture = await caches.match(image.getAttribute("src"), { cacheName: "pictures" });
    if (picture) image.src = URL.createObjectURL(await picture.blob());
    else image.remove();
  }
  const mine = notes.reader && notes.reader !== "nobody";
  for (const button of kept.querySelectorAll("button[data-act]")) {
    if (mine) press(button, wished(notes, button) ?? button.ariaPressed === "true");
    else button.remove();
  }
  main.className = kept.firstElementChild?.className ?? "wrap";
  main.replaceChildren(...(kept.firstElementChild?.childNodes ?? []));
}

function wished(notes, { dataset: { act, subject } }) {
  const last = notes.wishes.find(
    (each) => String(each.subject) === subject && (each.act === act || [act, each.act].sort().join() === "down,up"),
  );
  return last && (last.act === act ? last.on : false);
}

function press(button, on) {
  button.ariaPressed = String(on);
  button.querySelector("svg")?.classList.toggle("f", on && button.dataset.act !== "hide");
  const words = [...button.childNodes].find((each) => each.nodeType === Node.TEXT_NODE && each.data.trim());
  const pair = { save: ["Save", "Saved"], follow: ["Follow", "Following"], hide: ["Hide", "Hidden. Bring it back"] };
  if (words) words.data = say[pair[button.dataset.act]?.[Number(on)]] ?? words.data;
}

function act(event) {
  const button = event.target.closest("button[data-act]");
  if (!button) return;
  const { act: deed, subject } = button.dataset;
  const on = button.ariaPressed !== "true";
  press(button, on);
  const other = { up: "down", down: "up" }[deed];
  const twins = document.querySelectorAll(`button[data-act][data-subject="${CSS.escape(subject)}"]`);
  for (const each of twins) {
    if (each.dataset.act === deed) press(each, on);
    else if (on && each.dataset.act === other) press(each, false);
  }
  send({ kind: "wish", act: deed, subject: Number(subject), on });
}

/** What there is to read, the newest first. */
function list(notes) {
  const pages = notes.pages.toReversed();
  const items = pages.map(({ path, title, at }) => {
    const [item, link, age] = ["li", "a", "small"].map((name) => document.createElement(name));
    link.href = path;
    link.textContent = title;
    age.textContent = ago(at);
    item.append(link, age);
    return item;
  });
  document.getElementById("kept").replaceChildren(...items);
  document.getElementById("none").hidden = items.length > 0;
  document.getElementById("all").hidden = true;
}

/** Whether the server answers again; then the page says so and leaves it to the reader when to load afresh. */
async function look() {
  if (document.hidden || !navigator.onLine) return;
  const answer = await fetch("/health", { cache: "no-store" }).catch(() => null);
  if (!answer?.ok) return;
  send({ kind: "send" });
  document.getElementById("away").hidden = true;
  document.getElementById("back").textContent = say["You're back."];
  document.getElementById("again").textContent = say["Load afresh"];
}

async function begin() {
  const path = location.pathname + location.search;
  const notes = await notebook();
  const answer =
    (await caches.match(NOTEBOOK + path, { cacheName: KEPT })) ??
    (await caches.match(NOTEBOOK + location.pathname, { cacheName: KEPT }));
  if (answer) {
    const at = Number(answer.headers.get("x-kept-at"));
    const shown = say["Showing what we saved at {when}, {ago}."];
    const tell = () => (line.textContent = shown.replace("{when}", when(at)).replace("{ago}", ago(at)));
    await show(answer, notes);
    document.title = notes.pages.find((each) => each.at === at)?.title ?? document.title;
    tell();
    setInterval(tell, 60_000);
  } else list(notes);
  told(notes);
}

document.addEventListener("click", act);
document.getElementById("again").addEventListener("click", () => location.reload());
navigator.serviceWorker?.addEventListener("message", async ({ data }) => data?.kind === "kept" && told(await notebook()));
addEventListener("online", look);
document.addEventListener("visibilitychange", look);
setInterval(look, AGAIN);
begin();
