/* The index of tags: found by what one types, most used first or by letter. What is chosen stands in the address. */
(function () {
  "use strict";
  const { ngettext, number, tag } = window.papershelfWords;
  const each = window.papershelf.each;
  const tools = document.querySelector(".ps-tools");
  if (!tools) return;
  const field = /** @type {HTMLInputElement} */ (tools.querySelector("input"));
  const status = tools.querySelector(".ps-shown");
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();

  const kinds = Array.from(document.querySelectorAll(".ps-kind"), (section) => {
    const fold = section.querySelector("details");
    const most = section.querySelector(".ps-most");
    const links = Array.from((fold || most).querySelectorAll(fold ? ":scope > p > a" : "a"), (link, place) => ({
      link, place, home: link.parentNode, word: folded(link.textContent), count: Number(link.dataset.count || 1),
    }));
    const flat = document.createElement("p");
    if (fold) fold.append(flat);
    const letters = fold ? Array.from(fold.children).filter((one) => one.localName !== "summary" && one !== flat) : [];
    return { section, fold, most, links, flat, letters };
  });

  /* Tags stand by letter, or in one row with the most used first; a few stand in one list. */
  function arrange(kind, byName) {
    if (!kind.fold) {
      const few = kind.links.slice();
      if (byName) few.sort((a, b) => a.word.localeCompare(b.word, tag));
      few.forEach((one) => { one.home.parentNode.append(one.home); });
      return;
    }
    kind.letters.forEach((one) => { one.hidden = !byName; });
    kind.links.slice().sort((a, b) => (byName ? 0 : b.count - a.count) || a.place - b.place).forEach((one) => {
      (byName ? one.home : kind.flat).append(one.link, " ");
    });
  }
  function narrow(kind, asked) {
    let shown = 0;
    kind.links.forEach((one) => {
      const fits = one.word.includes(asked);
      (kind.fold ? one.link : one.home).hidden = !fits;
      if (fits) shown += 1;
    });
    kind.section.hidden = !shown;
    return shown;
  }
  function letters(kind) {
    kind.letters.forEach((one) => { if (one.localName === "p") one.hidden = !one.querySelector("a:not([hidden])"); });
  }

  let order = "";
  function apply(isNewOrder) {
    const asked = folded(field.value.trim()), byName = order === "name";
    let shown = 0, all = 0;
    kinds.forEach((kind) => {
      if (isNewOrder) arrange(kind, byName);
      shown += narrow(kind, asked);
      all += kind.links.length;
      if (!kind.fold) return;
      if (byName) letters(kind);
      kind.most.hidden = byName || asked !== "";
      kind.fold.open = byName || asked !== "";
    });
    status.textContent = asked ? ngettext("{shown} of {n} tag", "{shown} of {n} tags", all, { shown: number(shown) }) : "";
    const query = new URLSearchParams();
    if (field.value.trim()) query.set("named", field.value.trim());
    if (byName) query.set("order", order);
    const search = query.toString();
    history.replaceState(null, "", (search ? `?${search}` : location.pathname) + location.hash);
  }
  function press(chosen) {
    order = chosen;
    each("[data-order]", (button) => { button.setAttribute("aria-pressed", String(button.dataset.order === order)); }, tools);
    apply(true);
  }
  each("[data-order]", (button) => { button.addEventListener("click", () => { press(button.dataset.order); }); }, tools);
  field.addEventListener("input", () => { apply(false); });

  const said = new URLSearchParams(location.search);
  field.value = said.get("named") || "";
  const target = document.getElementById(location.hash.slice(1));
  if (target && target.closest(".ps-letters")) press("name");
  else if (said.get("order") === "name" || field.value) press(said.get("order") || "");
  else kinds.forEach((kind) => { arrange(kind, false); });
})();
