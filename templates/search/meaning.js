/* What papers are about, in few numbers, for queries that say it in other words (papershelf/search/meaning.py): a query
   is where its words' papers are. */
function vectorsOf(it, bytes) {
  const [size] = it.meaning, vectors = new Int8Array(2 * bytes.length);
  bytes.forEach(function (pair, i) {
    vectors[2 * i] = (pair >> 4) - 7;
    vectors[2 * i + 1] = (pair & 15) - 7;
  });
  const norms = new Float64Array(vectors.length / size);
  for (let i = 0; i < vectors.length; i++) norms[Math.floor(i / size)] += vectors[i] * vectors[i];
  return { vectors, norms: norms.map(Math.sqrt) };
}

/* The cosine of every paper and a query; words: [IDF, papers] each. */
function nearness(it, words) {
  const [size] = it.meaning, { vectors, norms } = it.about, query = new Float64Array(size), along = new Float64Array(norms.length);
  for (const [idf, papers] of words) {
    const sums = new Float64Array(size);
    for (const paper of papers) for (let i = 0; i < size; i++) sums[i] += vectors[paper * size + i];
    for (let i = 0; i < size; i++) query[i] += idf / (papers.length + 1) * sums[i];
  }
  const length = Math.sqrt(query.reduce((sum, value) => sum + value * value, 0));
  for (let i = 0; i < size; i++) for (let paper = 0; paper < along.length; paper++) along[paper] += query[i] * vectors[paper * size + i];
  return along.map((value, paper) => value / Math.max(length * norms[paper], 1e-9));
}

/* Scores with what papers are about added to what words say. */
function withMeaning(it, words, scores) {
  const [, share, alone, least] = it.meaning;
  /* Of a paper in another language the numbers say nothing: beside one, words alone decide. */
  if (!it.about.norms.length || words.length < least || scores.some((score, paper) => score && !it.about.norms[paper])) return;
  const top = scores.reduce((most, score) => Math.max(most, score), 0), cosines = nearness(it, words);
  for (let paper = 0; paper < it.papers; paper++) {
    if (scores[paper] || cosines[paper] >= alone) scores[paper] += Math.max(cosines[paper], 0) * (share * top);
  }
}
