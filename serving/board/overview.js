// The overview: every topic with its sides, its last 24 hours and who leads each side; and the latest statements.

import { link } from "./address.js";
import { card, newer, speaker, topicLink } from "./cards.js";
import { bdi, h, kept } from "./dom.js";
import { plain } from "./format.js";
import { key } from "./passage.js";
import { bar, chart, inWords, sidesOf, sign, SIDES, sumOf } from "./sides.js";
import { PEOPLE } from "./store.js";

/** The overview of `store.overview`; null while nothing is known. */
export function overview(c, store) {
  const { overview: known } = store;
  if (!known.topics.size) return nothingYet(c);
  const found = matching(store);
  const [listed, heard] = [topics(c, known, found, store), people(c, store)];
  const parts = found.length ? [listed, heard] : [heard, listed];
  return h(
    "div",
    { class: "overview" },
    h("div", { class: "board" }, summary(c, known, store), parts),
    feed(c, store),
  );
}

function nothingYet({ w }) {
  return h(
    "div",
    { class: "notice" },
    h("h1", {}, w.nothingYet),
    h("p", {}, w.nothingYetMore),
    h("p", {}, h("code", { dir: "ltr" }, "tasrih feed articles.jsonl")),
  );
}

/** The topics that a search finds, in their order. */
export function matching({ overview: { topics }, order, place }) {
  const words = plain(place.q).split(/\s+/).filter(Boolean);
  const all = order.map((id) => topics.get(id)).filter(Boolean);
  return all.filter((topic) => words.every((word) => labels(topic).some((text) => text.includes(word))));
}

const labels = ({ topic, label }) => [topic, label?.ar ?? "", label?.en ?? ""].map(plain);

/** What is looked at, how fresh it is, and what the order means. */
function summary(c, known, store) {
  const { w, f } = c;
  const statements = [...known.topics.values()].reduce((sum, topic) => sum + topic.articles, 0);
  return h(
    "section",
    { class: "summary" },
    h("h1", {}, w.tagline),
    h("p", { class: "jump" }, h("a", { href: "#latest" }, w.latest)),
    h(
      "ul",
      { class: "facts" },
      h("li", {}, f.counted(w.topicsCount, known.topics.size)),
      statements && known.newest ? h("li", {}, w.newest(f.ago(known.newest))) : null,
      known.updated ? h("li", {}, w.arrived(f.ago(known.updated))) : null,
      store.rate ? h("li", {}, w.rate(f.counted(w.statements, store.rate))) : null,
    ),
    known.running || !known.since || c.place.q ? null : h("p", { class: "quiet" }, w.old),
  );
}

/** When what "moved" began, in words. */
export function moved({ w, f }, { running, since }) {
  if (!since) return "";
  return running ? w.movedSince(f.minute(since)) : w.movedIn(f.day(since), f.minute(since));
}

function people(c, store) {
  const { w, f, place } = c;
  if (!place.q || !store.people) return null;
  if (!store.people.length) return null;
  const one = (person) =>
    h(
      "li",
      { "data-key": person.id },
      speaker(c, person),
      h("span", { class: "quiet" }, f.counted(w.topicsCount, person.topics)),
      counts(c, person),
    );
  return h(
    "section",
    { class: "people", "aria-labelledby": "people", "data-key": "people" },
    h("h2", { id: "people" }, w.speakers),
    h("ul", {}, store.people.map(one)),
    store.people.length < PEOPLE ? null : h("p", { class: "quiet" }, w.firstSpeakers(f.counted(w.speakersCount, PEOPLE))),
  );
}

const counts = ({ w, f }, person) =>
  h(
    "ul",
    { class: "counts small", "aria-label": w.sides },
    SIDES.map((side) =>
      h(
        "li",
        { class: `count ${side}` },
        sign(side),
        h("span", { class: "unseen" }, w[side]),
        " ",
        h("b", {}, f.number(person[side])),
      ),
    ),
  );

function topics(c, known, found, { shown, people }) {
  const { w } = c;
  return h(
    "section",
    { class: "topics", "aria-labelledby": "topics", "data-key": "topics" },
    h(
      "div",
      { class: "heading" },
      h("h2", { id: "topics" }, w.topics),
      known.since && found.length ? h("p", { class: "quiet" }, w.orderedBy(moved(c, known))) : null,
    ),
    found.length
      ? null
      : h(
          "p",
          { class: people?.length ? "quiet" : "notice" },
          `${people?.length === 0 ? w.noMatch : w.noTopic} `,
          h("a", { href: link(c.place, {}) }, w.clear),
        ),
    found.length ? columns(c, known) : null,
    found.length ? h("ol", { class: "list", id: "rows" }, rows(c, known, found.slice(0, shown))) : null,
    found.length > shown ? h("button", { class: "more", type: "button", "data-do": "more" }, w.showMore) : null,
  );
}

const rows = (c, known, found) => found.map((topic) => row(c, known, topic));

/** The heads of the columns, for eyes on a wide screen: in each row the words say the same. */
function columns({ w, f }, known) {
  const [first, last] = known.running
    ? [w.ago24, w.now]
    : [known.hours[0], known.hours.at(-1)].map((hour) => hour && f.column("day", hour));
  return h(
    "div",
    { class: "columns", "aria-hidden": "true" },
    h("span", {}, w.topicColumn),
    h("span", {}, w.sidesColumn),
    h(
      "span",
      {},
      known.running ? w.recentColumn : w.recentWithData,
      h("span", { class: "ends", dir: "ltr" }, bdi(first ?? ""), bdi(last ?? "")),
    ),
    h("span", {}, w.whoColumn),
  );
}

function row(c, known, topic) {
  const { hours, since, running } = known;
  const signs = [topic, c.label(topic.topic), c.place.lang, c.place.digits, hours[0], since, running];
  return kept(topic.topic, signs, () => builtRow(c, known, topic));
}

function builtRow(c, known, topic) {
  return h(
    "li",
    { class: "row" },
    h("div", { class: "name" }, h("h3", {}, topicLink(c, topic.topic)), facts(c, known, topic)),
    bar(c.w, c.f, topic),
    recent(c, known, topic),
    leaders(c, topic),
  );
}

function facts(c, known, topic) {
  const { w, f } = c;
  return h(
    "p",
    { class: "quiet" },
    h("span", { "data-count": topic.statements }, f.counted(w.statements, topic.statements)),
    topic.moved
      ? h(
          "span",
          { class: "moved", "data-count": topic.moved, title: moved(c, known) },
          h("span", { "aria-hidden": "true" }, `▲\u00a0${f.number(topic.moved)}`),
          h("span", { class: "unseen" }, `${w.and}${w.movedCount(f.number(topic.moved))}`),
        )
      : null,
  );
}

function recent(c, known, topic) {
  const { w, f } = c;
  const label = `${known.running ? w.recentColumn : w.recentWithData}: ${inWords(w, f, sumOf(topic.hours))}`;
  const titles = topic.hours.map((hour, at) => `${f.instant(known.hours[at])}: ${inWords(w, f, sidesOf(hour))}`);
  return h("div", { class: "recent" }, chart(topic.hours, label, titles));
}

function leaders(c, topic) {
  const side = (name, leading) =>
    leading.length
      ? h(
          "li",
          { class: name },
          sign(name),
          h("span", { class: "unseen" }, `${c.w[name]}: `),
          h(
            "ul",
            {},
            leading.map((one) => leader(c, one)),
          ),
        )
      : null;
  return h("ul", { class: "leaders", "aria-label": c.w.whoColumn }, side("support", topic.supporting), side("oppose", topic.opposing));
}

/** A name with its number, which never stands alone on a line. */
const leader = (c, one) =>
  h(
    "li",
    { "data-key": one.id },
    speaker(c, one),
    h("span", { class: "quiet", "aria-hidden": "true" }, `\u00a0${c.f.number(one.statements)}`),
    h("span", { class: "unseen" }, `${c.w.and}${c.f.counted(c.w.statements, one.statements)}`),
  );

function feed(c, store) {
  return h(
    "aside",
    { class: "feed", "aria-labelledby": "latest" },
    h("div", { class: "heading" }, h("h2", { id: "latest", tabindex: "-1" }, c.w.latest), newer(c, store)),
    key(c),
    h(
      "div",
      { role: "log", "aria-live": "off", "aria-labelledby": "latest", tabindex: "0", class: "log", id: "statements" },
      store.listed.map((said) => card(c, said)),
    ),
  );
}
