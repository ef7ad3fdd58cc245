// Who stands where over time: a line for each speaker of a topic, or each topic of a speaker.

import { bdi, h, kept } from "./dom.js";
import { badge, chart, inWords, leading, SIDES, sidesOf, sign, strip, sumOf, total } from "./sides.js";

/** The lines of a view; `named(line)` makes the link of each, `key(line)` tells them apart. */
export function lines(c, view, all, named, key) {
  return h(
    "div",
    { class: "lines" },
    ends(c, view),
    h(
      "ol",
      { class: "list" },
      all.map((line) => row(c, view, line, named, key(line))),
    ),
  );
}

/** Both ends of the time axis in words; time runs left to right in both languages. */
export function ends({ w, f }, { unit, starts }) {
  if (!starts.length) return null;
  const [first, last] = [starts[0], starts.at(-1)].map((start) => f.column(unit, start));
  const other = first === last ? null : [h("span", { class: "unseen" }, ` ${w.until} `), bdi(last)];
  return h("p", { class: "ends", dir: "ltr" }, bdi(first), other);
}

function row(c, view, line, named, key) {
  return kept(key, [line, view.starts[0], c.place.lang, c.place.digits], () => builtRow(c, view, line, named));
}

function builtRow(c, view, line, named) {
  const sides = sidesOf(line.sides);
  return h(
    "li",
    { class: "line" },
    h("div", { class: "who" }, named(line), numbers(c, sides)),
    strip(line.over, summary(c, view, line), titles(c, view, line.over)),
    line.changes.length ? h("p", { class: "turned" }, turned(c, line.changes)) : null,
  );
}

function numbers({ w, f }, sides) {
  const one = (side) =>
    h(
      "li",
      { class: `count ${side}`, "data-key": side },
      sign(side),
      h("span", { class: "unseen" }, w[side]),
      " ",
      h("b", { "data-count": sides[side] }, f.number(sides[side])),
    );
  return h("ul", { class: "counts small", "aria-label": w.sides }, SIDES.map(one));
}

/** A column in words: "June 2017: support 3, neutral 1, oppose 2". */
const titles = ({ w, f }, { unit, starts }, over) =>
  over.map((column, at) => `${f.column(unit, starts[at])}: ${inWords(w, f, sidesOf(column))}`);

/** A strip in words: each column in which something was said, with the side that leads in it. */
function summary({ w, f }, { unit, starts }, { over }) {
  const said = over.map((column, at) => [sidesOf(column), starts[at]]).filter(([sides]) => total(sides));
  const words = said.map(([sides, start]) => `${f.column(unit, start)} ${w[leading(sides)]}`);
  return `${w.overTime} ${w.units[unit]}: ${words.join(w.and)}`;
}

function turned({ w, f }, changes) {
  const { before, after, day } = changes.at(-1);
  const last = changes.length > 1 ? w.changedLastOn : w.changedOn;
  return `${f.counted(w.changesCount, changes.length)}${w.and}${last(w[before], w[after], f.utcDay(day))}`;
}

/** The chart of all together, with its axis in words. */
export function overTime(c, view, over) {
  const { w, f } = c;
  const label = `${w.overTime} ${w.units[view.unit]}: ${inWords(w, f, sumOf(over))}`;
  const highest = Math.max(0, ...over.map((column) => total(sidesOf(column))));
  return h(
    "figure",
    { class: "over-time", vars: { "--columns": over.length } },
    chart(over, label, titles(c, view, over)),
    ends(c, view),
    h("figcaption", { class: "quiet" }, w.highest(f.counted(w.statements, highest))),
    inNumbers(c, view, over),
  );
}

/** The same as a table, for those who touch or listen: nothing is told by hovering alone. */
function inNumbers({ w, f }, { unit, starts }, over) {
  const head = (text) => h("th", { scope: "col" }, text);
  const row = (sides, at) =>
    h(
      "tr",
      { "data-key": starts[at] },
      h("th", { scope: "row" }, f.column(unit, starts[at])),
      SIDES.map((side) => h("td", {}, f.number(sides[side]))),
    );
  return h(
    "details",
    { class: "numbers" },
    h("summary", {}, w.inNumbers),
    h(
      "table",
      {},
      h("thead", {}, h("tr", {}, head(w.period), SIDES.map((side) => head(w[side])))),
      h("tbody", {}, over.map(sidesOf).map((sides, at) => (total(sides) ? row(sides, at) : null))),
    ),
  );
}

/** All changes of side of a speaker, the latest first: on which topic, from what to what, when. */
export function changesOf(c, all, named) {
  const { w, f } = c;
  const found = all.flatMap((line) => line.changes.map((change) => ({ line, change })));
  found.sort((one, other) => (one.change.day < other.change.day ? 1 : -1));
  if (!found.length) return h("p", { class: "quiet" }, w.noChanges);
  const one = ({ line, change }) =>
    h(
      "li",
      { "data-key": `${line.topic}/${change.day}` },
      h("time", { datetime: change.day }, f.utcDay(change.day)),
      named(line),
      h(
        "span",
        { class: "turn" },
        badge(w, change.before),
        h("span", { class: "arrow", "aria-hidden": "true" }),
        badge(w, change.after),
      ),
    );
  return [h("p", { class: "quiet" }, w.changesMean), h("ol", { class: "changes" }, found.slice(0, 20).map(one))];
}
