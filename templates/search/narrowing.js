/* What results can be narrowed by. */
const VALUES = 8;

/* How the results divide, with live counts. */
function narrow(answer, filters, toggle, again) {
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
    } }, ngettext("{n} more", "{n} more", hidden.length))] : [];
    return make("details", { open: innerWidth > 600 ? "" : null }, make("summary", {}, KINDS[kind]), ...buttons, ...all);
  }).filter(Boolean);
  if (!answer.it.whole) groups.push(make("button", { type: "button", onclick: async () => { await far(answer.it, true); again(); } }, _("Tags and venues")));
  return groups;
}
