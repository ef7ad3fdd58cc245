// Where the reader is. Every view, with its language, has an address; language, digits and theme are remembered too.

const REMEMBERED = { lang: ["ar", "en"], digits: ["latn", "arab"], theme: ["auto", "light", "dark"] };
const VIEW = ["topic", "speaker", "side", "q"];

/** The address as an object: topic, speaker, side, q (texts, or ""), lang, digits, theme. */
export function read() {
  const given = new URLSearchParams(location.search);
  const place = Object.fromEntries(VIEW.map((name) => [name, given.get(name) ?? ""]));
  for (const name of Object.keys(REMEMBERED)) place[name] = choice(name, given.get(name));
  return place;
}

function choice(name, given) {
  const known = REMEMBERED[name];
  if (known.includes(given)) remember(name, given);
  const value = known.includes(given) ? given : recall(name);
  return known.includes(value) ? value : known[0];
}

/** The address of `view` (topic, speaker, side, q) in the language that `place` has. */
export function link(place, view) {
  const query = new URLSearchParams();
  for (const name of VIEW) if (view[name]) query.set(name, view[name]);
  for (const name of ["lang", "digits"]) if (place[name] !== REMEMBERED[name][0]) query.set(name, place[name]);
  return query.size ? `/?${query}` : "/";
}

/** The address of where the reader is, with something changed. */
export const changed = (place, changes) => link({ ...place, ...changes }, { ...place, ...changes });

/** Keep a choice for the next visit; a browser that keeps nothing is no fault. */
export function remember(name, value) {
  try {
    localStorage.setItem(`tasrih.${name}`, value);
  } catch {
    // private windows
  }
}

function recall(name) {
  try {
    return localStorage.getItem(`tasrih.${name}`);
  } catch {
    return null;
  }
}
