// Elements as values: views build what should be there, `morph` changes what is there into it. Text is only ever set
// as text, so that nothing an article says becomes markup.

const SVG = "http://www.w3.org/2000/svg";
const SVG_TAGS = new Set(["svg", "rect", "line", "path", "title"]);
const ARABIC = /\p{Script=Arabic}/u;
const MARKED_MS = 2500;

/**
 * An element. `attributes` are set as they are; `vars` (an object) become custom properties, for the policy of the
 * page allows no style attributes; false, null and undefined leave an attribute out.
 */
export function h(tag, attributes = {}, ...children) {
  const element = SVG_TAGS.has(tag) ? document.createElementNS(SVG, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) set(element, name, value);
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

function set(element, name, value) {
  if (value === false || value === null || value === undefined) return;
  if (name === "vars") for (const [key, part] of Object.entries(value)) element.style.setProperty(key, part);
  else element.setAttribute(name, value === true ? "" : String(value));
}

/**
 * A name or another text of unknown direction, kept from mixing with what stands around it, and read aloud as the
 * language of its letters.
 */
export const bdi = (text) => h("bdi", { lang: ARABIC.test(text) ? "ar" : null }, text);

/**
 * An element that is built only when `signs` (values that JSON can write) are others than those it was built of before:
 * most of a busy page stays as it is.
 */
export function kept(key, signs, build) {
  const stand = h("template", { "data-key": key, "data-signs": JSON.stringify(signs) });
  stand.build = () => {
    const element = build();
    element.dataset.key = key;
    element.signs = stand.dataset.signs;
    return element;
  };
  return stand;
}

/** A subtree with all that was only to be built if need be. */
function built(node) {
  if (node.build) return built(node.build());
  for (const stand of node.querySelectorAll?.("template") ?? []) stand.replaceWith(built(stand));
  return node;
}

/** Make the children of `place` what `children` are; elements with the same `data-key` are the same. */
export function fill(place, ...children) {
  morphChildren(place, h("div", {}, ...children));
}

function morph(old, wanted) {
  if (old.nodeType === Node.TEXT_NODE) {
    if (old.data !== wanted.data) old.data = wanted.data;
    return;
  }
  if (old.dataset.count !== undefined && old.dataset.count !== wanted.dataset.count) mark(old);
  morphAttributes(old, wanted);
  morphChildren(old, wanted);
}

function renew(old, wanted) {
  const element = wanted.build ? wanted.build() : wanted;
  old.signs = element.signs;
  morph(old, element);
}

/** What a reader has opened or typed, and the mark of a change, is theirs or passes by itself. */
function isKept(element, name) {
  return name === "data-changed" || name === "style" || (name === "open" && element.localName === "details");
}

function morphAttributes(old, wanted) {
  for (const { name } of [...old.attributes])
    if (!wanted.hasAttribute(name) && !isKept(old, name)) old.removeAttribute(name);
  for (const { name, value } of wanted.attributes)
    if (!isKept(old, name) && old.getAttribute(name) !== value) old.setAttribute(name, value);
  if (old.style.cssText !== wanted.style.cssText) old.style.cssText = wanted.style.cssText;
}

function morphChildren(old, wanted) {
  const keyed = new Map();
  for (const child of old.children) if (child.dataset.key) keyed.set(child.dataset.key, child);
  let at = old.firstChild;
  for (const next of [...wanted.childNodes]) {
    const same = counterpart(next, at, keyed);
    if (!same) old.insertBefore(built(next), at);
    else if (same === at) at = at.nextSibling;
    else old.insertBefore(same, at);
    if (same && !(next.build && same.signs === next.dataset.signs)) renew(same, next);
  }
  while (at) at = removeAndNext(at);
}

function removeAndNext(node) {
  const next = node.nextSibling;
  node.remove();
  return next;
}

/** The node that stands for `wanted` already, if there is one. */
function counterpart(wanted, at, keyed) {
  const key = wanted.dataset?.key;
  if (key) {
    const found = keyed.get(key);
    keyed.delete(key);
    return wanted.build || found?.nodeName === wanted.nodeName ? found : undefined;
  }
  const alike = at && at.nodeName === wanted.nodeName && !at.dataset?.key;
  return alike ? at : undefined;
}

/** Say quietly that a number has changed. */
function mark(element) {
  element.dataset.changed = "";
  clearTimeout(element.unmark);
  element.unmark = setTimeout(() => delete element.dataset.changed, MARKED_MS);
}
