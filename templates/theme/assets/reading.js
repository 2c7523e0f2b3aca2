/* The reader's list: what is marked, as a list, as BibTeX, as a file and from a file. */
(function () {
  "use strict";
  const _ = window.papershelfWords._;
  const shelf = window.papershelf;
  const place = document.querySelector("#ps-reading");
  if (!place) return;

  function element(name, attributes, text) {
    const made = document.createElement(name);
    Object.keys(attributes || {}).forEach((key) => { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }
  function sorted(state) {
    const all = shelf.marks.all();
    return Object.keys(all).filter((address) => all[address].state === state).map((address) => ({ address, title: all[address].title })).sort((a, b) => a.title.localeCompare(b.title, window.papershelfWords.tag));
  }
  function button(text, act) {
    const made = element("button", { type: "button", class: "ps-button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  function bibtex() {
    shelf.load("api/citations.js", () => {
      const known = window.papershelfCitations || {};
      const chosen = Array.from(place.querySelectorAll("input:checked"));
      const entries = chosen.map((box) => Object.hasOwn(known, shelf.slugOf(box.value)) ? known[shelf.slugOf(box.value)] : "").filter(Boolean);
      shelf.save("reading-list.bib", "application/x-bibtex", entries.join("\n"));
    });
  }
  /* The other forms of papers, from scripts by the first sign of their slugs, each loaded once. */
  const forms = {}, asked = {};
  let head = "";
  shelf.forms = (row, papers) => { head = row; Object.assign(forms, papers); };
  function withForms(addresses, act) {
    const slugs = addresses.map(shelf.slugOf), parts = slugs.map((slug) => (/^[a-z0-9]/.exec(slug) || ["other"])[0]);
    Promise.all(parts.map((part) => asked[part] || (asked[part] = new Promise((/** @type {any} */ done) => {
      shelf.load(`api/forms/${part}.js`, done, done);
    })))).then(() => { act(slugs.map((slug) => Object.hasOwn(forms, slug) ? forms[slug] : null)); });
  }
  function take(ending, type, text) {
    const chosen = Array.from(place.querySelectorAll("input:checked"));
    withForms(chosen.map((box) => box.value), (found) => { shelf.save(`reading-list.${ending}`, type, text(found.filter(Boolean))); });
  }
  /* What reference managers save of a page, and the event by which Zotero looks again. */
  function cite() {
    const items = Array.from(place.querySelectorAll("li"));
    withForms(items.map((item) => item.querySelector("input").value), (found) => {
      found.forEach((form, at) => { if (form && !items[at].querySelector(".Z3988")) items[at].append(element("span", { class: "Z3988", title: form[3] })); });
      document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
    });
  }
  function takeIn(file) {
    file.text().then((text) => {
      shelf.store.set("marks", Object.assign(shelf.marks.all(), shelf.marks.sound(JSON.parse(text).marks)));
      show();
    }).catch(() => { place.querySelector("[role=status]").textContent = _("That file is not a reading list."); });
  }

  function list(heading, state, other, words) {
    const papers = sorted(state), part = element("section");
    part.append(element("h2", {}, `${heading} (${papers.length})`));
    const items = element("ul", { class: "ps-marked" });
    papers.forEach((paper) => {
      const item = element("li"), label = element("label");
      label.append(element("input", { type: "checkbox", value: paper.address, "aria-label": _("Select {title}", { title: paper.title }) }));
      label.firstChild.checked = true;
      const turn = button(words, () => { shelf.marks.set(paper.address, paper.title, other); });
      turn.setAttribute("aria-label", `${words}: ${paper.title}`);
      const drop = button(_("Remove"), () => { shelf.marks.set(paper.address, paper.title, ""); });
      drop.setAttribute("aria-label", _("Remove: {title}", { title: paper.title }));
      item.append(label, element("a", { href: new URL(encodeURI(paper.address), shelf.base).href }, paper.title), turn, drop);
      items.append(item);
    });
    part.append(papers.length ? items : element("p", { class: "ps-empty" }, state === "later"
      ? _("Nothing yet. The bookmark beside a paper puts it here.") : _("Nothing yet.")));
    return part;
  }
  function show() {
    const tools = element("div", { class: "ps-tools" });
    const input = element("input", { type: "file", accept: ".json,application/json", class: "ps-hush", tabindex: "-1", "aria-label": _("A reading list's file") });
    input.addEventListener("change", () => { if (input.files[0]) takeIn(input.files[0]); });
    tools.append(
      button(_("BibTeX of the selection"), bibtex),
      button("RIS", () => { take("ris", "application/x-research-info-systems", (found) => found.map((form) => form[0]).join("\n")); }),
      button("CSL-JSON", () => { take("csl.json", "application/vnd.citationstyles.csl+json", (found) => `[${found.map((form) => form[1]).join(",\n")}]\n`); }),
      button("CSV", () => { take("csv", "text/csv", (found) => head + found.map((form) => form[2]).join("")); }),
      button(_("Save the list"), () => { shelf.save("reading-list.json", "application/json", JSON.stringify({ marks: shelf.marks.all() }, null, 1)); }),
      button(_("Open a saved list"), () => { input.click(); }), input, element("span", { role: "status" }));
    place.replaceChildren(tools, list(_("To read"), "later", "read", _("Read")), list(_("Read"), "read", "later", _("To read")));
    cite();
  }
  document.addEventListener("papershelf:marks", show, shelf.here);
  addEventListener("storage", show, shelf.here);
  show();
})();
