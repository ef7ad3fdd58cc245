// The page of a topic, and the page of a speaker.

import { changed, link } from "./address.js";
import { card, newer, speaker, topicLink } from "./cards.js";
import { bdi, h } from "./dom.js";
import { changesOf, lines, overTime } from "./lines.js";
import { key } from "./passage.js";
import { badge, bar, SIDES } from "./sides.js";

export function topicPage(c, store) {
  const { w, f } = c;
  const { counts, definition, speakers, more } = store.topic;
  const whole = [
    h(
      "div",
      { class: "lead" },
      back(c),
      h("h1", {}, bdi(c.label(counts.topic, counts.label))),
      h(
        "ul",
        { class: "facts" },
        h("li", { "data-count": counts.statements }, f.counted(w.statements, counts.statements)),
        h("li", {}, f.counted(w.articles, counts.articles)),
        counts.updated ? h("li", {}, w.arrived(f.ago(counts.updated))) : null,
      ),
      bar(w, f, counts),
      h("p", { class: "quiet" }, w.neutralMeans),
      defined(c, definition),
    ),
    h(
      "section",
      { class: "time", "aria-labelledby": "time" },
      h("h2", { id: "time" }, `${w.overTime} ${w.units[store.topic.unit]}`),
      overTime(c, store.topic, store.topic.over),
    ),
    h(
      "section",
      { class: "matrix", "aria-labelledby": "matrix" },
      h("h2", { id: "matrix" }, w.whoStands),
      h("p", { class: "quiet" }, w.whoStandsMore),
      lines(
        c,
        store.topic,
        speakers.slice(0, store.shown),
        (line) => speaker(c, line.speaker),
        (line) => line.speaker.id,
      ),
      rest(c, speakers.length - store.shown, w.moreSpeakers, more),
    ),
  ];
  return h("div", { class: "page" }, h("div", { class: "whole" }, whole), said(c, store, counts.topic));
}

export function speakerPage(c, store) {
  const { w, f } = c;
  const view = store.speaker;
  const name = (line) => topicLink(c, line.topic, line.label?.[c.place.lang]);
  const whole = [
    h(
      "div",
      { class: "lead" },
      back(c),
      h("h1", {}, view.speaker.name ? bdi(view.speaker.name) : w.unnamed),
      h(
        "ul",
        { class: "facts" },
        roles(store).map((role) => h("li", {}, bdi(role))),
        h("li", {}, f.counted(w.topicsCount, view.speaker.topics)),
      ),
      bar(w, f, view.speaker),
      h("p", { class: "quiet" }, w.neutralMeans),
    ),
    h(
      "section",
      { class: "time", "aria-labelledby": "changes" },
      h("h2", { id: "changes" }, w.changes),
      view.speaker.name ? changesOf(c, view.topics, name) : h("p", { class: "quiet" }, w.unnamedMany),
    ),
    h(
      "section",
      { class: "matrix", "aria-labelledby": "matrix" },
      h("h2", { id: "matrix" }, w.where),
      h("p", { class: "quiet" }, w.whoStandsMore),
      lines(c, view, view.topics.slice(0, store.shown), name, (line) => line.topic),
      rest(c, view.topics.length - store.shown, w.moreTopics, view.more),
    ),
  ];
  return h("div", { class: "page" }, h("div", { class: "whole" }, whole), said(c, store, ""));
}

const back = (c) =>
  h(
    "p",
    { class: "back" },
    h("a", { href: link(c.place, {}) }, h("span", { class: "arrow back", "aria-hidden": "true" }), c.w.allTopics),
    h("a", { href: "#said-head", class: "jump" }, c.w.said),
  );

/** The roles in which the statements name the speaker, the most frequent first. */
function roles(store) {
  const found = new Map();
  for (const { speaker } of store.statements)
    if (speaker.role && speaker.id === store.speaker.speaker.id)
      found.set(speaker.role, (found.get(speaker.role) ?? 0) + 1);
  return [...found]
    .sort((one, other) => other[1] - one[1])
    .slice(0, 2)
    .map(([role]) => role);
}

function rest({ w, f }, hidden, forms, beyond) {
  if (hidden > 0) return h("button", { class: "more", type: "button", "data-do": "more" }, w.showMore);
  return beyond ? h("p", { class: "quiet" }, f.counted(forms, beyond)) : null;
}

/** The definition of a topic is there to be seen: its terms. */
function defined(c, definition) {
  const { w } = c;
  if (!definition) return h("p", { class: "quiet" }, w.deskTopic);
  const lists = Object.keys(w.terms).filter((name) => definition[name].length);
  const term = (name, text) => h("li", {}, name === "both" ? topicLink(c, text) : bdi(text));
  return h(
    "details",
    { class: "definition" },
    h("summary", {}, w.definition),
    h("p", { class: "quiet" }, w.definitionMore),
    h(
      "dl",
      {},
      lists.flatMap((name) => [
        h("dt", {}, w.terms[name]),
        h(
          "dd",
          {},
          h(
            "ul",
            { class: "terms" },
            definition[name].map((text) => term(name, text)),
          ),
        ),
      ]),
    ),
  );
}

function said(c, store, on) {
  const { w } = c;
  return h(
    "section",
    { class: "said", "aria-labelledby": "said-head" },
    h("div", { class: "heading" }, h("h2", { id: "said-head", tabindex: "-1" }, w.said), newer(c, store)),
    filter(c),
    key(c),
    h(
      "div",
      { class: "cards", id: "statements" },
      store.listed.map((one) => card(c, one, on)),
    ),
    store.statements.length >= store.limit
      ? h("button", { class: "more", type: "button", "data-do": "older" }, w.showMore)
      : null,
    store.statements.length ? null : h("p", { class: "quiet" }, w.nothingSaid),
  );
}

function filter(c) {
  const one = (side) =>
    h(
      "li",
      {},
      h(
        "a",
        { href: changed(c.place, { side, q: "" }), "aria-current": c.place.side === side ? "true" : null },
        side ? badge(c.w, side) : c.w.everySide,
      ),
    );
  return h("ul", { class: "filter" }, ["", ...SIDES].map(one));
}
