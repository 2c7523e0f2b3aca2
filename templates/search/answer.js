/* An answer: which papers, in which order (papershelf/search/engine.py). */
/* Among so many papers one whose title the query is comes first. */
const TITLES = 10;
const PLACES = 6;

/* An answer: papers in the order of their scores, what was found of each word, how the results divide. */
async function search(text, filters, typing, literal) {
  const it = await open(), { paper: one, alone, identity } = await named(it, text);
  if (one >= 0 && alone) return { it, papers: [one], identity, found: [], joined: [], concepts: [], shorts: [], places: [], understood: [], ahead: [one], named: true };
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
    ...asked, identity, places: await places(it, query), understood: taken.fields, ahead, introduced: !!introduced, empty: query.words.length > 0 && query.words.every((word) => it.stop.has(word)) };
}

async function answered(it, query, filters, unfinished) {
  const asked = await resolveAll(it, query.words, unfinished ? query.words.length - 1 : -1), allowed = await allow(it, query, filters);
  return { asked, papers: rank(it, asked, allowed, allowed && !query.words.length) };
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
