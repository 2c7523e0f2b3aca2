/* Identity: what names one paper and no other (papershelf/search/identity.py). */
/* Identity, as papershelf/search/identity.py has it: what a query names, the surest first, and whether that is all it says. */
const LIKELY = /[0-9][./][0-9]|[0-9]\.[a-z]+\S*\.[0-9]|[/:@]\S|\S+\.\S+\/|^\S+[-_]\S+[-_]\S+$|^\p{L}\S*(?:1[89]|20)[0-9][0-9]\S*$|^(?=\S*[0-9])(?=\S*[A-Z])[\p{L}\p{N}_-]{9,14}$/u;
const ARXIV = /(?:^|[^\p{L}\p{N}_.]|arxiv[.:])([0-9][0-9](?:0[1-9]|1[0-2])\.[0-9]{4,5}|[a-z-]+(?:\.[a-z]{2})?\/[0-9]{7})(?:v[0-9]+)?(?:\.pdf)?(?![0-9.][0-9])/u;
const ADDRESS = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9.-]+\.[a-z]{2,})(\/[^\s]*)/;
function identities(text) {
  const bare = text.replace(/^(?:\\?\w*cite\w*\{|[\s<>"'()[\]{}@])+/, "").replace(/[\s<>"'()[\]{}.,;]+$/, "");
  if (!LIKELY.test(bare) || text.trim().split(/\s+/).length > 4) return { found: [], alone: false };
  const low = bare.replace(/(?:%[0-9a-f]{2})+/gi, (run) => decode(Uint8Array.from(run.slice(1).split("%"), (one) => parseInt(one, 16)))).toLowerCase();
  const arxiv = ARXIV.exec(low), doi = /10\.[0-9]{4,9}(?:\.[0-9]+)*\/[^\s"<>]+/.exec(low), one = low.trim().split(/\s+/).length === 1;
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
    const identity = /^10\./.test(one) ? "DOI" : one[0] === "@" ? "key" : /^\d{4}\.\d|^[a-z.-]+\/\d{7}$/.test(one) ? "arXiv" : "address";
    return { paper: next(), alone, identity };
  }
  return { paper: -1, alone: false };
}
