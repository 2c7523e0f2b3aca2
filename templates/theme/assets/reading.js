/* The reader's list: what is marked, as a list, as files, and from a file. */
(function () {
  "use strict";
  const { _, ngettext, tag } = window.papershelfWords;
  const shelf = window.papershelf;
  const place = document.querySelector("#ps-reading");
  if (!place) return;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }
  function button(text, act, attributes) {
    const made = element("button", { type: "button", class: "ps-button", ...attributes }, text);
    made.addEventListener("click", act);
    return made;
  }

  /* What is not chosen, by address: ticks outlast that the list is made anew. */
  const left = new Set();
  const chosen = () => Array.from(lists.querySelectorAll("input:checked"), (box) => box.value);
  const status = element("span", { role: "status" });
  const lists = element("div");

  function takeIn(file) {
    file.text().then((text) => {
      const kept = JSON.parse(text).marks;
      if (!kept || typeof kept !== "object" || Array.isArray(kept)) throw new Error("no list");
      const { added, known, refused } = shelf.marks.join(kept);
      status.textContent = [ngettext("{n} paper added.", "{n} papers added.", added),
        known && ngettext("{n} was there already.", "{n} were there already.", known),
        refused && ngettext("{n} entry names no paper.", "{n} entries name no paper.", refused)].filter(Boolean).join(" ");
    }).catch(() => { status.textContent = _("That file is not a reading list."); });
  }

  function row(paper, mark) {
    const item = element("li", { "data-address": paper.address }), label = element("label");
    const box = element("input", { type: "checkbox", value: paper.address, "data-act": "tick", "aria-label": _("Select {title}", { title: paper.title }) });
    box.checked = !left.has(paper.address);
    box.addEventListener("change", () => { if (box.checked) left.delete(paper.address); else left.add(paper.address); });
    label.append(box);
    const words = mark === "later" ? _("Mark as read") : _("Read again");
    item.append(label, element("a", { href: new URL(encodeURI(paper.address), shelf.base).href, "data-act": "open" }, paper.title),
      ...(paper.state === "again" ? [element("span", { class: "ps-meta" }, _("read before"))] : []),
      button(words, () => { shelf.marks.set(paper.address, paper.title, mark === "later" ? "read" : "again"); },
        { "data-act": "turn", "aria-label": `${words}: ${paper.title}` }),
      button(_("Remove"), () => { shelf.marks.set(paper.address, paper.title, ""); },
        { "data-act": "drop", "aria-label": _("Remove: {title}", { title: paper.title }) }));
    return item;
  }
  function list(heading, mark, papers) {
    const part = element("section"), items = element("ul", { class: "ps-marked" });
    part.append(element("h2", { tabindex: "-1" }, `${heading} (${papers.length})`));
    items.append(...papers.map((paper) => row(paper, mark)));
    part.append(papers.length ? items : element("p", { class: "ps-empty" }, mark === "later"
      ? _("Nothing yet. The bookmark beside a paper puts it here.") : _("Nothing yet.")));
    return part;
  }

  /* The list is made anew where marks have changed, and the focus stays at its paper; where that is gone, at the next. */
  function held() {
    const focus = document.activeElement, item = focus && lists.contains(focus) && /** @type {HTMLElement | null} */ (focus.closest("li"));
    if (!item) return null;
    const section = item.closest("section");
    return { address: item.dataset.address, act: /** @type {HTMLElement} */ (focus).dataset.act, part: Array.from(lists.children).indexOf(section),
      at: Array.from(item.parentElement.children).indexOf(item) };
  }
  function hold({ address, act, part, at }) {
    const items = Array.from(lists.querySelectorAll("li")), section = lists.children[part];
    const there = Array.from(section.querySelectorAll("li"));
    const item = items.find((one) => one.dataset.address === address) || there[Math.min(at, there.length - 1)];
    (item ? item.querySelector(`[data-act="${act}"]`) : section.querySelector("h2")).focus();
  }
  let shown = "";
  function show() {
    const all = shelf.marks.all(), now = JSON.stringify(all);
    if (now === shown) return;
    shown = now;
    const papers = Object.keys(all).map((address) => ({ address, ...all[address] })).sort((a, b) => a.title.localeCompare(b.title, tag));
    const later = papers.filter((paper) => shelf.marks.says(paper.state, "later"));
    const focus = held();
    lists.replaceChildren(list(_("To read"), "later", later), list(_("Read"), "read", papers.filter((paper) => !later.includes(paper))));
    if (focus) hold(focus);
    const items = Array.from(lists.querySelectorAll("li"));
    shelf.saving.cite(items, items.map((item) => item.dataset.address));
  }

  const file = element("input", { type: "file", accept: ".json,application/json", class: "ps-hush", tabindex: "-1", "aria-label": _("A reading list's file") });
  file.addEventListener("change", () => { if (file.files[0]) takeIn(file.files[0]); file.value = ""; });
  const tools = element("div", { class: "ps-tools" });
  tools.append(...shelf.saving.buttons("reading-list", chosen),
    button(_("Save the list"), () => { shelf.save("reading-list.json", "application/json", JSON.stringify({ marks: shelf.marks.all() }, null, 1)); }),
    button(_("Open a saved list"), () => { file.click(); }), file, status);
  place.replaceChildren(tools, lists);
  document.addEventListener("papershelf:marks", show, shelf.here);
  addEventListener("storage", show, shelf.here);
  show();
})();
