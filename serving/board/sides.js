// Support, neutral, oppose: as bars, signs, words and squares. Never colour alone: each side has a sign and a pattern.

import { h } from "./dom.js";

export const SIDES = ["support", "neutral", "oppose"];
const SIGNS = { support: "+", neutral: "○", oppose: "−", even: "=" };
const CHART = { width: 8, gap: 2, height: 40 };

/** The sides of a row or of `[support, neutral, oppose]`, as an object. */
export const sidesOf = (row) =>
  Array.isArray(row)
    ? { support: row[0], neutral: row[1], oppose: row[2] }
    : { support: row.support, neutral: row.neutral, oppose: row.oppose };

export const total = (sides) => sides.support + sides.neutral + sides.oppose;

/** The sides of all columns together. */
export function sumOf(columns) {
  const sums = { support: 0, neutral: 0, oppose: 0 };
  for (const column of columns.map(sidesOf)) for (const side of SIDES) sums[side] += column[side];
  return sums;
}

/** The side that leads: support or oppose, "even" where both are the same, "neutral" where nobody took either. */
export function leading({ support, oppose }) {
  if (!support && !oppose) return "neutral";
  if (support === oppose) return "even";
  return support > oppose ? "support" : "oppose";
}

/** The sign of a side, for eyes only: words stand beside it, or in a label. */
export const sign = (side) => h("span", { class: `sign ${side}`, "aria-hidden": "true" }, SIGNS[side]);

/** A side in words with its sign. */
export const badge = (w, side) => h("span", { class: `badge ${side}` }, sign(side), w[side]);

/** A bar of the three sides, with the counts and shares in words under it. */
export function bar(w, f, sides) {
  const shares = f.percents(SIDES.map((side) => sides[side]));
  const part = (side) => sides[side] > 0 && h("span", { class: `part ${side}`, vars: { "--share": sides[side] } });
  return h(
    "div",
    { class: "sides" },
    h("div", { class: "bar", "aria-hidden": "true" }, SIDES.map(part)),
    h(
      "ul",
      { class: "counts", "aria-label": w.sides },
      SIDES.map((side, at) => countOf(w, f, side, sides[side], shares[at])),
    ),
  );
}

function countOf(w, f, side, count, share) {
  return h(
    "li",
    { class: `count ${side}`, "data-key": side },
    h("span", { class: "word" }, sign(side), w[side]),
    " ",
    h(
      "span",
      { class: "much" },
      h("b", { "data-count": count }, f.number(count)),
      " ",
      h("span", { class: "share" }, `(${share})`),
    ),
  );
}

/** Columns of sides over time, left to right in both languages; `label` says in words what is to be seen. */
export function chart(columns, label, titles = []) {
  const step = CHART.width + CHART.gap;
  const highest = Math.max(1, ...columns.map((column) => total(sidesOf(column))));
  const width = Math.max(step * columns.length - CHART.gap, 1);
  return h(
    "svg",
    {
      class: "chart",
      role: "img",
      "aria-label": label,
      viewBox: `0 0 ${width} ${CHART.height}`,
      preserveAspectRatio: "none",
    },
    h("rect", { class: "ground", x: 0, y: CHART.height - 1, width, height: 1 }),
    columns.map((column, at) => stack(sidesOf(column), at * step, highest, titles[at])),
  );
}

/** One column: oppose at the ground, support on top. */
function stack(sides, x, highest, title) {
  let y = CHART.height;
  return ["oppose", "neutral", "support"].flatMap((side) => {
    const height = (sides[side] / highest) * CHART.height;
    y -= height;
    const shape = { class: side, x, y: y.toFixed(2), width: CHART.width, height: height.toFixed(2) };
    return height ? [h("rect", shape, title ? h("title", {}, title) : null)] : [];
  });
}

/** A square for each column with the sign of the side that leads in it; empty where nothing was said. */
export function strip(columns, label, titles) {
  const square = (column, at) => {
    const sides = sidesOf(column);
    const side = total(sides) ? leading(sides) : "none";
    return h("span", { class: `square ${side}`, title: side !== "none" && titles[at] }, SIGNS[side] ?? "");
  };
  return h(
    "div",
    { class: "strip", dir: "ltr", role: "img", "aria-label": label, vars: { "--columns": columns.length } },
    columns.map(square),
  );
}

/** The sides in words: "support 3, neutral 1, oppose 2". */
export const inWords = (w, f, sides) => SIDES.map((side) => `${w[side]} ${f.number(sides[side])}`).join(w.and);
