// Numbers, times and counted words in the reader's language, by Intl. Digits are pinned, for plain `ar` differs by
// country and engine.

const HOUR_MS = 3600e3;
const STEPS = [
  ["day", 24 * HOUR_MS],
  ["hour", HOUR_MS],
  ["minute", 60e3],
  ["second", 1e3],
];
const RELATIVE_DAYS = 6;
const COLUMNS = {
  hour: { day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hour12: false },
  day: { day: "numeric", month: "short" },
  week: { day: "numeric", month: "short", year: "numeric" },
  month: { month: "short", year: "numeric" },
  quarter: { year: "numeric" },
  year: { year: "numeric" },
};

/** The formats of a language ("ar", "en") with its words for quarters, and of digits ("latn", "arab"). */
export function formats(lang, digits, quarters) {
  const locale = lang === "ar" ? `ar-u-nu-${digits}-ca-gregory` : "en-GB";
  const plain = new Intl.NumberFormat(locale);
  const share = new Intl.NumberFormat(locale, { style: "percent" });
  const plural = new Intl.PluralRules(lang);
  const relative = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const date = (options) => new Intl.DateTimeFormat(locale, options);
  const [day, minute, instant] = [
    date({ dateStyle: "long" }),
    date({ hour: "2-digit", minute: "2-digit", hour12: false }),
    date({ day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", hour12: false }),
  ];
  const columns = Object.entries(COLUMNS).map(([unit, options]) => [
    unit,
    date({ ...options, timeZone: unit === "hour" ? undefined : "UTC" }),
  ]);
  const columnFormats = Object.fromEntries(columns);
  const utcDay = date({ dateStyle: "long", timeZone: "UTC" });
  const number = (value) => plain.format(value);

  return {
    number,
    /** The shares of parts in their whole, rounded so that they are 100 % together. */
    percents: (parts) => hundredths(parts).map((part) => share.format(part / 100)),
    counted: (forms, count) => (forms[count] ?? forms[plural.select(count)] ?? forms.other).replace("#", number(count)),
    day: (time) => day.format(new Date(time)),
    utcDay: (time) => utcDay.format(new Date(time)),
    minute: (time) => minute.format(new Date(time)),
    instant: (time) => instant.format(new Date(time)),
    column: (unit, time) => {
      const shown = columnFormats[unit].format(new Date(time));
      return unit === "quarter" ? `${quarters[Math.floor(new Date(time).getUTCMonth() / 3)]} ${shown}` : shown;
    },
    /** How long ago in words, as a date when that is more than some days. */
    ago: (time) => {
      const past = Date.now() - new Date(time);
      if (Math.abs(past) > RELATIVE_DAYS * 24 * HOUR_MS) return day.format(new Date(time));
      const [unit, size] = STEPS.find(([, ms]) => Math.abs(past) >= ms) ?? STEPS.at(-1);
      return relative.format(-Math.round(past / size), unit);
    },
  };
}

/** Parts in hundredths of their sum: what rounding down leaves goes to those that lost most by it. */
function hundredths(parts) {
  const whole = parts.reduce((sum, part) => sum + part, 0);
  if (!whole) return parts;
  const lost = (at) => ((100 * parts[at]) / whole) % 1;
  const down = parts.map((part) => Math.floor((100 * part) / whole));
  const left = down.reduce((rest, part) => rest - part, 100);
  const up = [...parts.keys()].sort((one, other) => lost(other) - lost(one)).slice(0, left);
  return down.map((part, at) => part + up.includes(at));
}

/** A text in which spelling makes no difference: letters only, one form of each. */
export function plain(text) {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}ـ]/gu, "")
    .replace(/[أإآٱ]/g, "ا")
    .replace(/ة/g, "ه")
    .replace(/ى/g, "ي")
    .toLowerCase();
}
