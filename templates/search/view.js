/* The two places of search: the page, and the dialog of every other page. */
const SHOWN = 10, PAUSE = 150, REST = 1200;

/* One view: the box, places, results; on the page also what narrows them, and the address that says it all. */
function view(place, whole) {
  let turn = 0, filters = [], active = -1, waiting = [], settled = false, literal = false, back = null;
  const box = make("input", {
    type: "text", enterkeyhint: "search", id: "search-input", role: "combobox", "aria-label": _("Search for papers"), "aria-controls": "search-options",
    "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    placeholder: _("An idea, a name, a method"), maxlength: "6000",
  });
  const status = make("p", { id: "search-status", role: "status", "aria-live": "polite" });
  const notes = make("div", { class: "ps-search-notes" });
  const spots = make("ul", { id: "search-places", "aria-label": _("Topics and tags") });
  const list = make("ol", { id: "search-results", "aria-label": _("Papers") });
  /* What arrows choose from, by name alone: the results themselves hold links and folds, as no option may. */
  const options = make("ul", { id: "search-options", class: "ps-hush", role: "listbox", "aria-label": _("Papers") });
  const after = make("div", { class: "ps-search-more" });
  const facets = make("div", { class: "ps-search-facets", role: "group", "aria-label": _("Narrow the results") });
  const chosen = make("div", { class: "ps-search-chosen" });
  /* Nothing stands there until the first answer, which may have notes above it. */
  const columns = make("div", { class: "ps-search-columns", hidden: "" }, ...(whole ? [facets] : []), make("div", { class: "ps-search-found" }, spots, list, after));
  place.replaceChildren(make("form", { role: "search", "aria-label": _("Papers"), class: "ps-search-form", onsubmit: submit }, box, options), status, notes, chosen, columns);
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
    remember(box.value.trim());
    if (whole) update(true, false); else if (box.value.trim()) location.href = searchPage(parameters());
  }

  function point(to) {
    const all = hits();
    active = to < 0 || !all.length ? -1 : Math.min(to, all.length - 1);
    all.forEach((one, i) => {
      one.closest("li").classList.toggle("ps-active", i === active);
      options.children[i].setAttribute("aria-selected", String(i === active));
    });
    if (active < 0) return box.removeAttribute("aria-activedescendant");
    all[active].scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options.children[active].id);
  }

  function offer() {
    options.replaceChildren(...hits().map((one, i) => make("li", { role: "option", id: `search-option-${i + 1}`, "aria-selected": "false" }, one.textContent)));
    (window.papershelf || { keep() {} }).keep(list);
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
      const found = answer ? await results(answer, 0, back ? back.shown : SHOWN) : { items: [], unread: [] };
      if (mine !== turn) return;
      waiting = found.unread;
      show(answer, found.items);
      if (back) window.scrollTo({ top: back.at, behavior: "instant" });
      back = null;
      if (asks && typing) await pause();
      if (mine !== turn) return;
      await fill((shard, shards) => shards.indexOf(shard) < 2);
      if (mine !== turn) return;
    } catch (error) {
      if (mine !== turn) return;
      list.replaceChildren();
      status.textContent = _("Search cannot read its index: {reason}", { reason: error.message });
    }
    list.dataset.state = "done";
    setTimeout(() => mine === turn && look(), REST);
  }

  /* Texts come in shards: those of the best results once the query stands, the others when it has stood for a while or
     the reader looks further. */
  async function fill(wanted) {
    const shards = Array.from(new Set(waiting.map((one) => one.shard)));
    const now = waiting.filter((one) => wanted(one.shard, shards));
    waiting = waiting.filter((one) => !now.includes(one));
    await Promise.all(now.map((one) => one.put()));
  }

  const pause = () => new Promise((done) => setTimeout(done, PAUSE));

  function show(answer, items) {
    columns.hidden = !answer && columns.hidden;
    list.replaceChildren(...items);
    const found = answer ? answer.places : [];
    spots.hidden = !found.length;
    spots.replaceChildren(...found.map((one, i) => make("li", {}, make("a", { href: address(one.path) }, one.name),
      make("span", { class: "ps-meta" }, ` ${KINDS[one.kind]}, ${papers(one.count)}`))));
    offer();
    point(-1);
    box.setAttribute("aria-expanded", String(!!(items.length || found.length)));
    status.textContent = !answer ? "" : answer.empty ? _("Words as common as these say nothing about a paper; add one that does.")
      : !answer.papers.length ? _("No paper has these words.")
      : papers(answer.papers.length) + (found.length ? ngettext(" and {n} place to browse", " and {n} places to browse", found.length) : "");
    notes.replaceChildren(...corrections(answer, box.value));
    after.replaceChildren(...more(answer), ...exported(answer));
    chosen.replaceChildren(...filters.map(([kind, value]) => make("button", {
      type: "button", "aria-label": _("Remove {name}", { name: `${KINDS[kind]}: ${value}` }), onclick: () => toggle(kind, value),
    }, `${KINDS[kind]}: ${value} ×`)), ...(answer ? answer.understood : []).map(({ kind, value }) => make("button", {
      type: "button", "aria-label": _("Take {value} for a word, not for this: {kind}", { value, kind: KINDS[kind] }), onclick() { literal = true; settled = true; update(true, false); },
    }, `${KINDS[kind]}: ${value} ×`)));
    if (whole) facets.replaceChildren(...(answer && answer.papers.length ? narrow(answer, filters, toggle, () => update(false, false)) : []));
  }

  /* All that was found as files, and what is shown for Zotero: who opens the fold fetches how. */
  function exported(answer) {
    const shelf = window.papershelf;
    if (!whole || !answer || !answer.papers.length || !shelf) return [];
    const at = async (paper) => shelf.addressOf(address((await card(answer.it, paper)).path));
    return [make("details", { ontoggle(event) {
      shelf.load("assets/forms.js", async () => {
        const items = Array.from(list.children), all = () => Promise.all(answer.papers.map(at));
        if (!event.target.children[1]) event.target.append(...shelf.saving.buttons("search", all));
        shelf.saving.cite(items, await Promise.all(answer.papers.slice(0, items.length).map(at)));
      });
    } }, make("summary", {}, _("Save these papers")))];
  }

  function more(answer) {
    if (!answer || answer.papers.length <= list.children.length) return [];
    if (!whole) return [make("a", { href: searchPage(parameters()) }, ngettext("All {n} paper", "All {n} papers", answer.papers.length))];
    return [make("button", { type: "button", onclick: further }, _("Show more"))];
    async function further() {
      const from = list.children.length;
      const found = await results(answer, from, from + SHOWN);
      waiting.push(...found.unread);
      list.append(...found.items);
      offer();
      after.replaceChildren(...more(answer), ...exported(answer));
      found.items[0].querySelector("a").focus();
    }
  }

  function toggle(kind, value) {
    const kept = filters.filter(([k, v]) => k !== kind || v !== value);
    filters = kept.length < filters.length ? kept : filters.concat([[kind, value]]);
    settled = true;
    update(true, false);
    box.focus({ preventScroll: true });
  }

  /* Who comes back finds as many results as there were, at the same place. */
  function leave() {
    try { history.replaceState({ shown: list.children.length, at: window.scrollY }, ""); } catch (error) { /* from disk */ }
  }

  function restore() {
    const asked = new URLSearchParams(location.search);
    back = history.state && history.state.shown > SHOWN ? history.state : null;
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
  list.addEventListener("click", () => remember(box.value.trim()));
  if (whole) {
    history.scrollRestoration = "manual";
    window.addEventListener("popstate", restore, leaving);
    list.addEventListener("click", leave);
  }
  return { box, restore };
}

let here, dialog;
function showPage(page) {
  here = view(page, true);
  here.restore();
  if (!location.search) here.box.focus();
}

function ask(typed) {
  if (here) return here.box.select(), here.box.focus();
  if (!dialog) {
    const inside = make("div", { class: "ps-search" });
    dialog = make("dialog", { id: "search-dialog", class: "md-typeset", "aria-label": _("Search"), onclick(event) { if (event.target === dialog) dialog.close(); } },
      make("button", { type: "button", class: "ps-search-close", "aria-label": _("Close"), onclick() { dialog.close(); } }, "×"), inside);
    document.body.append(dialog);
    dialog.box = view(inside, false).box;
  }
  if (!dialog.open) {
    dialog.showModal();
    dialog.box.select();
  }
  dialog.box.focus();
  if (typed) {
    dialog.box.value = typed;
    dialog.box.dispatchEvent(new Event("input"));
  }
  open().catch(() => {});
}

Object.assign(window.papershelfSearch, { keys, search, card, reasons, address, ask, showPage });
