// Statements as cards: who, with which words around it, what, and which of these words show the side.

import { link } from "./address.js";
import { bdi, h, kept } from "./dom.js";
import { passage } from "./passage.js";
import { badge } from "./sides.js";

/** A statement. `on` is the topic of the page: its side is shown; else each topic's is. `before` opens what came before. */
export function card(c, said, on = "") {
  const when = said.published && c.f.ago(said.published);
  const signs = [
    said,
    c.place.lang,
    c.place.digits,
    when,
    said.topics.map((id) => c.label(id)),
    c.earlier(said.id),
  ];
  return kept(said.id, signs, () => builtCard(c, said, on));
}

function builtCard(c, said, on) {
  const name = said.speaker.name || c.w.unnamed;
  return h(
    "article",
    { class: "card", "aria-label": `${name}${c.w.and}${c.w.acts[said.cue.act]}` },
    h(
      "header",
      {},
      speaker(c, said.speaker),
      said.speaker.role ? h("span", { class: "role" }, bdi(said.speaker.role)) : null,
      stances(c, said, on),
    ),
    h("p", { class: "passage", lang: "ar", dir: "rtl" }, passage(said, on)),
    foot(c, said),
    on && said.speaker.name ? before(c, said, on) : null,
  );
}

export function speaker(c, { id, name }) {
  if (!name) return h("span", { class: "speaker" }, c.w.unnamed);
  return h("a", { class: "speaker", href: link(c.place, { speaker: id }) }, bdi(name));
}

export const topicLink = (c, id, label) =>
  h("a", { class: "topic", href: link(c.place, { topic: id }) }, bdi(label ?? c.label(id)));

function stances(c, said, on) {
  const shown = said.stances.filter((stance) => !on || stance.topic === on).slice(0, 4);
  const one = ({ topic, polarity }) =>
    h("li", { class: polarity }, badge(c.w, polarity), on ? null : topicLink(c, topic));
  return h("ul", { class: "stances" }, shown.map(one));
}

function foot(c, said) {
  const { w, f } = c;
  const parts = [
    h("span", { class: "act" }, w.acts[said.cue.act]),
    said.medium && w.media[said.medium.kind] ? w.media[said.medium.kind] : null,
    said.addressee?.name ? [`${w.to} `, bdi(said.addressee.name)] : null,
    said.attribution.length ? [`${w.relayedBy} `, bdi(said.attribution.map(({ name }) => name).join(w.and))] : null,
    source(said),
    said.published
      ? h("time", { datetime: said.published, title: f.instant(said.published) }, f.ago(said.published))
      : null,
  ];
  return h(
    "footer",
    {},
    h(
      "ul",
      { class: "facts" },
      parts.filter(Boolean).map((part) => h("li", {}, part)),
    ),
  );
}

/** The source; a link where the article's uri is one that a browser can follow safely. */
function source({ source: name, article_uri: uri }) {
  if (!/^https?:\/\//.test(uri)) return name ? h("span", { title: uri }, bdi(name)) : null;
  return h("a", { href: uri, rel: "noopener noreferrer", target: "_blank" }, bdi(name ?? new URL(uri).hostname));
}

/** How many statements came while others are read, and the way to them. */
export function newer({ w, f }, { waiting }) {
  if (!waiting) return null;
  return h("button", { class: "newer", type: "button", "data-do": "newest" }, f.counted(w.newStatements, waiting));
}

/** What the same speaker said before; it is asked for when it is opened. */
function before(c, said, on) {
  const earlier = c.earlier(said.id);
  return h(
    "details",
    {
      class: "before",
      "data-before": said.id,
      "data-speaker": said.speaker.id,
      "data-topic": on,
      "data-published": said.published ?? "",
    },
    h("summary", {}, c.w.before),
    earlier
      ? h("ol", {}, earlier.length ? earlier.map((one) => shortCard(c, one, on)) : h("li", {}, c.w.beforeNothing))
      : null,
  );
}

function shortCard(c, said, on) {
  const stance = said.stances.find(({ topic }) => topic === on);
  return h(
    "li",
    { "data-key": said.id },
    stance ? badge(c.w, stance.polarity) : null,
    said.published ? h("time", { datetime: said.published }, c.f.ago(said.published)) : null,
    h("p", { lang: "ar", dir: "rtl" }, passage(said, on)),
  );
}
