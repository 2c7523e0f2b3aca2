/* What a person asks: a query's parts, and what plain words say of years and venues (papershelf/search/asked.py). */
const PART = new RegExp(`(?:^|\\s)(-?)(?:(${FIELDS.join("|")}):)?(?:"([^"]*)("?)|([^\\s"]+))`, "giu");

/* A query: words, "phrases", -without, and fields such as year:2023.. */
/** @param {string} text @returns {Query} */
function parse(text) {
  /** @type {Query} */
  const query = { words: [], phrases: [], fields: [], without: [] };
  for (const [, minus, kind, quoted, closed, bare] of text.replace(/[“”]/g, '"').matchAll(PART)) {
    const value = quoted === undefined ? bare : quoted;
    if (kind) query.fields.push({ kind: kind.toLowerCase(), value, without: !!minus });
    else if (minus) query.without.push(...(quoted === undefined ? keys(value).map((one) => [one]) : [keys(value)]));
    else {
      query.words.push(...keys(value));
      if (closed && keys(value).length) query.phrases.push(keys(value));
    }
  }
  return query;
}

/* Of a text as long as an abstract, its words once each and without those that say nothing. */
function essential(it, words) {
  return words.length > MOST_ASKED ? Array.from(new Set(words)).filter((word) => !it.stop.has(word)).slice(0, MOST_ASKED) : words;
}

/* The years and venues among the words of a query, and the words that are left. A word that stands beside the year in
   several papers ("VOC 2007") keeps it a word; a venue is one by its whole name, unless texts use these words as well. */
const YEAR = new RegExp(`^${YEAR_FORM}$`);
async function understood(it, words) {
  const fields = [], rest = [];
  if (!words.length) return { fields, rest };
  await far(it, false);
  const years = new Set((it.kinds.get("year") || []).map((one) => one.name)), venues = new Map();
  for (const one of it.kinds.get("venue") || []) {
    const series = one.keys.filter((word) => !YEAR.test(word)), known = venues.get(series.join(" "));
    if (known) known.count += one.count;
    else venues.set(series.join(" "), { count: one.count, series, name: one.name.split(/\s+/).filter((word) => !YEAR.test(word)).join(" ") });
  }
  async function venueAt(at) {
    for (let end = Math.min(words.length, at + LONGEST_VENUE); end > at; end--) {
      const one = venues.get(words.slice(at, end).join(" "));
      if (!one) continue;
      const own = await Promise.all(one.series.filter((word) => !it.stop.has(word)).map((word) => lookUp(it, word)));
      const often = one.series.length < 2 ? own[0] ? own[0].papers.length : Infinity
        : own.every(Boolean) && own.length > 1 ? Math.min(...own.slice(1).map((other, i) => sideBySide(own[i], other).length)) : 0;
      if (often <= 1.5 * one.count) return { end, name: one.name };
    }
    return null;
  }
  async function together(year, other) {
    const [one, two] = await Promise.all([lookUp(it, year), lookUp(it, other)]);
    return one && two && sideBySide(one, two).length + sideBySide(two, one).length > 0;
  }
  for (let at = 0; at < words.length; at++) {
    const venue = await venueAt(at);
    if (venue) {
      fields.push({ kind: "venue", value: venue.name, without: false });
      at = venue.end - 1;
    } else if (years.has(words[at]) && !(at && await together(words[at], words[at - 1])) && !(at + 1 < words.length && await together(words[at], words[at + 1]))) {
      fields.push({ kind: "year", value: words[at], without: false });
    } else rest.push(words[at]);
  }
  return { fields, rest };
}
