/* Search, in the browser: the engine, the page /search/ and the dialog of every other page. papershelf/search writes the
   index; its modules say what the shards hold. Everything here is plain: no module, no dependency, no request elsewhere. */
(function () {
  "use strict";
  const script = document.currentScript, root = new URL("../", script.src);
  const ASKED = script.dataset && script.dataset.query || "q";
  const K1 = 1, LENGTH = 0.4, PAIR = 0.5, ALL = 0.15, COMPLETED = 0.4, TAIL = 0.12;
  const MOST_WORDS = 7, MOST_ASKED = 64, RECENT = 8, AROUND = new Set("a an article first from introducing of original paper preprint the".split(" "));
  const SHOWN = 10, PLACES = 6, VALUES = 8, SNIPPET = 36, LONGEST_ENDING = 5, PAUSE = 150;
  const KINDS = { topic: "Topic", tag: "Tag", year: "Year", venue: "Venue", listing: "Listing" };

  /* Shards: scripts that call papershelfShard(name, number of bytes, seven bits in every sign). */
  const arrived = new Map(), asked = new Map();
  let version = "";
  window.papershelfShard = function (name, size, text) {
    const take = arrived.get(name);
    arrived.set(name, [size, text]);
    if (typeof take === "function") take([size, text]);
  };

  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise(function (resolve, reject) {
        if (arrived.has(name)) return resolve(arrived.get(name));
        arrived.set(name, resolve);
        const shard = document.createElement("script");
        shard.src = new URL(`assets/search/${name === "root" ? "index" : name}.js${version}`, root).href;
        shard.onerror = function () {
          arrived.delete(name);
          asked.delete(name);
          reject(new Error(`${shard.src} does not load`));
        };
        document.head.append(shard);
      }).then(unpack));
    }
    return asked.get(name);
  }

  async function unpack([size, text]) {
    const illegal = [0, 10, 13, 34, 92], bytes = new Uint8Array(size);
    let at = 0, bits = 0, held = 0;
    function take(seven) {
      held = held << 7 | seven;
      bits += 7;
      if (bits > 7) bytes[at++] = held >> (bits -= 8) & 255;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) take(illegal[code - 128 >> 7]);
      take(code & 127);
    }
    if (bits && at < size) bytes[at] = held << 8 - bits & 255;
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
    const whole = new Uint8Array(await new Response(stream).arrayBuffer());
    const next = numbers(whole), lengths = Array.from({ length: next() }, next);
    let from = next.at();
    return lengths.map((length) => whole.subarray(from, from += length));
  }

  function numbers(bytes) {
    let at = 0;
    function next() {
      let number = 0, shift = 0, byte;
      do { byte = bytes[at++]; number |= (byte & 127) << shift; shift += 7; } while (byte > 127);
      return number;
    }
    next.at = function () { return at; };
    next.skip = function (count) { at += count; };
    return next;
  }

  function ascending(next, count) {
    const out = new Uint32Array(count);
    for (let i = 0, last = -1; i < count; i++) out[i] = last += next() + 1;
    return out;
  }

  /* Rice codes, as papershelf/search/coding.py has them: a row is told by what it lacks where that is less. */
  function rice(bytes) {
    let at = 0;
    const bit = () => bytes[at >> 3] >> 7 - (at++ & 7) & 1;
    return function row(count, limit) {
      const out = new Uint32Array(count);
      if (2 * count > limit) {
        const lacks = row(limit - count, limit);
        for (let i = 0, n = 0, k = 0; n < count; i++) if (i === lacks[k]) k++; else out[n++] = i;
        return out;
      }
      let low = 0;
      while (count && count * 2 ** (low + 1) <= 0.69 * (limit - count)) low++;
      for (let i = 0, last = -1; i < count; i++) {
        let gap = 0;
        while (!bit()) gap++;
        for (let n = 0; n < low; n++) gap = gap << 1 | bit();
        out[i] = last += gap + 1;
      }
      return out;
    };
  }

  const decode = TextDecoder.prototype.decode.bind(new TextDecoder());
  const lines = (bytes) => decode(bytes).split("\n");

  /* Words, as papershelf/search/analysis.py has them. */
  const WORD = /[\p{L}\p{N}]+(?:\.\p{Nd}[\p{L}\p{N}]*)*/gu;
  const LETTERS = { ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i", ς: "σ" };
  const plain = (text) => text.replace(/[ßæœøłđðþıς]/g, (letter) => LETTERS[letter]);
  function key(word) {
    if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
    return plain(plain(word.toLowerCase()).normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase());
  }
  /* Scripts that do not part words, of which pairs of characters are looked up. */
  const UNPARTED = "\\u0e00-\\u0eff\\u1000-\\u109f\\u1100-\\u11ff\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30fa\\u30fc-\\u30ff\\u3130-\\u318f"
    + "\\u31f0-\\u31ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}";
  const RUN = new RegExp(`([${UNPARTED}]+)`, "u");
  function words(text) {
    let at = 0;
    return text.normalize("NFC").split(RUN).flatMap(function (part, number) {
      const start = at, found = [];
      at += part.length;
      if (number % 2 === 0) return Array.from(part.matchAll(WORD), (word) => Object.assign([word[0]], { index: start + word.index }));
      const signs = Array.from(part);
      for (let i = 0, index = start; i < Math.max(1, signs.length - 1); index += signs[i++].length) found.push(Object.assign([signs.slice(i, i + 2).join("")], { index }));
      return found;
    });
  }
  const keys = (text) => words(text).map((word) => key(word[0]));
  function slug(title) {
    let out = "";
    for (const word of title.toLowerCase().replace(/'/g, "").match(/[a-z0-9]+/g) || []) {
      if (out && out.length + word.length >= 72) break;
      out += (out && "-") + word;
    }
    return out;
  }

  /* The index: what comes with the root, and the lexicon in shards of which a query loads those of its words. */
  let index;
  function open() {
    if (!index) index = load("root").then(prepare).catch(function (error) { index = null; throw error; });
    return index;
  }

  function prepare([head, names, papers, lengths]) {
    const it = JSON.parse(decode(head));
    version = "?" + it.version;
    it.stop = new Set(it.stop.split(" "));
    it.openers = new Set(it.openers.split(" "));
    it.ways = new Map();
    it.endings.split(" ").forEach(function (pair) {
      const [one, other] = pair.split(",");
      if (!it.ways.has(one)) it.ways.set(one, []);
      it.ways.get(one).push(other);
    });
    it.norm = Float32Array.from(lengths, (length) => K1 * (1 - LENGTH + LENGTH * length / 16));
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
    return terms.sort((a, b) => b.papers.length - a.papers.length).slice(0, 8);
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
    const likely = forms.sort((a, b) => (b[0] === word[0]) - (a[0] === word[0])).slice(0, 12);
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

  /* Identity, as papershelf/search/identity.py has it: what a query names, the surest first, and whether that is all it says. */
  const LIKELY = /[0-9][./][0-9]|[0-9]\.[a-z]+\S*\.[0-9]|[/:@]\S|\S+\.\S+\/|^\S+[-_]\S+[-_]\S+$|^\p{L}\S*(?:1[89]|20)[0-9][0-9]\S*$|^(?=\S*[0-9])(?=\S*[A-Z])[\p{L}\p{N}_-]{9,14}$/u;
  const ARXIV = /(?:^|[^\p{L}\p{N}_.]|arxiv[.:])([0-9][0-9](?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[a-z]{2})?\/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?(?![0-9.][0-9])/u;
  const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(\/[^\s]*)/;
  function identities(text) {
    const bare = text.replace(/^(?:\\?\w*cite\w*\{|[\s<>"'()[\]{}@])+/, "").replace(/[\s<>"'()[\]{}.,;]+$/, "");
    if (!LIKELY.test(bare) || text.trim().split(/\s+/).length > 4) return { found: [], alone: false };
    let low = bare;
    try { low = decodeURIComponent(bare); } catch (error) { /* a percent sign that escapes nothing */ }
    low = low.toLowerCase();
    const arxiv = ARXIV.exec(low), doi = /10\.[0-9]{4,9}(?:\.[0-9]+)*\/[^\s"<>]+/.exec(low), one = low.split(/\s+/).length === 1;
    const found = [...(arxiv ? [arxiv[1]] : []), ...(doi ? [doi[0].replace(/[.,;)\]]+$/, "")] : []), ...addresses(low)];
    const alone = one || found.length > 0 && /^(?:(?:arxiv|doi|id)[:\s]\s*)?\S+(?:\s*\[\S+\])?$/.test(low);
    return { found: one ? found.concat("@" + low, low, "acl:" + low, "openreview:" + low) : found, alone };
  }

  function addresses(low) {
    const parts = ADDRESS.exec(low);
    if (!parts) return [];
    const host = parts[1], named = /[?&]id=([\w-]+)/.exec(parts[2].split("#")[0]);
    if (host === "openreview.net" && named) return ["openreview:" + named[1]];
    const path = parts[2].split("#")[0].split("?")[0].replace(/(?:\.pdf|\.html?|\/index|\/)+$/, ""), own = /\/papers\/([a-z0-9-]+)$/.exec(path);
    return [...(host === "aclanthology.org" || host === "aclweb.org" ? ["acl:" + path.slice(path.lastIndexOf("/") + 1)] : []),
      ...(own ? [own[1]] : []), ...(path ? [host + path] : [])];
  }

  async function named(it, text) {
    const { found, alone } = identities(text);
    for (const one of found) {
      const number = first(it.ids, (start) => start <= one) - 1;
      if (number < 0) continue;
      const [shares, rest, papers] = await load(`i${number}`), names = readWords(shares, rest), at = first(names, (other) => other < one);
      if (names[at] !== one) continue;
      const next = numbers(papers);
      for (let i = 0; i < at; i++) next();
      return { paper: next(), alone };
    }
    return { paper: -1, alone: false };
  }

  /* A query: words, "phrases", -without, and fields such as year:2023.. */
  function parse(text) {
    const query = { words: [], phrases: [], fields: [], without: [] };
    for (const [, minus, kind, quoted, closed, bare] of text.replace(/[“”]/g, '"').matchAll(
      /(?:^|\s)(-?)(?:(topic|tag|author|year|venue|listing):)?(?:"([^"]*)("?)|([^\s"]+))/giu)) {
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

  /* An answer: papers in the order of their scores, what was found of each word, how the results divide. */
  async function search(text, filters, typing, literal) {
    const it = await open(), { paper: one, alone } = await named(it, text);
    if (one >= 0 && alone) return { it, papers: [one], found: [], joined: [], shorts: [], places: [], understood: [], ahead: [one], named: true };
    const query = parse(text), unfinished = typing && /[\p{L}\p{N}]$/u.test(text);
    query.words = essential(it, query.words);
    let { papers, asked } = await answered(it, query, filters, unfinished), taken = { fields: [] };
    const literally = papers;
    if (!literal) taken = await understood(it, query.words);
    if (taken.fields.length && papers.length) {
      const title = new Set(keys((await card(it, papers[0])).title));
      if (query.words.every((word) => title.has(word))) taken = { fields: [] };
    }
    if (taken.fields.length) {
      const narrowed = { ...query, words: taken.rest, fields: query.fields.concat(taken.fields) }, instead = await answered(it, narrowed, filters, unfinished);
      if (instead.papers.length || !literally.length) ({ papers, asked } = instead);
      else taken = { fields: [] };
    }
    const introduced = query.words.length ? await introducers(it, query.words) : null;
    const ahead = one >= 0 ? [one] : papers.filter((paper) => introduced && introduced.papers.includes(paper));
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
  const YEAR = /^(?:1[89]|20)[0-9]{2}$/;
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
      for (let end = Math.min(words.length, at + 6); end > at; end--) {
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
    const asked = { found: [], joined: [], concepts: [], shorts: [], longs: [] };
    async function own(word) {
      const found = await lookUp(it, word);
      return { word, found: found ? await withRelated(it, [[found, 1]]) : [], spare: true };
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

  /* The passage where most of the query stands, from the start of its sentence where that is near. */
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
    const begins = (i) => !i || /[.!?]\s/.test(text.slice(found[i - 1].end, found[i].at));
    for (let back = 0; back < 9 && best - back >= 0; back++) if (begins(best - back)) { best -= back; break; }
    const last = Math.min(found.length, best + SNIPPET) - 1, from = best ? found[best].at : 0;
    const to = last === found.length - 1 ? text.length : found[last].end;
    const out = document.createDocumentFragment();
    out.append(best ? "… " : "", marked(text, forms, from, to), to < text.length ? " …" : "");
    return out;
  }

  window.papershelfSearch = { keys, search, card };

  /* The two places of search. Where documents are not at hand, as in tests of the engine, it ends here. */
  const page = document.getElementById("search-page"), form = document.querySelector(".ps-find");
  if (!page && !form) return;
  const folders = script.dataset.urls !== "files", leaving = (window.papershelf || {}).here, store = (window.papershelf || {}).store || {};
  const address = (path) => new URL(!folders ? path.replace(/\.md$/, ".html")
    : path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "/") + (root.protocol === "file:" ? "index.html" : ""), root).href;
  const searchPage = (query) => address("search.md") + (query ? "?" + query : "");

  function make(name, attributes, ...children) {
    const element = document.createElement(name);
    for (const attribute in attributes) {
      if (attribute.startsWith("on")) element.addEventListener(attribute.slice(2), attributes[attribute]);
      else if (attributes[attribute] !== null) element.setAttribute(attribute, attributes[attribute]);
    }
    element.append(...children);
    return element;
  }
  const count = (number, noun) => `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;

  /* One view: the box, places, results; on the page also what narrows them, and the address that says it all. */
  function view(place, whole) {
    let turn = 0, filters = [], active = -1, waiting = [], settled = false, literal = false;
    const box = make("input", {
      type: "text", enterkeyhint: "search", id: "search-input", role: "combobox", "aria-label": "Search for papers", "aria-controls": "search-results",
      "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
      placeholder: "An idea, a name, a method", maxlength: "6000",
    });
    const status = make("p", { id: "search-status", role: "status", "aria-live": "polite" });
    const notes = make("div", { class: "ps-search-notes" });
    const spots = make("ul", { id: "search-places", "aria-label": "Topics and tags" });
    const list = make("ol", { id: "search-results", "aria-label": "Papers" });
    const after = make("p", { class: "ps-search-more" });
    const facets = make("div", { class: "ps-search-facets", role: "group", "aria-label": "Narrow the results" });
    const chosen = make("div", { class: "ps-search-chosen" });
    place.replaceChildren(make("form", { role: "search", "aria-label": "Papers", class: "ps-search-form", onsubmit: submit }, box), status, notes, chosen,
      make("div", { class: "ps-search-columns" }, make("div", { class: "ps-search-found" }, spots, list, after), ...(whole ? [facets] : [])));
    spots.hidden = true;

    const parameters = () => new URLSearchParams([...(box.value.trim() ? [[ASKED, box.value.trim()]] : []), ...filters, ...(literal ? [["words", "1"]] : [])]).toString();
    const hits = () => Array.from(place.querySelectorAll("#search-places a, #search-results > li > .ps-title"));

    /* The address follows the query; what a reader comes back to is each query that was asked, not each letter of it. */
    function note(push) {
      if (!whole || searchPage(parameters()) === location.href) return;
      try {
        history[push && location.search ? "pushState" : "replaceState"](null, "", searchPage(parameters()));
      } catch (error) { /* a page read from disk may not be allowed to */ }
    }

    function submit(event) {
      event.preventDefault();
      if (active >= 0) return hits()[active].click();
      settled = true;
      remember();
      if (whole) update(true, false); else if (box.value.trim()) location.href = searchPage(parameters());
    }

    function point(to) {
      const all = hits();
      if (all[active]) all[active].closest("li").classList.remove("ps-active");
      active = to < 0 || !all.length ? -1 : Math.min(to, all.length - 1);
      if (active < 0) return box.removeAttribute("aria-activedescendant");
      all[active].closest("li").classList.add("ps-active");
      all[active].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", all[active].id);
    }

    async function update(push, typing) {
      const mine = ++turn, asks = box.value.trim() || filters.length;
      note(push);
      list.dataset.state = "busy";
      try {
        if (asks && typing && (await open()).words.length > 1) await pause();
        if (mine !== turn) return;
        const answer = asks ? await search(box.value.trim() + (/\s$/.test(box.value) ? " " : ""), filters, typing, literal) : null;
        if (mine !== turn) return;
        if (answer && whole && arrived.has("f")) await far(answer.it, true);
        const found = answer ? await results(answer, 0, SHOWN) : { items: [], unread: [] };
        if (mine !== turn) return;
        waiting = found.unread;
        show(answer, found.items);
        if (asks && typing) await pause();
        if (mine !== turn) return;
        await fill((shard, shards) => shards.indexOf(shard) < 2);
        if (mine !== turn) return;
      } catch (error) {
        if (mine !== turn) return;
        list.replaceChildren();
        status.textContent = `Search cannot read its index: ${error.message}`;
      }
      list.dataset.state = "done";
    }

    /* Texts come in shards: those of the best results once the query stands, the others when the reader looks further. */
    async function fill(wanted) {
      const shards = Array.from(new Set(waiting.map((one) => one.shard)));
      const now = waiting.filter((one) => wanted(one.shard, shards));
      waiting = waiting.filter((one) => !now.includes(one));
      await Promise.all(now.map((one) => one.put()));
    }

    const pause = () => new Promise((done) => setTimeout(done, PAUSE));

    async function results(answer, from, to) {
      const forms = marks(answer), unread = [];
      const items = await Promise.all(answer.papers.slice(from, to).map(async function (paper, i) {
        const { title, path, meta } = await card(answer.it, paper);
        const about = [meta, ...(answer.it.topics.get(paper) || [])].filter(Boolean).join(" · ");
        const body = make("p", { class: "ps-blurb" });
        unread[i] = { shard: textShard(answer.it, paper), put: async () => body.replaceChildren(passage((await text(answer.it, paper)).text, forms)) };
        const link = make("a", { href: address(path), class: "ps-title", id: `search-paper-${from + i + 1}` }, marked(title, forms));
        return make("li", {}, link, make("p", { class: "ps-meta" }, marked(about, forms)), body, like(answer.it, paper));
      }));
      return { items, unread };
    }

    function like(it, paper) {
      const related = make("ul", {});
      return make("details", { class: "ps-like", ontoggle: fill }, make("summary", {}, "More like this"), related);
      async function fill() {
        if (related.hasChildNodes()) return;
        const cards = await Promise.all((await text(it, paper)).related.map((other) => card(it, other)));
        related.append(...(cards.length ? cards.map((one) => make("li", {}, make("a", { href: address(one.path) }, one.title))) : [make("li", {}, "Nothing is.")]));
      }
    }

    function show(answer, items) {
      point(-1);
      list.replaceChildren(...items);
      const found = answer ? answer.places : [];
      spots.hidden = !found.length;
      spots.replaceChildren(...found.map((one, i) => make("li", {}, make("a", { href: address(one.path), id: `search-place-${i + 1}` }, one.name),
        make("span", { class: "ps-meta" }, ` ${KINDS[one.kind].toLowerCase()}, ${count(one.count, "paper")}`))));
      box.setAttribute("aria-expanded", String(!!(items.length || found.length)));
      status.textContent = !answer ? "" : answer.empty ? "Words as common as these say nothing about a paper; add one that does."
        : !answer.papers.length ? "No paper has these words."
        : count(answer.papers.length, "paper") + (found.length ? ` and ${count(found.length, "place")} to browse` : "");
      notes.replaceChildren(...corrections(answer));
      after.replaceChildren(...more(answer), ...exported(answer));
      chosen.replaceChildren(...filters.map(([kind, value]) => make("button", {
        type: "button", "aria-label": `Remove ${KINDS[kind]}: ${value}`, onclick: () => toggle(kind, value),
      }, `${KINDS[kind]}: ${value} ×`)), ...(answer ? answer.understood : []).map(({ kind, value }) => make("button", {
        type: "button", "aria-label": `Take ${value} for a word, not for a ${kind}`, onclick() { literal = true; settled = true; update(true, false); },
      }, `${KINDS[kind]}: ${value} ×`)));
      if (whole) facets.replaceChildren(...(answer && answer.papers.length ? narrow(answer) : []));
    }

    function corrections(answer) {
      if (!answer) return [make("p", { class: "ps-meta" }, 'Also: "words in a row", -without, author:name, tag:name, topic:name, venue:name, year:2023..'), ...asked()];
      const taken = answer.found.filter((one) => one.shown), notes = [];
      if (answer.named) notes.push(make("p", { class: "ps-meta" }, "This names one paper."));
      if (taken.length) {
        const words = box.value.trim().split(/\s+/), instead = new Map(taken.map((one) => [one.word, one.shown]));
        notes.push(make("p", {}, "Showing results for ", make("strong", {}, words.map((word) => instead.get(key(word)) || word).join(" ")), "."));
      }
      for (const [short, long] of answer.longs || []) notes.push(make("p", { class: "ps-meta" }, `${short.toUpperCase()} and “${long}” are searched as one.`));
      return notes;
    }

    /* What was asked before, kept in this browser alone. */
    function remember() {
      const query = box.value.trim();
      if (query && store.set) store.set("queries", [query].concat(store.get("queries", []).filter((one) => one !== query)).slice(0, RECENT));
    }

    function asked() {
      const before = Array.from(store.get ? store.get("queries", []) : []).filter((one) => typeof one === "string").slice(0, RECENT);
      if (!before.length) return [];
      return [make("p", { class: "ps-meta ps-search-asked" }, "Asked before: ",
        ...before.flatMap((one) => [make("a", { href: searchPage(new URLSearchParams([[ASKED, one]])) }, one.slice(0, 80)), " "]),
        make("button", { type: "button", onclick() { store.set("queries", []); notes.replaceChildren(...corrections(null)); } }, "Forget"))];
    }

    /* The results as a file for reference managers. */
    function exported(answer) {
      if (!whole || !answer || !answer.papers.length || !window.papershelf) return [];
      return [make("button", { type: "button", onclick() {
        window.papershelf.load("api/citations.js", async function () {
          const cards = await Promise.all(answer.papers.slice(0, 500).map((paper) => card(answer.it, paper)));
          const entries = cards.map((one) => (window.papershelfCitations || {})[one.path.replace(/^.*\/|\.md$/g, "")]).filter(Boolean);
          window.papershelf.save("search.bib", "application/x-bibtex", entries.join("\n"));
        });
      } }, "Save as BibTeX")];
    }

    function more(answer) {
      if (!answer || answer.papers.length <= list.children.length) return [];
      if (!whole) return [make("a", { href: searchPage(parameters()) }, `All ${count(answer.papers.length, "paper")}`)];
      return [make("button", { type: "button", onclick: further }, "Show more")];
      async function further() {
        const from = list.children.length;
        const found = await results(answer, from, from + SHOWN);
        waiting.push(...found.unread);
        list.append(...found.items);
        after.replaceChildren(...more(answer), ...exported(answer));
        found.items[0].querySelector("a").focus();
      }
    }

    /* How the results divide, with live counts. */
    function narrow(answer) {
      const inside = new Uint8Array(answer.it.papers);
      answer.papers.forEach((paper) => inside[paper] = 1);
      const groups = Object.keys(KINDS).map(function (kind) {
        const values = (answer.it.kinds.get(kind) || []).filter((one) => one.papers)
          .map((one) => [one.papers.reduce((sum, paper) => sum + inside[paper], 0), one.name]).filter(([n]) => n);
        values.sort(kind === "year" || kind === "listing" ? (a, b) => b[1].localeCompare(a[1]) : (a, b) => b[0] - a[0]);
        if (!values.length) return null;
        const buttons = values.map(([n, name]) => make("button", {
          type: "button", "aria-pressed": String(filters.some(([k, v]) => k === kind && v === name)),
          "data-kind": kind, "data-value": name, onclick: () => toggle(kind, name),
        }, name, " ", make("span", { class: "ps-count" }, String(n))));
        const hidden = buttons.splice(VALUES);
        const all = hidden.length ? [make("button", { type: "button", class: "ps-search-all", onclick(event) {
          event.target.replaceWith(...hidden);
          hidden[0].focus();
        } }, `${hidden.length} more`)] : [];
        return make("details", { open: "" }, make("summary", {}, KINDS[kind]), ...buttons, ...all);
      }).filter(Boolean);
      if (!answer.it.whole) groups.push(make("button", { type: "button", onclick: async () => { await far(answer.it, true); update(false, false); } }, "Tags and venues"));
      return groups;
    }

    function toggle(kind, value) {
      const kept = filters.filter(([k, v]) => k !== kind || v !== value);
      filters = kept.length < filters.length ? kept : filters.concat([[kind, value]]);
      settled = true;
      update(true, false);
      box.focus({ preventScroll: true });
    }

    function restore() {
      const asked = new URLSearchParams(location.search);
      box.value = asked.get(ASKED) || "";
      filters = Array.from(asked).filter(([kind]) => kind in KINDS);
      literal = asked.has("words");
      settled = true;
      return update(false, false);
    }

    box.addEventListener("input", function () {
      literal = false;
      update(settled, true);
      settled = false;
    });
    box.addEventListener("keydown", function (event) {
      if (event.isComposing) return;
      if (event.key === "ArrowDown" || event.key === "ArrowUp") {
        event.preventDefault();
        point(event.key === "ArrowDown" ? active + 1 : active - 1);
        look();
      } else if (event.key === "Escape" && (active >= 0 || whole && box.value)) {
        event.preventDefault();
        if (active < 0) { box.value = ""; update(false, true); } else point(-1);
      }
    });
    const look = () => list.dataset.state === "done" && fill(() => true).catch(() => {});
    for (const sign of ["pointermove", "wheel", "touchstart"]) place.addEventListener(sign, look, { passive: true });
    window.addEventListener("scroll", look, { passive: true, capture: true, ...leaving });
    list.addEventListener("focusin", look);
    list.addEventListener("click", remember);
    if (whole) window.addEventListener("popstate", restore, leaving);
    return { box, restore };
  }

  let here;
  if (page) {
    here = view(page, true);
    if (form) form.hidden = true;
    here.restore();
    if (!location.search) here.box.focus();
  }

  document.querySelectorAll('form.ps-ask[action*="search"]').forEach((one) => { one.action = address("search.md"); });
  if (!form) return;
  let dialog;
  function ask() {
    if (here) return here.box.select(), here.box.focus();
    if (!dialog) {
      const inside = make("div", { class: "ps-search" });
      dialog = make("dialog", { id: "search-dialog", class: "md-typeset", "aria-label": "Search", onclick(event) { if (event.target === dialog) dialog.close(); } },
        make("button", { type: "button", class: "ps-search-close", "aria-label": "Close", onclick() { dialog.close(); } }, "×"), inside);
      document.body.append(dialog);
      dialog.box = view(inside, false).box;
    }
    if (!dialog.open) dialog.showModal();
    dialog.box.select();
    dialog.box.focus();
    open().catch(() => {});
  }

  const own = form.querySelector("input");
  own.addEventListener("mousedown", function (event) { event.preventDefault(); ask(); });
  own.addEventListener("input", function () { ask(); dialog.box.value = own.value; own.value = ""; dialog.box.dispatchEvent(new Event("input")); });
  document.addEventListener("keydown", function (event) {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!slash && !((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    ask();
  });
})();
