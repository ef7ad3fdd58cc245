// Statements as cards: who, with which words around it, what, and which of these words show the side.

import { link } from "./address.js";
import { bdi, h, kept } from "./dom.js";
import { badge } from "./sides.js";

const ELLIPSIS = " … ";

/** A statement. `on` is the topic of the page: its side is shown; else each topic's is. `before` opens what came before. */
export function card(c, said, on = "") {
  const when = said.published && c.f.ago(said.published);
  const signs = [
    said.article_version,
    c.place.lang,
    c.place.digits,
    when,
    said.topics.map((id) => c.label(id)),
    c.earlier(said.id),
  ];
  return kept(said.id, signs, () => builtCard(c, said, on));
}

function builtCard(c, said, on) {
  return h(
    "article",
    { class: "card" },
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

/** The sentence as far as it is known: the words that attribute, and the content with the evidence marked. */
function passage(said, on) {
  const content = { ...said.content, node: content_(said, on) };
  const around = [said.speaker.mention, said.cue, said.medium, said.addressee?.mention].filter(Boolean);
  const apart = [];
  for (const span of [content, ...around])
    if (span.text && apart.every((other) => span.end <= other.start || span.start >= other.end)) apart.push(span);
  apart.sort((one, other) => one.start - other.start);
  return apart.flatMap((span, at) => [
    at ? between(apart[at - 1], span) : "",
    span.node ?? h("span", { class: "around" }, span.text),
  ]);
}

const between = (one, other) => (other.start - one.end > 1 ? ELLIPSIS : other.start > one.end ? " " : "");

/** The content, its evidence marked. Offsets count code points of the field. */
function content_(said, on) {
  const letters = Array.from(said.content.text);
  const spans = said.stances
    .filter(({ topic, evidence }) => evidence && (!on || topic === on))
    .map(({ evidence, polarity }) => ({
      start: evidence.start - said.content.start,
      end: evidence.end - said.content.start,
      polarity,
    }))
    .filter(({ start, end }) => start >= 0 && end <= letters.length)
    .sort((one, other) => one.start - other.start);
  const parts = [];
  let at = 0;
  for (const { start, end, polarity } of spans) {
    if (start < at) continue;
    parts.push(letters.slice(at, start).join(""), h("mark", { class: polarity }, letters.slice(start, end).join("")));
    at = end;
  }
  return h("span", { class: "content" }, parts, letters.slice(at).join(""));
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
