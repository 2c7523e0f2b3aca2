/* Which papers a query's phrases, fields and exclusions leave, 1 each; nothing where it has none
   (papershelf/search/allowed.py). */
async function allow(it, query, filters) {
  const sets = [];
  for (const { kind, value, without } of query.fields) sets.push([await inField(it, kind, value), without]);
  for (const [kind, value] of filters) sets.push([await inField(it, kind, value, true), false]);
  for (const phrase of query.phrases) sets.push([await withPhrase(it, phrase, true), false]);
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

/* The papers where these words follow each other; words that count for nothing may be any, and words that no
   paper has may be the nearest ones. */
async function withPhrase(it, phrase, mended) {
  const parts = [];
  for (let i = 0; i < phrase.length; i++) {
    if (it.stop.has(phrase[i])) continue;
    const nearest = async () => mended ? (await fix(it, phrase[i]) || { term: null }).term : null;
    const found = await lookUp(it, phrase[i]) || await inflected(it, phrase[i]) || await nearest();
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
