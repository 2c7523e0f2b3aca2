/* An answer: which papers, in which order (papershelf/search/engine.py). */
/* Among so many papers one whose title the query is comes first. */
const TITLES = 10;
const PLACES = 6;

/* An answer: papers in the order of their scores, what was found of each word, how the results divide. */
async function search(text, filters, typing, literal) {
  const it = await open(), { paper: one, alone } = await named(it, text);
  if (one >= 0 && alone) return { it, papers: [one], found: [], joined: [], shorts: [], places: [], understood: [], ahead: [one], named: true };
  const query = parse(text), unfinished = typing && /[\p{L}\p{N}]$/u.test(text);
  query.words = essential(it, query.words);
  let { papers, asked } = await answered(it, query, filters, unfinished);
  /** @type {{fields: FieldPart[], rest: string[]}} */
  let taken = { fields: [], rest: query.words };
  const literally = papers;
  if (!literal) taken = await understood(it, query.words);
  if (taken.fields.length && papers.length) {
    const title = new Set(keys((await card(it, papers[0])).title));
    if (query.words.every((word) => title.has(word))) taken = { fields: [], rest: query.words };
  }
  if (taken.fields.length) {
    const narrowed = { ...query, words: taken.rest, fields: query.fields.concat(taken.fields) }, instead = await answered(it, narrowed, filters, unfinished);
    if (instead.papers.length || !literally.length) ({ papers, asked } = instead);
    else taken = { fields: [], rest: query.words };
  }
  const introduced = query.words.length ? await introducers(it, query.words) : null;
  const said = keys(text).join(" "), titles = await Promise.all(papers.slice(0, TITLES).map((paper) => card(it, paper)));
  const called = papers.filter((_, i) => i < titles.length && keys(titles[i].title).join(" ") === said);
  const ahead = one >= 0 ? [one] : called.length ? called : papers.filter((paper) => introduced && introduced.papers.includes(paper));
  return { it, papers: ahead.concat(papers.filter((paper) => !ahead.includes(paper))),
    found: asked.found, joined: asked.joined, shorts: asked.shorts, longs: asked.longs, places: await places(it, query), understood: taken.fields, ahead, introduced: !!introduced, empty: query.words.length > 0 && query.words.every((word) => it.stop.has(word)) };
}

/* Of a text as long as an abstract, its words once each and without those that say nothing. */
function essential(it, words) {
  return words.length > MOST_ASKED ? Array.from(new Set(words)).filter((word) => !it.stop.has(word)).slice(0, MOST_ASKED) : words;
}

async function answered(it, query, filters, unfinished) {
  const asked = await resolveAll(it, query.words, unfinished ? query.words.length - 1 : -1), allowed = await allow(it, query, filters);
  return { asked, papers: rank(it, asked, allowed, allowed && !query.words.length) };
}

/* The years and venues among the words of a query, and the words that are left. A word that stands beside the year in
   several papers ("VOC 2007") keeps it a word; a venue is one by its whole name, unless that is an ordinary word. */
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
      if (one.series.length > 1) return { end, name: one.name };
      const own = await lookUp(it, words[at]);
      if (own && own.papers.length <= 1.5 * one.count) return { end, name: one.name };
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

/* The words of a query, resolved: compounds of two of them, and concepts with the words that they are made of. */
async function resolveAll(it, words, last) {
  /** @type {Asked} */
  const asked = { found: [], joined: [], concepts: [], shorts: [], longs: [] };
  async function own(word) {
    const found = await lookUp(it, word);
    return { word, found: found ? await withRelated(it, [[found, 1]]) : [] };
  }
  for (let at = 0, joins = false; at < words.length;) {
    const concept = await conceptAt(it, words, at), word = words[at];
    if (concept) {
      const from = asked.found.length;
      for (const part of concept.words) if (!it.stop.has(part)) asked.found.push(await own(part));
      asked.concepts.push([concept.term, from, asked.found.length]);
      asked.shorts.push(concept.short);
      asked.longs.push([concept.short, concept.words.join(" ")]);
      at = concept.end;
      joins = false;
      continue;
    }
    let joined = null;
    if (!it.stop.has(word) || at === last) {
      joined = at + 1 < words.length ? await lookUp(it, word + words[at + 1]) : null;
      if (joined) asked.joined.push(joined);
      if ((joins || joined) && at !== last) asked.found.push(await own(word));
      else {
        const one = await resolve(it, word, at === last);
        asked.found.push(...(one.found.length && !one.shown ? [one] : await parted(it, one)));
      }
    }
    joins = !!joined;
    at++;
  }
  return asked;
}

/* A word that nobody wrote as one may be two that stand side by side: kvcache. Where nothing else is like it, two
   words of one paper will do. */
async function parted(it, one) {
  const shard = await lexicon(it, shardOf(it, one.word));
  let best = null, most = 0;
  for (let at = one.word.length - 2; at > 1; at--) {
    const [left, right] = [one.word.slice(0, at), one.word.slice(at)];
    if (it.words.length > 1 && shardOf(it, left) !== shard.number) continue;
    const head = await lookUp(it, left), rest = head && await lookUp(it, right);
    if (!rest) continue;
    const near = 1000 * sideBySide(head, rest).length;
    const shared = near || (one.shown ? 0 : both(Array.from(head.papers), Array.from(rest.papers)).length);
    if (shared > most) [best, most] = [[[left, head], [right, rest]], shared];
  }
  if (!best) return [one];
  return Promise.all(best.map(async ([word, own]) => ({ word, found: await withRelated(it, [[own, 1]]) })));
}

/* The papers where one term follows another, as far as several do. */
function sideBySide(left, right) {
  const [term, to] = left.papers.length <= right.papers.length ? [left, 2 * right.id] : [right, 2 * left.id + 1];
  return Array.from(term.pairs.get(to) || [], (rank) => term.papers[rank]);
}

/* BM25F over every word, its strongest term counting; side by side and complete is better. Papers that have an acronym
   or its long form count as having every word of the long form. */
function rank(it, { found, joined, concepts }, allowed, everything) {
  const scores = new Float32Array(it.papers), met = new Uint8Array(it.papers);
  const idf = (term) => Math.log(1 + (it.papers - term.papers.length + 0.5) / (term.papers.length + 0.5));
  const saturated = (term, i) => it.strengths[term.levels[i]] * (K1 + 1) / (it.strengths[term.levels[i]] + it.norm[term.papers[i]]);
  function contribution(terms) {
    const best = new Map(), cap = terms.length ? idf(terms[0][0]) : 0;
    for (const [one, weight] of terms) {
      const own = weight * Math.min(idf(one), cap);
      for (let i = 0; i < one.papers.length; i++) {
        const score = Math.fround(own * saturated(one, i)), paper = one.papers[i];
        if (!(best.get(paper) >= score)) best.set(paper, score);
      }
    }
    return best;
  }
  const parts = found.map((one) => contribution(one.found));
  for (const part of parts) for (const [paper, score] of part) scores[paper] += score, met[paper] += 1;
  for (const one of joined) for (const [paper, score] of contribution([[one, 1]])) scores[paper] += score;
  for (const [one, from, to] of concepts) {
    const inside = parts.slice(from, to).filter((_, n) => found[from + n].found.length);
    const whole = found.slice(from, to).reduce((sum, { found }) => sum + (found.length ? idf(found[0][0]) : 0), 0) || idf(one);
    for (let i = 0; i < one.papers.length; i++) {
      const paper = one.papers[i];
      let had = 0, count = 0;
      for (const part of inside) if (part.has(paper)) had += part.get(paper), count++;
      scores[paper] += Math.max(whole * saturated(one, i) - had, 0);
      met[paper] += inside.length - count;
    }
  }
  found.forEach(function (one, n) {
    const left = one.found[0], right = found[n + 1] && found[n + 1].found[0];
    if (!left || !right) return;
    const bonus = PAIR * Math.min(idf(left[0]), idf(right[0]));
    for (const paper of sideBySide(left[0], right[0])) scores[paper] += bonus;
  });
  const wanted = found.filter((one) => one.found.length).length, papers = [];
  let top = 0;
  for (let paper = 0; paper < it.papers; paper++) {
    if (everything) scores[paper] = 1;
    if (wanted > 1 && met[paper] === wanted) scores[paper] *= 1 + ALL;
  }
  withMeaning(it, found.filter((one) => one.found.length).map((one) => [idf(one.found[0][0]), one.found[0][0].papers]), scores);
  for (let paper = 0; paper < it.papers; paper++) {
    if (scores[paper] && (!allowed || allowed[paper])) papers.push(paper), top = Math.max(top, scores[paper]);
  }
  return papers.filter((paper) => scores[paper] >= TAIL * top).sort((a, b) => scores[b] - scores[a] || a - b);
}

/* Which papers a query's phrases, fields and exclusions leave, 1 each; nothing where it has none. */
async function allow(it, query, filters) {
  const sets = [];
  for (const { kind, value, without } of query.fields) sets.push([await inField(it, kind, value), without]);
  for (const [kind, value] of filters) sets.push([await inField(it, kind, value, true), false]);
  for (const phrase of query.phrases) sets.push([await withPhrase(it, phrase), false]);
  for (const phrase of query.without) sets.push([await withPhrase(it, phrase), true]);
  if (!sets.length) return null;
  const allowed = new Uint8Array(it.papers).fill(1);
  for (const [papers, without] of sets) {
    const has = new Uint8Array(it.papers);
    for (const paper of papers) has[paper] = 1;
    for (let i = 0; i < allowed.length; i++) if (has[i] === (without ? 1 : 0)) allowed[i] = 0;
  }
  return allowed;
}

async function inField(it, kind, value, exact) {
  const wanted = keys(value);
  if (kind === "author") {
    const terms = await Promise.all(wanted.map((word) => lookUp(it, word + "@")));
    return terms.length && terms.every(Boolean) ? terms.map((one) => Array.from(one.papers)).reduce(both) : [];
  }
  if (kind === "tag" || kind === "venue") await far(it, true);
  const values = it.kinds.get(kind) || [];
  if (exact) return values.filter((one) => one.name === value).flatMap((one) => Array.from(one.papers));
  const range = kind === "year" && /^(\d*)\.\.(\d*)$/.exec(value);
  const passes = range ? (one) => +one.name >= +range[1] && (!range[2] || +one.name <= +range[2])
    : (one) => wanted.length && (wanted.every((word) => one.keys.some((own) => own.startsWith(word)))
      || one.keys.join("") === wanted.join("") || slug(value) && one.path.split(/[/.]/)[1] === slug(value));
  const whole = values.filter((one) => one.keys.join("") === wanted.join(""));
  const found = (whole.length && !range ? whole : values.filter(passes)).flatMap((one) => Array.from(one.papers));
  return found.length || kind !== "tag" ? found : withPhrase(it, wanted);
}

const both = (one, other) => { const set = new Set(other); return one.filter((paper) => set.has(paper)); };

/* The papers where these words follow each other; words that count for nothing may be any. */
async function withPhrase(it, phrase) {
  const parts = [];
  for (let i = 0; i < phrase.length; i++) {
    if (it.stop.has(phrase[i])) continue;
    const found = await lookUp(it, phrase[i]) || await inflected(it, phrase[i]);
    if (!found) return [];
    parts.push({ found, at: i });
  }
  if (!parts.length) return [];
  const papers = parts.map((one) => Array.from(one.found.papers)).reduce(both);
  if (parts.length === 1) return papers;
  const places = await Promise.all(parts.map((one) => positions(it, one.found, new Set(papers))));
  return papers.filter(function (paper) {
    const rest = places.map((one) => new Set(one.get(paper)));
    return places[0].get(paper).some((start) => rest.every((has, n) => has.has(start - parts[0].at + parts[n].at)));
  });
}

async function positions(it, wanted, papers) {
  const number = first(it.words, (word) => word[1] <= wanted.id) - 1;
  const [sizes, bytes] = await load(`p${number}`);
  const size = numbers(sizes), next = numbers(bytes), found = new Map();
  for (let id = it.words[number][1]; id < wanted.id; id++) next.skip(size());
  for (const paper of wanted.papers) {
    const places = ascending(next, next());
    if (papers.has(paper)) found.set(paper, Array.from(places));
  }
  return found;
}

/* Topics and tags whose name has the words of the query, or whose name the query has whole. */
async function places(it, query) {
  if (!query.words.length) return [];
  await far(it, false);
  const said = query.words.filter((word) => !it.stop.has(word)), whole = query.words.join("");
  const same = (a, b) => a === b || a + "s" === b || a === b + "s";
  const found = [];
  for (const kind of ["topic", "tag"]) {
    for (const one of it.kinds.get(kind) || []) {
      if (!one.path || !one.keys.length) continue;
      const exact = one.keys.join("") === whole ? 4 : 0;
      const inside = said.length && said.every((word, i) => one.keys.some((own) => same(own, word)
        || i === said.length - 1 && word.length > 2 && own.startsWith(word))) ? 2 : 0;
      const named = one.keys.filter((own) => !it.stop.has(own));
      const covered = said.includes(one.keys.join("")) || named.every((own) => said.some((word) => same(word, own))) ? 1 : 0;
      if (exact + inside + covered) found.push([exact + inside + covered, one]);
    }
  }
  return found.sort((a, b) => b[0] - a[0] || b[1].count - a[1].count).slice(0, PLACES).map(([, one]) => one);
}
