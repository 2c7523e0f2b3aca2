/* Lists of papers in place: order, year, tags, and the choice kept in the address so that it can be shared. */
(function () {
  "use strict";
  const ngettext = window.papershelfWords.ngettext;
  const each = window.papershelf.each;
  const tools = document.querySelector(".ps-tools");
  if (!tools) return;
  const status = tools.querySelector(".ps-shown");
  const from = tools.querySelector("[data-from]");
  const lists = [];
  each(".ps-cards > :is(ul, ol)", (list) => {
    lists.push(Array.from(list.children, (item, place) => {
      const title = item.querySelector(".ps-title");
      const meta = item.querySelector("[data-year]");
      return {
        item, list, place, title: title.textContent, year: meta ? Number(meta.dataset.year) : 0,
        code: !!item.querySelector(".ps-has-code"),
        tags: Array.from(item.querySelectorAll(".ps-tag"), (tag) => tag.textContent),
      };
    }));
  });
  const orders = {
    ""(a, b) { return a.place - b.place; },
    year(a, b) { return b.year - a.year || a.place - b.place; },
    title(a, b) { return a.title.localeCompare(b.title, window.papershelfWords.tag); },
  };

  function pressed(selector) { return Array.from(tools.querySelectorAll(`${selector}[aria-pressed=true]`)); }
  function apply() {
    const sort = pressed("[data-sort]").map((b) => b.dataset.sort)[0] || "";
    const tags = pressed("[data-tag]").map((b) => b.dataset.tag);
    const code = pressed("[data-code]").length > 0;
    const year = from ? Number(from.value) : 0;
    const first = !from || from.selectedIndex === 0;
    let shown = 0, all = 0;
    lists.forEach((cards) => {
      cards.slice().sort(orders[sort]).forEach((card) => {
        const fits = (first || card.year >= year) && (!code || card.code) && tags.every((tag) => card.tags.includes(tag));
        card.item.hidden = !fits;
        card.list.append(card.item);
        all += 1;
        if (fits) shown += 1;
      });
    });
    status.textContent = shown === all ? "" : ngettext("{shown} of {n} paper", "{shown} of {n} papers", all, { shown: window.papershelfWords.number(shown) });
    const query = new URLSearchParams();
    if (sort) query.set("sort", sort);
    if (!first) query.set("from", String(year));
    if (code) query.set("code", "1");
    tags.forEach((tag) => { query.append("tag", tag); });
    const search = query.toString();
    history.replaceState(null, "", (search ? `?${search}` : location.pathname) + location.hash);
  }

  each("[data-sort]", (button) => {
    button.addEventListener("click", () => {
      each("[data-sort]", (other) => { other.setAttribute("aria-pressed", String(other === button)); }, tools);
      apply();
    });
  }, tools);
  each("[data-tag], [data-code]", (button) => {
    button.addEventListener("click", () => {
      button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      apply();
    });
  }, tools);
  if (from) from.addEventListener("change", apply);

  const asked = new URLSearchParams(location.search);
  if (asked.toString()) {
    each("[data-sort]", (b) => { b.setAttribute("aria-pressed", String(b.dataset.sort === (asked.get("sort") || ""))); }, tools);
    each("[data-code]", (b) => { b.setAttribute("aria-pressed", String(asked.has("code"))); }, tools);
    each("[data-tag]", (b) => {
      if (asked.getAll("tag").includes(b.dataset.tag)) {
        b.setAttribute("aria-pressed", "true");
        b.closest("details").open = true;
      }
    }, tools);
    if (from && asked.get("from")) from.value = asked.get("from");
    if (from && from.selectedIndex < 0) from.selectedIndex = 0;
    apply();
  }
})();
