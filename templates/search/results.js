/* Results as elements: cards, passages that come later, reasons, and what is like them. */
async function results(answer, from, to) {
  const forms = marks(answer), unread = [];
  const items = await Promise.all(answer.papers.slice(from, to).map(async function (paper, i) {
    const one = await card(answer.it, paper), { title, path, meta } = one;
    const about = [meta, ...(answer.it.topics.get(paper) || [])].filter(Boolean).join(" · ");
    const body = make("p", { class: "ps-blurb" });
    unread[i] = { shard: textShard(answer.it, paper), put: async () => body.replaceChildren(passage((await text(answer.it, paper)).text, forms)) };
    const link = make("a", { href: address(path), class: "ps-title", dir: "auto" }, marked(title, forms));
    return make("li", {}, link, make("p", { class: "ps-meta" }, marked(about, forms)), body, ...near(answer, paper, one), like(answer.it, paper));
  }));
  return { items, unread };
}

/* A paper says what brought it, where that is not the words of its title. */
function near(answer, paper, one) {
  const { own, related, fields } = reasons(answer, paper, one);
  const telling = fields.filter((field) => field !== "title" && (field !== "text" || !fields.includes("title")));
  if (own.length || answer.identity && telling.length) return telling.length ? [make("p", { class: "ps-reason" }, _("Found by: {fields}", { fields: telling.map((field) => PLACES_OF[field] || field).join(", ") }))] : [];
  if (!answer.found.length || answer.ahead.includes(paper)) return [];
  return [make("p", { class: "ps-reason" }, related.length ? _("Close in meaning: {words}", { words: Array.from(new Set(related)).join(", ") }) : _("Close in meaning"))];
}

function like(it, paper) {
  const related = make("ul", {});
  return make("details", { class: "ps-like", ontoggle: fill }, make("summary", {}, _("More like this")), related);
  async function fill() {
    if (related.hasChildNodes()) return;
    const cards = await Promise.all((await text(it, paper)).related.map((other) => card(it, other)));
    related.append(...(cards.length ? cards.map((one) => make("li", {}, make("a", { href: address(one.path) }, one.title))) : [make("li", {}, _("Nothing is."))]));
  }
}
