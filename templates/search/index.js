/* The index: what comes with the root, and the lexicon in shards of which a query loads those of its words. */
let index;
function open() {
  if (!index) index = load("root").then(prepare).catch(function (error) { index = null; throw error; });
  return index;
}

function prepare([head, names, papers, lengths, about]) {
  const it = JSON.parse(decode(head));
  window.papershelfSearch.version = "?" + it.version;
  it.stop = new Set(it.stop.split(" "));
  it.openers = new Set(it.openers.split(" "));
  it.ways = new Map();
  it.endings.split(" ").forEach(function (pair) {
    const [one, other] = pair.split(",");
    if (!it.ways.has(one)) it.ways.set(one, []);
    it.ways.get(one).push(other);
  });
  it.norm = Float32Array.from(lengths, (length) => K1 * (1 - LENGTH + LENGTH * length / 16));
  it.about = vectorsOf(it, about);
  it.lexica = new Map();
  it.kinds = new Map();
  addKinds(it, names, papers);
  it.topics = new Map();
  for (const topic of it.kinds.get("topic")) for (const paper of topic.papers) it.topics.set(paper, [...(it.topics.get(paper) || []), topic.name]);
  return it;
}

function addKinds(it, names, papers) {
  const next = papers && numbers(papers);
  for (const [kind, values] of JSON.parse(decode(names))) {
    it.kinds.set(kind, values.map(function ([name, count, page]) {
      const path = page === 1 ? `${kind}s/${slug(name)}.md` : page || "";
      return { kind, name, count, path, keys: keys(name), papers: next && ascending(next, count) };
    }));
  }
}

/* Tags and venues: their names with the root, their papers when somebody asks, unless the collection is small. */
async function far(it, whole) {
  if (!it.kinds.has("tag") || whole && !it.whole) {
    whole = whole || arrived.has("f");
    const [names, papers] = await Promise.all([load("n"), whole && load("f")]);
    addKinds(it, names[0], papers && papers[0]);
    it.whole = whole;
  }
}

/* How many of a list's first members pass a test that none passes after one that fails. */
function first(list, passes) {
  let low = 0, high = list.length;
  while (low < high) {
    const middle = low + high >> 1;
    if (passes(list[middle])) low = middle + 1; else high = middle;
  }
  return low;
}

function lexicon(it, number) {
  if (!it.words.length) return { number, forms: [], terms: [], own: [], base: 0, counterparts: new Map() };
  if (!it.lexica.has(number)) it.lexica.set(number, load(`w${number}`).then((shard) => readLexicon(it, number, shard)));
  return it.lexica.get(number);
}

function readWords(shares, rest) {
  let last = "";
  return lines(rest).map((letters, i) => last = last.slice(0, shares[i]) + letters);
}

function readLexicon(it, number, [shares, rest, refs, counts, papers, levels, sizes, others, ranks, kin, away, otherwise]) {
  const base = it.words[number][1], next = numbers(refs);
  let newest = base - 1, at = 0;
  const forms = readWords(shares, rest);
  const terms = forms.map(function () {
    const back = next();
    return back ? newest + 1 - back : ++newest;
  });
  const count = numbers(counts), paper = rice(papers), many = numbers(sizes), other = numbers(others), rank = rice(ranks), own = [];
  const kindred = numbers(kin), step = numbers(away);
  for (let id = base; id <= newest; id++) {
    const size = count(), pairs = new Map(), related = [];
    own.push({ id, papers: paper(size, it.papers), levels: levels.subarray(at, at += size), pairs, related });
    for (let to = -1, n = many(); n; n--) pairs.set(to += other() + 1, rank(other(), size));
    for (let n = kindred(); n; n--) {
      const code = step(), far = code >> 3;
      related.push([id + (far & 1 ? -(far + 1) / 2 : far / 2), it.related[code & 7]]);
    }
  }
  const called = lines(otherwise), counterparts = new Map(forms.filter((form) => form.endsWith("=")).map((form, i) => [form, called[i]]));
  const found = { number, forms, terms, own, base, counterparts };
  it.open = (it.open || []).concat(found);
  return found;
}

async function term(it, id) {
  const shard = await lexicon(it, first(it.words, (word) => word[1] <= id) - 1);
  return shard.own[id - shard.base];
}

const shardOf = (it, form) => Math.max(0, first(it.words, (word) => word[0] <= form) - 1);
async function lookUp(it, form) {
  const shard = await lexicon(it, shardOf(it, form));
  const at = first(shard.forms, (other) => other < form);
  return shard.forms[at] === form ? term(it, shard.terms[at]) : null;
}
