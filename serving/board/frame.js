// What stands around every view: name, search, what the connection is like, pause, language, digits, theme.

import { changed, link } from "./address.js";
import { h } from "./dom.js";

const OTHER = { ar: "en", en: "ar" };
const DIGITS = { latn: "arab", arab: "latn" };

export function top(c, store) {
  const { w, place } = c;
  return [
    h(
      "a",
      { class: "home", href: link(place, {}) },
      h("span", { class: "logo", "aria-hidden": "true" }, h("i"), h("i"), h("i")),
      w.title,
    ),
    search(c),
    h("div", { class: "state" }, connection(c, store), pause(c, store)),
    h(
      "nav",
      { class: "choices", "aria-label": w.choices },
      h(
        "a",
        {
          href: changed(place, { lang: OTHER[place.lang] }),
          lang: OTHER[place.lang],
          hreflang: OTHER[place.lang],
          "data-do": "language",
        },
        w.otherLanguage,
      ),
      w.digits[place.digits]
        ? h(
            "a",
            { href: changed(place, { digits: DIGITS[place.digits] }), "aria-label": w.digitsLabel[place.digits] },
            w.digits[place.digits],
          )
        : null,
      h(
        "button",
        { type: "button", "data-do": "theme", "aria-label": w.theme[place.theme], title: w.theme[place.theme] },
        h("span", { class: `theme ${place.theme}`, "aria-hidden": "true" }),
      ),
    ),
  ];
}

function search({ w, place }) {
  return h(
    "form",
    { class: "search", role: "search", action: "/", method: "get" },
    h("label", { for: "q", class: "unseen" }, w.search),
    h("input", {
      id: "q",
      name: "q",
      type: "search",
      placeholder: w.search,
      autocomplete: "off",
      value: place.q,
      dir: place.q ? "auto" : null,
      enterkeyhint: "search",
    }),
  );
}

/** Live, catching up and disconnected are told apart by word, shape and colour. */
function connection({ w }, { status }) {
  const kind = status.replace(" ", "-");
  return h(
    "p",
    { class: `connection ${kind}`, title: w.statusMore[status] },
    h("span", { class: "light", "aria-hidden": "true" }),
    w.status[status],
  );
}

function pause({ w }, { paused }) {
  const label = paused ? w.resume : w.pause;
  return h(
    "button",
    {
      type: "button",
      class: paused ? "pause paused" : "pause",
      "data-do": "pause",
      "aria-keyshortcuts": "p",
      title: `${label} (${w.pauseKey})`,
    },
    h("span", { class: paused ? "play" : "bars", "aria-hidden": "true" }),
    h("span", { class: "label" }, label),
  );
}

export const banner = ({ w }, { paused }) => (paused ? h("p", { class: "banner" }, w.paused) : null);

export function foot({ w }) {
  return [
    h("p", {}, w.automatic),
    h("p", { class: "quiet" }, w.signs, ". ", w.neutralMeans),
    h("p", {}, h("a", { href: "/v1/openapi.json" }, w.api)),
  ];
}

/** What is shown while nothing is known, and why. */
export function waiting({ w }, { refusal }) {
  const words = !refusal ? w.loading : refusal.status === 0 ? w.noServer : refusal.again > 1 ? w.noBroker : w.waiting;
  return h(
    "div",
    { class: "notice", "aria-busy": "true" },
    h("p", {}, words),
    h(
      "div",
      { class: "ghosts", "aria-hidden": "true" },
      [1, 2, 3, 4, 5, 6].map(() => h("div", { class: "ghost" })),
    ),
  );
}

export function failed(c, { refusal }) {
  const { w, place } = c;
  if (refusal.status === 404) return unknown(c, place.topic ? w.unknownTopic : w.unknownSpeaker);
  return h(
    "div",
    { class: "notice" },
    h("h1", {}, w.failed),
    h("p", { lang: "en", dir: "ltr" }, refusal.message),
    h("p", {}, h("a", { href: link(place, {}) }, w.allTopics)),
  );
}

/** A topic or speaker of whom nothing was counted; somebody else may have been meant. */
function unknown({ w, place, label }, words) {
  const name = label(place.topic || place.speaker);
  return h(
    "div",
    { class: "notice" },
    h("h1", {}, words),
    h("p", {}, h("a", { href: link(place, { q: name }) }, w.searchFor(name))),
    h("p", {}, h("a", { href: link(place, {}) }, w.allTopics)),
  );
}
