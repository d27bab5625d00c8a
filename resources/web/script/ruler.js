// The ruler: calendar steps that fit a scale, each with a small word and, where a greater unit begins, a great one.

const AVERAGE_YEAR = 31556952;
const far = (second) => Math.abs(second) > 8e12; // beyond what dates of the script can say

const yearOf = (second) => (far(second) ? Math.floor(1970 + second / AVERAGE_YEAR) : new Date(second * 1000).getUTCFullYear());

function secondOfYear(year, month = 0) {
  if (Math.abs(year) > 250000) return (year - 1970) * AVERAGE_YEAR;
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / 1000;
}

const rounded = new Intl.NumberFormat(root.lang, { notation: "compact", maximumSignificantDigits: 3 });
const yearWord = (year) => (year > 9999 ? rounded.format(year) : year > 0 ? String(year)
  : fill(words.bce, { year: year > -9999 ? 1 - year : rounded.format(-year) }));

const STEPS = [
  ["hour", 1], ["hour", 3], ["hour", 6], ["hour", 12], ["day", 1], ["day", 2], ["day", 7], ["month", 1], ["month", 3], ["month", 6],
  ...[1, 2, 5].map((n) => ["year", n]),
  ...Array.from({ length: 9 }, (_, power) => [1, 2, 5].map((n) => ["year", n * 10 ** (power + 1)])).flat(),
];
const LENGTH = { hour: 3600, day: DAY, month: AVERAGE_YEAR / 12, year: AVERAGE_YEAR };

/** Gives the lines of a ruler from `from` to `to` that are at least `least` seconds apart. */
function rulerLines(from, to, least) {
  const [unit, count] = STEPS.find(([name, n]) => LENGTH[name] * n >= least) ?? STEPS.at(-1);
  const lines = [];
  if (unit === "year") {
    for (let year = Math.floor(yearOf(from) / count) * count; ; year += count) {
      const at = secondOfYear(year);
      if (at > to || lines.length > 200) break;
      lines.push({ at, small: yearWord(year), great: "" });
    }
  } else if (unit === "month") {
    const first = new Date(from * 1000);
    for (let month = Math.floor(first.getUTCMonth() / count) * count, year = first.getUTCFullYear(); ; month += count) {
      const at = secondOfYear(year, month), named = ((month % 12) + 12) % 12;
      if (at > to || lines.length > 200) break;
      lines.push({ at, small: facts.months[named], great: named === 0 ? yearWord(yearOf(at)) : "" });
    }
  } else {
    const length = LENGTH[unit] * count;
    for (let at = Math.floor(from / length) * length; at <= to && lines.length < 200; at += length) {
      const date = new Date(at * 1000), month = facts.months[date.getUTCMonth()], day = date.getUTCDate();
      if (unit === "day") lines.push({ at, small: String(day), great: day <= count ? `${month} ${yearWord(date.getUTCFullYear())}` : "" });
      else {
        const hour = date.getUTCHours();
        lines.push({ at, small: `${String(hour).padStart(2, "0")}:00`, great: hour === 0 ? dateWord(date) : "" });
      }
    }
  }
  return { lines, unit };
}

/** Words a day with its month and year, in the order and the forms of the language. */
const dateWord = (date) => facts.days[date.getUTCMonth()].replace("#", date.getUTCDate()).replace("%", yearWord(date.getUTCFullYear()));

/** Words the greater unit that holds a second, for the left edge of the ruler. */
function greatWord(second, unit) {
  if (unit === "year") return "";
  const date = new Date(second * 1000), year = yearWord(date.getUTCFullYear()), month = facts.months[date.getUTCMonth()];
  return unit === "month" ? year : unit === "day" ? `${month} ${year}` : dateWord(date);
}
