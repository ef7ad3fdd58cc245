// The board: reads the address, keeps a store for the view, paints what changed at most four times a second.

import { changed as addressWith, read, remember } from "./address.js";
import { get } from "./api.js";
import { fill } from "./dom.js";
import { formats } from "./format.js";
import { banner, failed, foot, top, waiting } from "./frame.js";
import { matching, overview } from "./overview.js";
import { speakerPage, topicPage } from "./pages.js";
import { Store } from "./store.js";
import { WORDS } from "./words.js";

const PAINT_MS = 250;
const REORDER_MS = 5000;
const ANNOUNCE_MS = 15_000;
const REFRESH_MS = 60_000; // "2 minutes ago" grows older by itself
const TYPING_MS = 200;
const THEMES = ["auto", "light", "dark"];

const labels = new Map();
let place, store, context;
let seen = {}; // the overview as it was left: who comes back finds it at once, and where it was
let told = ""; // of the connection
let paintAt = 0,
  paintTimer = 0,
  orderedAt = 0,
  typingTimer = 0;

/** Open the view of the address. */
function open() {
  const paused = store?.paused ?? false;
  store?.end();
  const last = place;
  place = read();
  if (last && (last.topic !== place.topic || last.speaker !== place.speaker)) leave(last);
  context = contextOf(place);
  store = new Store(place, () => paintSoon());
  store.paused = paused;
  if (!store.isPage) Object.assign(store, seen);
  dress();
  paint();
  store.start();
}

/** Nothing that was opened on one page is open on another. */
function leave(last) {
  if (!last.topic && !last.speaker)
    seen = (({ overview, statements, order, shown }) => ({ overview, statements, order, shown }))(store);
  document.getElementById("content").replaceChildren();
}

/** What the views are made with: words, formats, the address, labels of topics, what was said before. */
function contextOf(place) {
  return {
    place,
    w: WORDS[place.lang],
    f: formats(place.lang, place.digits, WORDS[place.lang].quarters),
    label: (id, label = labels.get(id)) => label?.[place.lang] ?? id.replace(/^subject:/, "").replaceAll("-", " "),
    earlier: (id) => store.earlier.get(id),
  };
}

function dress() {
  const root = document.documentElement;
  root.lang = place.lang;
  root.dir = place.lang === "ar" ? "rtl" : "ltr";
  root.dataset.theme = place.theme;
}

function paintSoon() {
  if (paintTimer) return;
  paintTimer = setTimeout(() => requestAnimationFrame(paint), Math.max(paintAt + PAINT_MS - Date.now(), 0));
}

function paint() {
  clearTimeout(paintTimer);
  paintTimer = 0;
  paintAt = Date.now();
  store.hold(reads());
  fill(document.getElementById("top"), ...top(context, store));
  tell();
  if (store.paused && store.painted)
    return fill(document.getElementById("foot"), banner(context, store), ...foot(context));
  fill(document.getElementById("content"), view());
  fill(document.getElementById("foot"), ...foot(context));
  skips();
  document.title = titled();
}

/** The ways past what stands before content and statements, where these are. */
function skips() {
  for (const skip of document.querySelectorAll(".skip")) {
    skip.textContent = context.w.skip[skip.hash];
    skip.hidden = !document.querySelector(skip.hash);
  }
}

function view() {
  if (store.failed) return failed(context, store);
  if (!store.known) return waiting(context, store);
  store.painted = true;
  if (place.topic) return topicPage(context, store);
  if (place.speaker) return speakerPage(context, store);
  for (const [id, { label }] of store.overview.topics) labels.set(id, label);
  order();
  return overview(context, store);
}

function titled() {
  const { w } = context;
  const name = store.topic
    ? context.label(store.topic.counts.topic, store.topic.counts.label)
    : (store.speaker?.speaker.name ?? place.q);
  return name ? `${name} · ${w.title}` : `${w.title} · ${w.tagline}`;
}

/** Whether somebody reads the statements: what comes then does not move them away. */
function reads() {
  const list = document.getElementById("statements");
  const held = list && (list.matches(":hover, :focus-within") || list.scrollTop > 0);
  return held || document.activeElement?.dataset.do === "newest";
}

/** Rows keep their places under the pointer and the focus, and change them seldom. */
function order() {
  const rows = document.getElementById("rows");
  const held = rows?.matches(":hover, :focus-within") || Date.now() - orderedAt < REORDER_MS;
  const all = [...store.overview.topics.values()];
  if (held && store.order.length) {
    const known = new Set(store.order);
    store.order.push(...all.map(({ topic }) => topic).filter((topic) => !known.has(topic)));
    return;
  }
  all.sort(
    (one, other) => other.moved - one.moved || other.statements - one.statements || (one.topic < other.topic ? -1 : 1),
  );
  store.order = all.map(({ topic }) => topic);
  orderedAt = Date.now();
}

function go(address, replace = false) {
  history[replace ? "replaceState" : "pushState"](null, "", address);
  open();
}

const ACTIONS = {
  pause() {
    store.paused = !store.paused;
    paint();
    say(store.paused ? context.w.paused : context.w.status[store.status]);
  },
  theme() {
    place.theme = THEMES[(THEMES.indexOf(place.theme) + 1) % THEMES.length];
    remember("theme", place.theme);
    dress();
    paint();
  },
  more() {
    store.shown += 30;
    paint();
  },
  newest() {
    const list = document.getElementById("statements");
    list.scrollTop = 0;
    store.hold(false);
    fill(document.getElementById("content"), view());
    list.parentElement.querySelector("h2").focus();
  },
  older() {
    store.limit += 50;
    store.fetchAll();
  },
};

function onClick(event) {
  const action = event.target.closest("[data-do]")?.dataset.do;
  if (ACTIONS[action]) return ACTIONS[action]();
  const anchor = event.target.closest("a[href]");
  const plainClick = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  if (!anchor || !plainClick || anchor.origin !== location.origin || anchor.pathname !== "/" || anchor.hash) return;
  event.preventDefault();
  const sameView = new URLSearchParams(anchor.search);
  const moves = ["topic", "speaker", "q"].some((name) => (sameView.get(name) ?? "") !== place[name]);
  chosen(sameView);
  go(anchor.href);
  if (moves) arrive();
}

/** A link to the first choice names nothing in the address; it is remembered all the same. */
function chosen(query) {
  remember("lang", query.get("lang") ?? "ar");
  remember("digits", query.get("digits") ?? "latn");
}

function arrive() {
  document.getElementById("q").value = place.q;
  scrollTo(0, 0);
  document.getElementById("content").focus({ preventScroll: true });
}

/** Back or forth; a link inside the page opens nothing anew. */
function onBack() {
  if (JSON.stringify(read()) === JSON.stringify(place)) return;
  open();
  document.getElementById("q").value = place.q;
}

function onKey(event) {
  const typing = event.target.closest("input, textarea, select");
  if (typing || event.metaKey || event.ctrlKey || event.altKey) return;
  if (event.key === "p") ACTIONS.pause();
  if (event.key === "/") {
    event.preventDefault();
    document.getElementById("q").focus();
  }
}

function onType(event) {
  if (event.target.id !== "q") return;
  clearTimeout(typingTimer);
  typingTimer = setTimeout(() => find(event.target.value), TYPING_MS);
}

/** A search is a view of the overview; its address follows the typing. */
function find(q) {
  const address = addressWith({ ...place, topic: "", speaker: "", side: "" }, { q });
  if (store.isPage) return go(address);
  history.replaceState(null, "", address);
  place.q = q;
  store.fetchPeople().then(
    () => (paintSoon(), sayFound()),
    () => {},
  );
  paintSoon();
}

function onToggle({ target }) {
  const { before, speaker, topic, published } = target.dataset ?? {};
  if (before && target.open) store.fetchEarlier(before, speaker, topic, published).catch(() => {});
}

/** Who has read the statements sees those that came meanwhile. */
function onLeave({ target, relatedTarget }) {
  if (store.held && target.closest("#statements") && !relatedTarget?.closest?.("#statements")) paintSoon();
}

/** Tell those who listen what a search found. */
function sayFound() {
  const { w, f } = context;
  if (!store.overview || !store.people) return;
  say(w.found(f.counted(w.topicsCount, matching(store).length), f.counted(w.speakersCount, store.people.length)));
}

function say(words) {
  document.getElementById("said").textContent = words;
}

/** Tell those who listen when the connection is lost, and when it is there again. */
function tell() {
  const { status } = store;
  if (status === told || status === "catching up") return;
  if (told || status === "disconnected") say(`${context.w.status[status]}. ${context.w.statusMore[status]}`);
  told = status;
}

/** A summary for those who listen, now and then. */
function announce() {
  if (store.paused || !store.heard) return;
  const { w, f } = context;
  const most = [...store.moves]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 3)
    .map(([id]) => context.label(id));
  say(w.announce(f.number(ANNOUNCE_MS / 1000), f.counted(w.newStatements, store.heard), most.join(w.and)));
  store.heard = 0;
  store.moves.clear();
}

document.addEventListener("click", onClick);
document.addEventListener("keydown", onKey);
document.addEventListener("input", onType);
document.addEventListener("submit", (event) => (event.preventDefault(), find(document.getElementById("q").value)));
document.addEventListener("toggle", onToggle, true);
for (const leaving of ["pointerout", "focusout"]) document.addEventListener(leaving, onLeave);
addEventListener("popstate", onBack);
setInterval(announce, ANNOUNCE_MS);
setInterval(() => (store.refetch(0), paintSoon()), REFRESH_MS);
open();
if (store.isPage)
  get("/v1/topics").then(
    ({ topics }) => (topics.forEach(({ topic, label }) => labels.set(topic, label)), paintSoon()),
    () => {},
  );
