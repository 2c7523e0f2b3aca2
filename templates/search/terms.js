/* The terms that the words of a query stand for (papershelf/search/terms.py). */
const AROUND = new Set(AROUND_NAMES);

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

/* The terms that a word of the query stands for, [term, weight] each, the first the word's own; and, where the word
   is taken for another one, that other. */
async function resolve(it, word, typing) {
  const found = [];
  for (const form of [word, word + "@"]) {
    const own = await lookUp(it, form);
    if (own) found.push([own, 1]);
  }
  const weight = found.length || it.stop.has(word) ? COMPLETED : 1;
  if (typing || !found.length && Array.from(word).length === 1 && RUN.test(word)) found.push(...(await completions(it, word)).map((one) => [one, weight]));
  if (found.length || it.stop.has(word)) return { word, found: await withRelated(it, found) };
  const known = await inflected(it, word);
  if (known) return { word, found: await withRelated(it, [[known, 1]]) };
  const fixed = await fix(it, word);
  if (fixed) return { word, found: await withRelated(it, [[fixed.term, 1]]), shown: fixed.form };
  return { word, found };
}

/* Terms, and those that are related to the first of them, with their weights. */
async function withRelated(it, found) {
  const related = found.length ? found[0][0].related : [];
  return found.concat(await Promise.all(related.map(async ([id, weight]) => [await term(it, id), weight])));
}

/* The acronym or long form that begins at a word of a query, the longest of several: papershelf/search/concepts.py. */
async function conceptAt(it, words, at) {
  const counterpart = async (form) => (await lexicon(it, shardOf(it, form))).counterparts.get(form) || "";
  for (let end = it.stop.has(words[at]) && !it.openers.has(words[at]) ? at : Math.min(words.length, at + MOST_WORDS); end > at; end--) {
    const joined = words.slice(at, end).join("");
    for (const form of end > at + 1 || !joined.endsWith("s") ? [joined] : [joined, joined.slice(0, -1)]) {
      const found = await lookUp(it, form + "=");
      if (!found) continue;
      const short = end === at + 1 ? form : await counterpart(form + "=");
      return { end, term: found, short, words: (await counterpart(short + "=")).split(" ") };
    }
  }
  return null;
}

/* The papers that introduce the name that a query is, "the original … paper" around it or not. */
async function introducers(it, words) {
  const name = words.filter((word) => !AROUND.has(word)).join("");
  return name ? lookUp(it, name + "!") : null;
}

async function completions(it, start) {
  const shard = await lexicon(it, shardOf(it, start));
  const ids = new Set();
  for (let at = first(shard.forms, (form) => form < start); at < shard.forms.length && shard.forms[at].startsWith(start); at++) {
    if (shard.forms[at] !== start && !/[=!]$/.test(shard.forms[at])) ids.add(shard.terms[at]);
  }
  const terms = Array.from(ids, (id) => shard.own[id - shard.base]).filter(Boolean);
  return terms.sort((a, b) => b.papers.length - a.papers.length).slice(0, MOST_COMPLETIONS);
}

/* A form that no paper has, by another one of its term: spelled otherwise, or with an ending by which the index knows that forms differ. */
async function inflected(it, word) {
  for (const [british, american, before, behind] of it.spellings.concat(it.spellings.map(([one, other, ...around]) => [other, one, ...around]))) {
    const spelled = word.replace(new RegExp(before + british + behind, "u"), `$1${american}$2`);
    const found = spelled !== word && await lookUp(it, spelled);
    if (found) return found;
  }
  for (let at = word.length; at >= Math.max(3, word.length - LONGEST_ENDING); at--) {
    for (const ending of it.ways.get(word.slice(at)) || []) {
      const form = word.slice(0, at) + ending;
      if (shardOf(it, form) !== shardOf(it, word)) continue;
      const found = await lookUp(it, form);
      if (found) return found;
    }
  }
  return null;
}

/* The nearest form: one slip in words of four letters or more, two in eight or more; the more frequent of two. */
async function fix(it, word) {
  const slips = word.length < 4 || /\d/.test(word) ? 0 : word.length < 8 ? 1 : 2;
  if (!slips) return null;
  const backwards = Array.from(word).reverse().join("");
  const tail = first(it.tails, (form) => form <= backwards) - 1;
  const [shard, endings] = await Promise.all([lexicon(it, shardOf(it, word)), tail < 0 ? [] : load(`e${tail}`)]);
  const near = [shard.forms, endings.length ? readWords(...endings).map((form) => Array.from(form).reverse().join("")) : []]
    .flat().filter((form) => !/[=!]$/.test(form)).map((form) => [distance(word, form.replace("@", ""), slips), form]).filter(([d]) => d <= slips);
  const least = Math.min(...near.map(([d]) => d));
  const forms = Array.from(new Set(near.filter(([d]) => d === least).map(([, form]) => form)));
  const likely = forms.sort((a, b) => Number(b[0] === word[0]) - Number(a[0] === word[0])).slice(0, MOST_FORMS);
  const found = await Promise.all(likely.map(async (form) => ({ form: form.replace("@", ""), term: await lookUp(it, form) })));
  const weight = (one) => one.term.papers.length * (one.form[0] === word[0] ? 4 : 1);
  return found.filter((one) => one.term).sort((a, b) => weight(b) - weight(a))[0];
}

/* Slips between two words, neighbours swapped being one (optimal string alignment); more than `most` is any number. */
function distance(a, b, most) {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before = [], last = [], row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    [before, last, row] = [last, row, [i]];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
      least = Math.min(least, d);
    }
    if (least > most) return most + 1;
  }
  return row[b.length];
}
