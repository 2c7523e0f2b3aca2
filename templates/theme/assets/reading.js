/* The reader's list: what is marked, as a list, as BibTeX, as a file and from a file. */
(function () {
  "use strict";
  var _ = window.papershelfWords._;
  var shelf = window.papershelf;
  var place = document.getElementById("ps-reading");
  if (!place) return;

  function element(name, attributes, text) {
    var made = document.createElement(name);
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    if (text) made.textContent = text;
    return made;
  }
  function sorted(state) {
    var all = shelf.marks.all();
    return Object.keys(all).filter(function (address) { return all[address].state === state; }).map(function (address) {
      return { address: address, title: all[address].title };
    }).sort(function (a, b) { return a.title.localeCompare(b.title, window.papershelfWords.tag); });
  }
  function button(text, act) {
    var made = element("button", { type: "button", class: "ps-button" }, text);
    made.addEventListener("click", act);
    return made;
  }

  function bibtex() {
    shelf.load("api/citations.js", function () {
      var known = window.papershelfCitations || {};
      var chosen = Array.prototype.filter.call(place.querySelectorAll("input:checked"), function () { return true; });
      var entries = chosen.map(function (box) { return Object.hasOwn(known, shelf.slugOf(box.value)) ? known[shelf.slugOf(box.value)] : ""; }).filter(Boolean);
      shelf.save("reading-list.bib", "application/x-bibtex", entries.join("\n"));
    });
  }
  function takeIn(file) {
    file.text().then(function (text) {
      shelf.store.set("marks", Object.assign(shelf.marks.all(), shelf.marks.sound(JSON.parse(text).marks)));
      show();
    }).catch(function () { place.querySelector("[role=status]").textContent = _("That file is not a reading list."); });
  }

  function list(heading, state, other, words) {
    var papers = sorted(state), part = element("section");
    part.append(element("h2", {}, heading + " (" + papers.length + ")"));
    var items = element("ul", { class: "ps-marked" });
    papers.forEach(function (paper) {
      var item = element("li"), label = element("label");
      label.append(element("input", { type: "checkbox", value: paper.address, "aria-label": _("Select {title}", { title: paper.title }) }));
      label.firstChild.checked = true;
      var turn = button(words, function () { shelf.marks.set(paper.address, paper.title, other); });
      turn.setAttribute("aria-label", words + ": " + paper.title);
      var drop = button(_("Remove"), function () { shelf.marks.set(paper.address, paper.title, ""); });
      drop.setAttribute("aria-label", _("Remove: {title}", { title: paper.title }));
      item.append(label, element("a", { href: new URL(encodeURI(paper.address), shelf.base).href }, paper.title), turn, drop);
      items.append(item);
    });
    part.append(papers.length ? items : element("p", { class: "ps-empty" }, state === "later"
      ? _("Nothing yet. The bookmark beside a paper puts it here.") : _("Nothing yet.")));
    return part;
  }
  function show() {
    var tools = element("div", { class: "ps-tools" });
    var input = element("input", { type: "file", accept: ".json,application/json", class: "ps-hush", tabindex: "-1", "aria-label": _("A reading list's file") });
    input.addEventListener("change", function () { if (input.files[0]) takeIn(input.files[0]); });
    tools.append(
      button(_("BibTeX of the selection"), bibtex),
      button(_("Save the list"), function () { shelf.save("reading-list.json", "application/json", JSON.stringify({ marks: shelf.marks.all() }, null, 1)); }),
      button(_("Open a saved list"), function () { input.click(); }), input, element("span", { role: "status" }));
    place.replaceChildren(tools, list(_("To read"), "later", "read", _("Read")), list(_("Read"), "read", "later", _("To read")));
  }
  document.addEventListener("papershelf:marks", show, shelf.here);
  addEventListener("storage", show, shelf.here);
  show();
})();
