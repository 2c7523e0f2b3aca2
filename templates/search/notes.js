/* Notes to what was asked, and what was asked before. */
const RECENT = 8;

/* What stands above the results of what was typed: how it was taken, or what can be asked. */
function corrections(answer, typed) {
  if (!answer) return [make("p", { class: "ps-meta" }, _("Also: {forms}", { forms: '"words in a row", -without, author:name, tag:name, topic:name, venue:name, year:2023..' })), ...asked()];
  const taken = answer.found.filter((one) => one.shown), notes = [];
  if (answer.named) notes.push(make("p", { class: "ps-meta" }, _("This names one paper.")));
  if (taken.length) {
    const words = typed.trim().split(/\s+/), instead = new Map(taken.map((one) => [one.word, one.shown]));
    notes.push(make("p", {}, _("Showing results for:"), " ", make("strong", {}, words.map((word) => instead.get(key(word)) || word).join(" "))));
  }
  for (const [short, long] of answer.longs || []) {
    const said = words(typed).map((word) => word[0]).find((word) => key(word) === short) || short.toUpperCase();
    notes.push(make("p", { class: "ps-meta" }, _("{short} and “{long}” are searched as one.", { short: said, long })));
  }
  return notes;
}

/* What was asked before, kept in this browser alone. */
function remember(query) {
  if (query && store.set) store.set("queries", [query].concat(store.get("queries", []).filter((one) => one !== query)).slice(0, RECENT));
}

function asked() {
  const before = Array.from(store.get ? store.get("queries", []) : []).filter((one) => typeof one === "string").slice(0, RECENT);
  if (!before.length) return [];
  return [make("p", { class: "ps-meta ps-search-asked" }, _("Asked before:"), " ",
    ...before.flatMap((one) => [make("a", { href: searchPage(new URLSearchParams([[ASKED, one]])) }, one.slice(0, 80)), " "]),
    make("button", { type: "button", onclick(event) { store.set("queries", []); event.target.parentNode.remove(); } }, _("Forget")))];
}
