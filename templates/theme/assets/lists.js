/* Lists of papers in place: order, year, tags, and the choice kept in the address so that it can be shared. */
(function () {
  "use strict";
  var ngettext = window.papershelfWords.ngettext;
  var each = window.papershelf.each;
  var tools = document.querySelector(".ps-tools");
  if (!tools) return;
  var status = tools.querySelector(".ps-shown");
  var from = tools.querySelector("[data-from]");
  var lists = [];
  each(".ps-cards > :is(ul, ol)", function (list) {
    lists.push(Array.prototype.map.call(list.children, function (item, place) {
      var title = item.querySelector(".ps-title");
      var meta = item.querySelector("[data-year]");
      return {
        item: item, list: list, place: place, title: title.textContent, year: meta ? Number(meta.dataset.year) : 0,
        code: !!item.querySelector(".ps-has-code"),
        tags: Array.prototype.map.call(item.querySelectorAll(".ps-tag"), function (tag) { return tag.textContent; }),
      };
    }));
  });
  var orders = {
    "": function (a, b) { return a.place - b.place; },
    year: function (a, b) { return b.year - a.year || a.place - b.place; },
    title: function (a, b) { return a.title.localeCompare(b.title, window.papershelfWords.tag); },
  };

  function pressed(selector) { return Array.prototype.slice.call(tools.querySelectorAll(selector + "[aria-pressed=true]")); }
  function apply() {
    var sort = pressed("[data-sort]").map(function (b) { return b.dataset.sort; })[0] || "";
    var tags = pressed("[data-tag]").map(function (b) { return b.dataset.tag; });
    var code = pressed("[data-code]").length > 0;
    var year = from ? Number(from.value) : 0;
    var first = !from || from.selectedIndex === 0;
    var shown = 0, all = 0;
    lists.forEach(function (cards) {
      cards.slice().sort(orders[sort]).forEach(function (card) {
        var fits = (first || card.year >= year) && (!code || card.code) && tags.every(function (tag) { return card.tags.indexOf(tag) >= 0; });
        card.item.hidden = !fits;
        card.list.append(card.item);
        all += 1;
        if (fits) shown += 1;
      });
    });
    status.textContent = shown === all ? "" : ngettext("{shown} of {n} paper", "{shown} of {n} papers", all, { shown: window.papershelfWords.number(shown) });
    var query = new URLSearchParams();
    if (sort) query.set("sort", sort);
    if (!first) query.set("from", year);
    if (code) query.set("code", "1");
    tags.forEach(function (tag) { query.append("tag", tag); });
    var search = query.toString();
    history.replaceState(null, "", (search ? "?" + search : location.pathname) + location.hash);
  }

  each("[data-sort]", function (button) {
    button.addEventListener("click", function () {
      each("[data-sort]", function (other) { other.setAttribute("aria-pressed", String(other === button)); }, tools);
      apply();
    });
  }, tools);
  each("[data-tag], [data-code]", function (button) {
    button.addEventListener("click", function () {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }, tools);
  if (from) from.addEventListener("change", apply);

  var asked = new URLSearchParams(location.search);
  if (asked.toString()) {
    each("[data-sort]", function (b) { b.setAttribute("aria-pressed", String(b.dataset.sort === (asked.get("sort") || ""))); }, tools);
    each("[data-code]", function (b) { b.setAttribute("aria-pressed", String(asked.has("code"))); }, tools);
    each("[data-tag]", function (b) {
      if (asked.getAll("tag").indexOf(b.dataset.tag) >= 0) {
        b.setAttribute("aria-pressed", "true");
        b.closest("details").open = true;
      }
    }, tools);
    if (from && asked.get("from")) from.value = asked.get("from");
    if (from && from.selectedIndex < 0) from.selectedIndex = 0;
    apply();
  }
})();
