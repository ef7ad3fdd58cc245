// A statement in its sentence: the words that attribute, what was said, and in it what shows the side. Each is marked in
// a way of its own, by lines and weight too and never by colour alone; to those who listen it is one running text.

import { h } from "./dom.js";

const ELLIPSIS = "…";

/** The passage of a statement; with `on`, a topic's id, the evidence for this topic alone. */
export function passage(said, on) {
  const marks = marksOf(said, on);
  const { content, sentence } = said;
  const pieces = sentence ? [sentence] : apart(said);
  const parts = pieces.flatMap((piece, at) => [at ? between(pieces[at - 1], piece) : "", drawn(piece, marks)]);
  const [first, last] = [pieces[0], pieces.at(-1)];
  return [first.start > content.start ? `${ELLIPSIS} ` : "", parts, last.end < content.end ? ` ${ELLIPSIS}` : ""];
}

/** What is marked: names of classes with stretches of the field, whose offsets count code points. */
function marksOf({ content, cue, speaker, stances }, on) {
  const named = (name, span) => ({ name, start: span.start, end: span.end });
  const shown = stances.filter(({ topic, evidence }) => evidence && (!on || topic === on));
  return [
    named("content", content),
    named("cue", cue),
    speaker.mention ? named("by", speaker.mention) : null,
    ...shown.map(({ evidence, polarity }) => named(`evidence ${polarity}`, evidence)),
  ].filter(Boolean);
}

/** Of an event that an older version wrote, without the sentence: the content, and what is known of the words around. */
function apart({ content, cue, speaker, medium, addressee }) {
  const found = [];
  for (const span of [content, speaker.mention, cue, medium, addressee?.mention])
    if (span?.text && found.every((other) => span.end <= other.start || span.start >= other.end)) found.push(span);
  return found.sort((one, other) => one.start - other.start);
}

const between = (one, other) => (other.start - one.end > 1 ? ` ${ELLIPSIS} ` : other.start > one.end ? " " : "");

/** A stretch of the field, each part of it that is marked in an element of its own. */
function drawn({ text, start }, marks) {
  const letters = Array.from(text);
  const cut = (place) => Math.min(Math.max(place - start, 0), letters.length);
  const inside = marks.map((mark) => ({ ...mark, start: cut(mark.start), end: cut(mark.end) }));
  const places = new Set([0, letters.length, ...inside.flatMap((mark) => [mark.start, mark.end])]);
  const sorted = [...places].sort((one, other) => one - other);
  return sorted.slice(1).map((end, at) => {
    const names = inside.filter((mark) => mark.start <= sorted[at] && mark.end >= end).map(({ name }) => name);
    const part = letters.slice(sorted[at], end).join("");
    return names.length ? h("span", { class: names.join(" ") }, part) : part;
  });
}

/** What the marks mean, for eyes: who listens is told by the words of the card. */
export const key = ({ w }) =>
  h(
    "p",
    { class: "key", "aria-hidden": "true" },
    Object.entries(w.marks).map(([name, words]) => h("span", { class: name }, words)),
  );
