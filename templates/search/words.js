/* Words, as papershelf/search/analysis.py has them, and codes of numbers, as papershelf/search/coding.py has them. */
const { script, root, load, numbers, arrived } = window.papershelfSearch;
const ASKED = script.dataset && script.dataset.query || "q";

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

const WORD = /[\p{L}\p{N}]+(?:\.\p{Nd}[\p{L}\p{N}]*)*/gu;
const FOLDED = new RegExp(`[${Object.keys(LETTERS).join("")}]`, "g");
const ACCENT = new RegExp(`(?![${VOWELS}])\\p{M}`, "gu");
const plain = (text) => text.replace(FOLDED, (letter) => LETTERS[letter]);
function key(word) {
  if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
  return plain(plain(word.toLowerCase()).normalize("NFKD").replace(ACCENT, "").toLowerCase());
}
/* Scripts that do not part words, of which pairs of characters are looked up. */
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
    if (out && out.length + word.length >= LONGEST_SLUG) break;
    out += (out && "-") + word;
  }
  return out;
}
