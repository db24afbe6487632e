import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { counted } from "$/public/words.jsx";

const KINDS = {
  rooms: { many: "# room|# rooms", leads: "/venues/", every: "every room" },
  gigs: { many: "# gig|# gigs", leads: "/events/", every: "every gig" },
};
const HEIGHTS = ["low", "half", "full"];

const COAST = "/art/v1/map/counties.json";
const IRELAND = [
  [51.35, -10.75],
  [55.45, -5.35],
];
const STREET = 12; // from this zoom on there is only land: the outline is true to a kilometre
const CELL = 46;
const HANDS = 2_500; // milliseconds for which a move is the doing of the hand that was last on the map
const RINGS = [
  [400, "5 min"],
  [800, "10 min"],
];
const [PIN, EDGE] = [18, 12]; // half a pin, and from the credit to the map's edge
const BOXES = { bbox: 4, at: 3 };

function Icon({ name }) {
  return (
    <svg className="ic" aria-hidden="true">
      <use href={`/icons.svg#${name}`} />
    </svg>
  );
}

/** The numbers of `bbox` (west, south, east, north) or `at` (latitude, longitude, zoom) in the address, or nothing. */
function numbers(name) {
  const said = (new URLSearchParams(window.location.search).get(name) ?? "").split(",").map(Number);
  return said.length === BOXES[name] && said.every(Number.isFinite) ? said : null;
}

async function fetched(address) {
  const answer = await fetch(address, { headers: { Accept: "application/json" }, credentials: "same-origin" });
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

/** Steps of ten-thousandths of a degree as points. */
function line([lon, lat, ...steps]) {
  const points = [[lat / 1e4, lon / 1e4]];
  for (let at = 0; at < steps.length; at += 2) {
    lon += steps[at];
    lat += steps[at + 1];
    points.push([lat / 1e4, lon / 1e4]);
  }
  return points;
}

/** Pins that would touch, as one: a grid of cells, each joined with what is near in its neighbours. */
function clustered(map, pins) {
  const cells = new Map();
  const made = [];
  for (const pin of pins) {
    const spot = map.project([pin.lat, pin.lon]);
    const [column, row] = [Math.floor(spot.x / CELL), Math.floor(spot.y / CELL)];
    let found = null;
    for (let x = column - 1; x <= column + 1 && !found; x += 1)
      for (let y = row - 1; y <= row + 1 && !found; y += 1)
        found = (cells.get(`${x},${y}`) ?? []).find((each) => each.spot.distanceTo(spot) < CELL) ?? null;
    if (found) {
      found.pins.push(pin);
      continue;
    }
    const cluster = { spot, pins: [pin] };
    made.push(cluster);
    const cell = `${column},${row}`;
    cells.set(cell, [...(cells.get(cell) ?? []), cluster]);
  }
  return made;
}

/** The town that most of a cluster is in, when that is nearly all of it. */
function townOf(pins) {
  const counts = new Map();
  for (const { town } of pins) counts.set(town, (counts.get(town) ?? 0) + 1);
  const [town, most] = [...counts].sort((one, other) => other[1] - one[1])[0];
  return most >= pins.length * 0.6 ? town : "";
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text) made.textContent = text;
  return made;
}

/** Draws what Leaflet shows. Everything of React's stays outside of it. */
class Drawing {
  constructor(L, box, { still, names, kind, onPick, onMoved }) {
    this.L = L;
    this.box = box;
    this.kind = kind;
    this.pins = [];
    this.subject = 0;
    this.markers = [];
    this.lit = 0;
    this.own = false; // the map is being moved by us and not by a reader
    this.hand = -HANDS;
    const phone = window.matchMedia("(pointer: coarse)").matches;
    this.map = L.map(box, {
      zoomControl: false,
      attributionControl: false,
      trackResize: false, // the observer below does, and knows that it is no reader's doing
      minZoom: 6,
      maxZoom: 18,
      zoomSnap: 0.5,
      maxBounds: L.latLngBounds(IRELAND).pad(0.35),
      scrollWheelZoom: false,
      dragging: !phone || kind === KINDS.gigs, // else one finger scrolls the page and two move the map
      fadeAnimation: !still,
      zoomAnimation: !still,
      markerZoomAnimation: !still,
      inertia: !still,
    });
    this.still = still;
    this.names = names; // pixels of width from which on pins carry names
    this.onPick = onPick;
    this.map.on("moveend zoomend", () => {
      this.draw();
      if (!this.own && performance.now() - this.hand < HANDS) onMoved();
    });
    for (const name of ["pointerdown", "pointerup", "wheel", "keydown"]) box.addEventListener(name, () => this.touch(), true);
    box.addEventListener("wheel", (event) => this.map.scrollWheelZoom[event.ctrlKey ? "enable" : "disable"](), true);
    this.grown = new ResizeObserver(() => this.go((map) => map._loaded && box.offsetHeight && map.invalidateSize({ pan: false })));
    this.grown.observe(box);
  }

  ground(coast) {
    const options = { className: "mp-land", interactive: false, smoothFactor: 1.2 };
    for (const ring of coast) this.L.polygon(line(ring), options).addTo(this.map);
  }

  tiles({ url, credit }) {
    this.L.tileLayer(url, { maxZoom: 18 }).addTo(this.map);
    this.map.getContainer().classList.add("tiled");
    return credit;
  }

  rings(lat, lon) {
    for (const [metres, words] of RINGS) {
      this.L.circle([lat, lon], { radius: metres, className: "mp-ring", interactive: false, fill: false }).addTo(this.map);
      const icon = this.L.divIcon({ className: "", iconSize: [0, 0], html: element("span", "mp-far", words) });
      const west = lon - metres / (111_320 * Math.cos((lat * Math.PI) / 180));
      this.L.marker([lat, west], { icon, interactive: false, keyboard: false }).addTo(this.map);
    }
  }

  /** Where the reader is, as near as they let us know. */
  me(lat, lon) {
    this.mine?.remove();
    this.mine = null;
    if (!lat) return;
    const icon = this.L.divIcon({ className: "", iconSize: [18, 18], html: element("span", "mp-me") });
    this.mine = this.L.marker([lat, lon], { icon, interactive: false, keyboard: false, alt: "You" }).addTo(this.map);
  }

  /** A reader's hand is on the map: what moves now is their doing. */
  touch() {
    this.hand = performance.now();
  }

  /** Moves without taking it for the reader's own doing. */
  go(move) {
    this.own = true;
    move(this.map); // never animated, so that it is done by now
    this.own = false;
  }

  /** Leaves nothing behind that would still ask for the map. */
  end() {
    this.grown.disconnect();
    this.map.off();
    this.map.remove();
  }

  show(pins, subject) {
    this.pins = pins;
    this.subject = subject;
    this.draw();
  }

  fit() {
    const bounds = this.pins.length ? this.L.latLngBounds(this.pins.map(({ lat, lon }) => [lat, lon])) : IRELAND;
    this.go((map) => map.fitBounds(bounds, { padding: [36, 36], maxZoom: 14, animate: false }));
  }

  draw() {
    const { map, L } = this;
    if (!map._loaded) return;
    const held = this.markers.find(({ marker }) => marker.getElement() === document.activeElement)?.pins[0].id;
    map.getContainer().classList.toggle("street", map.getZoom() >= STREET);
    for (const { marker } of this.markers) marker.remove();
    const seen = map.getBounds().pad(0.2);
    const inside = this.pins.filter(({ lat, lon }) => seen.contains([lat, lon]));
    const first = (one, other) => (other.id === this.subject) - (one.id === this.subject);
    const taken = [];
    this.markers = clustered(map, [...inside].sort(first)).map(({ pins }) => {
      const [head] = pins;
      const here = head.id === this.subject;
      const town = townOf(pins);
      const spot = map.latLngToContainerPoint([head.lat, head.lon]);
      const many = counted(pins.length, this.kind.many);
      const name = pins.length === 1 ? said(head) : town ? `${many} in ${town}` : many;
      const body = element("span", `pin${here ? " here" : ""}${pins.length > 1 ? " many" : ""}`);
      body.append(element("b", "", pins.length > 1 ? String(pins.length) : ""));
      const words = here || pins.length === 1 ? head.name : map.getZoom() < STREET ? town : "";
      const free = words && this.roomFor(spot, words, taken);
      if (free || (here && words))
        body.append(element("i", "", words));
      const icon = L.divIcon({ className: "", iconSize: [44, 44], html: body });
      const marker = L.marker([head.lat, head.lon], { icon, title: "", alt: name, zIndexOffset: here ? 500 : 0 });
      marker.on("click", () => this.pick(pins));
      marker.on("mouseover", () => mark(pins, true)).on("mouseout", () => mark(pins, false));
      marker.addTo(map);
      const drawn = marker.getElement();
      drawn.setAttribute("aria-label", name);
      drawn.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        this.pick(pins);
      });
      drawn.addEventListener("focus", () => mark(pins, true));
      drawn.addEventListener("blur", () => mark(pins, false));
      return { marker, pins, spot };
    });
    this.clear();
    if (held) this.marker(held)?.focus({ preventScroll: true });
    if (this.lit) this.light(this.lit, true);
  }

  /** The credit stands at the right where it would lie over a pin at the left and not there. */
  clear() {
    const credit = this.box.parentElement.querySelector(".mp-credit");
    if (!credit) return;
    const [top, wide, whole] = [credit.offsetTop, credit.offsetWidth, this.map.getSize().x];
    const over = (left) =>
      this.markers.some(({ spot: { x, y } }) => x > left - PIN && x < left + wide + PIN && y > top - PIN && y < top + credit.offsetHeight + PIN);
    credit.dataset.side = over(EDGE) && !over(whole - EDGE - wide) ? "right" : "left";
  }

  /** What stands on the map for a pin: itself or what it is joined in. */
  marker(id) {
    return this.markers.find(({ pins }) => pins.some((pin) => pin.id === id))?.marker.getElement();
  }

  /** Whether a label fits under a pin without touching another; it takes its place. */
  roomFor({ x, y }, words, taken) {
    if (this.map.getSize().x < this.names) return false;
    const wide = words.length * 3.4 + 6;
    const box = [x - wide, y + 14, x + wide, y + 34];
    const free = taken.every((each) => box[0] > each[2] || box[2] < each[0] || box[1] > each[3] || box[3] < each[1]);
    if (free) taken.push(box);
    return free;
  }

  pick(pins) {
    const bounds = this.L.latLngBounds(pins.map(({ lat, lon }) => [lat, lon]));
    const apart = bounds.getNorthEast().distanceTo(bounds.getSouthWest()) > 60;
    if (pins.length > 1 && apart && this.map.getZoom() < 17) {
      this.map.fitBounds(bounds, { padding: [60, 60], maxZoom: 17, animate: !this.still });
      this.onPick([]);
    } else this.onPick(pins);
  }

  light(id, on) {
    if (on || this.lit === id) this.lit = on ? id : 0;
    for (const { marker, pins } of this.markers)
      if (pins.some((pin) => pin.id === id)) {
        marker.getElement()?.firstChild?.classList.toggle("lit", on);
        marker.setZIndexOffset(on ? 1000 : 0);
      }
  }
}

/** Lights up the pins' rooms in the list. */
function mark(pins, on) {
  for (const { id } of pins) document.querySelector(`[data-pin="${id}"]`)?.classList.toggle("lit", on);
}

/** A pin in words: a room by its name, a gig by its title, its time and its room. */
function said({ name, more }) {
  return typeof more === "string" && more ? `${name}, ${more}` : name;
}

function pinned([id, slug, name, town, lat, lon, more]) {
  return { id, slug, name, town, lat, lon, more };
}

/**
 * A map of Ireland with pins, from an address that answers `{pins}`. Leaflet and the outline come when the panel comes
 * into view; when they do not, what stands inside the panel (`children`) stays, and the list has everything anyway.
 * With `keep` the position stands in the address and a moved map offers to search there.
 */
export function MapPanel({ src, label, lat, lon, zoom, subject, rings, keep, gigs, view, className, children }) {
  const kind = gigs ? KINDS.gigs : KINDS.rooms;
  const box = useRef(null);
  const drawing = useRef(null);
  const [state, setState] = useState("waiting");
  const [moved, setMoved] = useState(false);
  const [chosen, setChosen] = useState([]);
  const [credit, setCredit] = useState("");
  const navigate = useNavigate();
  const { pathname } = useLocation();

  useEffect(() => {
    let gone = false;
    const start = async () => {
      try {
        const [L, coast] = await Promise.all([import("leaflet/dist/leaflet-src.esm.js"), fetched(COAST)]);
        if (gone) return;
        const still = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
        const made = new Drawing(L, box.current.querySelector(".mp-in"), {
          names: keep ? 480 : 240,
          still,
          kind,
          onPick: setChosen,
          onMoved: () => {
            if (!keep) return;
            setMoved(true);
            const query = new URLSearchParams(window.location.search);
            const { lat: north, lng: east } = made.map.getCenter();
            query.set("at", `${north.toFixed(4)},${east.toFixed(4)},${made.map.getZoom()}`);
            const address = `${window.location.pathname}?${query.toString().replaceAll("%2C", ",")}`;
            window.history.replaceState(window.history.state, "", address);
          },
        });
        made.ground(coast);
        drawing.current = made;
        setState("ready");
      } catch {
        if (!gone) setState("failed");
      }
    };
    const watch = new IntersectionObserver(
      (entries) => {
        if (!entries.some((entry) => entry.isIntersecting)) return;
        watch.disconnect();
        start();
      },
      { rootMargin: "200px" },
    );
    watch.observe(box.current);
    return () => {
      gone = true;
      watch.disconnect();
      drawing.current?.end();
      drawing.current = null;
    };
  }, []);

  useEffect(() => {
    const made = drawing.current;
    if (state !== "ready" || !made || !src) return undefined; // without an address yet, nothing to move twice
    let late = false;
    fetched(src)
      .then((answer) => {
        if (late) return;
        if (answer.tiles && !made.tiled) {
          made.tiled = true;
          setCredit(made.tiles(answer.tiles));
        }
        made.pins = answer.pins.map(pinned);
        made.subject = subject ?? 0;
        setChosen([]);
        setMoved(false);
        const [at, area] = keep ? [numbers("at"), numbers("bbox")] : [null, null];
        if (at) made.go((map) => map.setView([at[0], at[1]], Math.min(Math.max(at[2], 6), 18), { animate: false }));
        else if (area) made.go((map) => map.fitBounds([[area[1], area[0]], [area[3], area[2]]], { animate: false }));
        else if (lat) made.go((map) => map.setView([lat, lon], zoom || 15, { animate: false }));
        else made.fit();
        if (gigs) made.me(lat, lon);
        if (rings && !made.ringed) {
          made.ringed = true;
          made.rings(lat, lon);
        }
        made.draw();
      })
      .catch(() => late || setState("failed"));
    return () => {
      late = true;
    };
  }, [state, src, subject, view]);

  useEffect(() => {
    if (state !== "ready") return undefined;
    const light = (on) => (event) => {
      const id = event.target.closest?.("[data-pin]")?.dataset.pin;
      if (id) drawing.current?.light(Number(id), on);
    };
    const heard = { mouseover: light(true), focusin: light(true), mouseout: light(false), focusout: light(false) };
    for (const [name, hear] of Object.entries(heard)) document.addEventListener(name, hear);
    return () => {
      for (const [name, hear] of Object.entries(heard)) document.removeEventListener(name, hear);
    };
  }, [state]);

  const here = () => {
    const bounds = drawing.current.map.getBounds();
    const edges = [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()];
    const query = new URLSearchParams(window.location.search);
    for (const name of ["page", "county", "city"]) query.delete(name);
    query.set("bbox", edges.map((edge) => edge.toFixed(4)).join(","));
    setMoved(false);
    navigate(`${pathname}?${query.toString().replaceAll("%2C", ",")}`, { preventScrollReset: true });
  };
  const nearer = (by) => {
    drawing.current?.touch();
    drawing.current?.map.setZoom(drawing.current.map.getZoom() + by);
  };
  const ready = state === "ready";
  return (
    <section ref={box} className={`mp ${state} ${className ?? ""}`} aria-label={label}>
      {ready ? null : <div className="mp-wait">{children}</div>}
      <div className="mp-in" />
      {ready ? (
        <div className="mp-zoom">
          <button type="button" className="ib" aria-label="Zoom in" onClick={() => nearer(1)}>
            <Icon name="plus" />
          </button>
          <button type="button" className="ib" aria-label="Zoom out" onClick={() => nearer(-1)}>
            <Icon name="minus" />
          </button>
        </div>
      ) : null}
      {moved && keep ? (
        <button type="button" className="btn pri mp-here" onClick={here}>
          Search this area
        </button>
      ) : null}
      {chosen.length ? (
        <div className="mp-tray" role="status">
          <ul>
            {chosen.slice(0, 8).map((pin) => (
              <li key={pin.id}>
                <Link to={kind.leads + pin.slug} viewTransition>
                  <b>{pin.name}</b>
                  <span>
                    {gigs ? pin.more : pin.town}
                    {!gigs && pin.more ? ` · holds ${pin.more.toLocaleString("en-IE")}` : ""}
                  </span>
                </Link>
              </li>
            ))}
            {chosen.length > 8 ? <li className="mp-rest">and {chosen.length - 8} more in the list</li> : null}
          </ul>
          <button type="button" className="ib" aria-label="Close" onClick={() => setChosen([])}>
            <Icon name="close" />
          </button>
        </div>
      ) : null}
      {state === "failed" ? (
        <p className="mp-said" role="status">
          The map didn't load. The list has {kind.every}.
        </p>
      ) : (
        <p className="mp-credit">{credit || "Outline: Natural Earth"}</p>
      )}
    </section>
  );
}

/**
 * The list over a map. On a narrow window it has three heights, by two buttons or by pulling its handle; on a wide one it
 * stands beside the map and has none. The height is kept in the address.
 */
export function MapSheet({ className, children }) {
  const [height, setHeight] = useState("half");
  const from = useRef(null);
  useEffect(() => {
    const asked = new URLSearchParams(window.location.search).get("list");
    if (HEIGHTS.includes(asked)) setHeight(asked);
  }, []);
  const step = (by) => {
    const next = HEIGHTS[Math.min(Math.max(HEIGHTS.indexOf(height) + by, 0), HEIGHTS.length - 1)];
    setHeight(next);
    const query = new URLSearchParams(window.location.search);
    if (next === "half") query.delete("list");
    else query.set("list", next);
    const asked = query.toString().replaceAll("%2C", ",");
    window.history.replaceState(window.history.state, "", window.location.pathname + (asked && `?${asked}`));
    window.scrollTo({ top: 0 });
  };
  const pull = (event) => {
    if (from.current === null) return;
    const far = event.clientY - from.current;
    from.current = null;
    if (Math.abs(far) > 32) step(far > 0 ? -1 : 1);
  };
  const start = (event) => {
    from.current = event.clientY;
    event.currentTarget.setPointerCapture?.(event.pointerId);
  };
  return (
    <div className={`vlist ${className ?? ""}`} data-list={height}>
      <div className="mp-pull only-narrow">
        <button type="button" className="ib" aria-label="More map, less list" disabled={height === "low"} onClick={() => step(-1)}>
          <Icon name="down" />
        </button>
        <span className="mp-grip" onPointerDown={start} onPointerUp={pull} onPointerCancel={() => (from.current = null)} />
        <button type="button" className="ib up" aria-label="More list, less map" disabled={height === "full"} onClick={() => step(1)}>
          <Icon name="down" />
        </button>
      </div>
      {children}
    </div>
  );
}
