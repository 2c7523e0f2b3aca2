/* What a result shows: its card, its passage, its words marked. */
const SNIPPET = 28, LEAD = 12;

/* What a result shows. */
async function card(it, paper) {
  const number = Math.floor(paper / it.cards), [titles, pages, metas] = await load(`c${number}`).then((all) => all.map(lines));
  const at = paper - number * it.cards;
  return { title: titles[at], path: pages[at] || `papers/${slug(titles[at])}.md`, meta: metas[at] };
}

const textShard = (it, paper) => Math.floor(paper / it.texts);
async function text(it, paper) {
  const [texts, related] = (await load(`x${textShard(it, paper)}`)).map(lines), at = paper % it.texts;
  return { text: texts[at], related: related[at] ? related[at].split(",").map(Number) : [] };
}

/* Why a paper answers: the words of the query that it has, the related ones that it has instead of others, and the fields
   or the identity that these are of; one that has neither is merely about the same (papershelf/search/why.py). */
function reasons(answer, paper, { title, meta }) {
  const { it } = answer, own = [], related = [], fields = new Set(), met = [];
  const named = keys(title), venue = keys(meta.split(" · ").pop());
  const tags = (it.kinds.get("tag") || []).filter((one) => one.papers && one.papers.includes(paper)).flatMap((one) => one.keys);
  const stands = (forms) => {
    const has = (words) => forms.some((form) => words.includes(form));
    fields.add(has(named) ? "title" : forms[0].endsWith("@") ? "author" : has(venue) ? "venue" : has(tags) ? "tag" : "text");
  };
  if (answer.identity && paper === answer.ahead[0]) fields.add(answer.identity);
  answer.found.forEach(function ({ word, found, shown }, n) {
    const at = found.findIndex(([one]) => one.papers.includes(paper));
    if (at < 0) return;
    const written = formsOf(it, found[at][0].id), forms = written.map((form) => form.replace("@", ""));
    met[n] = true;
    stands(written);
    if (!at || forms.includes(word)) own.push(shown || word);
    else related.push(forms.sort((a, b) => a.length - b.length || (a < b ? -1 : 1))[0]);
  });
  answer.concepts.forEach(function ([one, from, to], n) {
    if (!one.papers.includes(paper) || met.slice(from, to).includes(true)) return;
    own.push(answer.shorts[n]);
    stands([answer.shorts[n]]);
  });
  return { own, related, fields: Array.from(fields) };
}

function formsOf(it, id) {
  const shard = it.open.find((one) => id >= one.base && id < one.base + one.own.length);
  return shard ? shard.forms.filter((_, i) => shard.terms[i] === id) : [];
}

/* The forms to highlight, each with its weight: all those of the terms that were found. */
function marks(answer) {
  const weights = new Map(), forms = new Map();
  const terms = answer.found.flatMap((one) => one.found).concat(answer.joined.map((one) => [one, 1]));
  for (const [one] of terms) weights.set(one.id, Math.log(1 + answer.it.papers / one.papers.length));
  for (const short of answer.shorts) forms.set(short, 2);
  for (const shard of terms.length ? answer.it.open : []) {
    shard.terms.forEach((id, i) => weights.has(id) && forms.set(shard.forms[i].replace("@", ""), weights.get(id)));
  }
  return forms;
}

function spans(text, forms) {
  const found = words(text).map((word) => ({ at: word.index, end: word.index + word[0].length, key: key(word[0]), weight: 0 }));
  found.forEach(function (one, i) {
    const next = found[i + 1];
    one.weight = forms.get(one.key) || 0;
    if (next && next.at - one.end === 1 && forms.has(one.key + next.key)) {
      one.weight = forms.get(one.key + next.key);
      one.end = next.end;
    }
  });
  return found;
}

/* Text with its words marked, as nodes: nothing that a paper says becomes markup. */
function marked(text, forms, from, to) {
  text = text.normalize("NFC");
  const out = document.createDocumentFragment();
  let at = from || 0;
  const end = to === undefined ? text.length : to;
  for (const one of spans(text, forms)) {
    if (!one.weight || one.at < at || one.end > end) continue;
    out.append(text.slice(at, one.at), make("mark", {}, text.slice(one.at, one.end)));
    at = one.end;
  }
  out.append(text.slice(at, end));
  return out;
}

/* The passage where most of the query stands, from the start of its sentence where that is near; the first of its words
   stands within the first line or two. */
function passage(text, forms) {
  text = text.normalize("NFC");
  const found = spans(text, forms);
  let best = 0, score = -1;
  for (let i = 0; i < found.length; i += 3) {
    const seen = new Set();
    let sum = i ? 0 : 0.01;
    for (const one of found.slice(i, i + SNIPPET)) {
      if (one.weight && !seen.has(one.key)) sum += one.weight;
      seen.add(one.key);
    }
    if (sum > score + 1e-6) [best, score] = [i, sum];
  }
  if (!found.length) return document.createTextNode(text.slice(0, 240));
  const hit = found.findIndex((one, i) => i >= best && one.weight);
  if (hit - best > LEAD) best = hit - LEAD;
  const begins = (i) => !i || /[.!?]\s/.test(text.slice(found[i - 1].end, found[i].at));
  for (let back = 0; back < 9 && best - back >= 0 && hit - best + back <= LEAD; back++) if (begins(best - back)) { best -= back; break; }
  const last = Math.min(found.length, best + SNIPPET) - 1, from = best ? found[best].at : 0;
  const to = last === found.length - 1 ? text.length : found[last].end;
  const out = document.createDocumentFragment();
  out.append(best ? "… " : "", marked(text, forms, from, to), to < text.length ? " …" : "");
  return out;
}
