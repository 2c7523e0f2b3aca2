/* How papers are ranked (papershelf/search/ranking.py). */
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
