/* In a list of papers each is one stop of the Tab key: its title. Left and right arrows go on to what else the card has,
   which readers of the screen and mice reach as ever. */
(function () {
  "use strict";
  const { _ } = window.papershelfWords;
  const CARDS = ".ps-cards > ul > li, .ps-cards > ol > li";
  function parts(card) { return Array.from(card.querySelectorAll("a[href], button")); }
  const cardOf = (event) => event.target.closest && event.target.closest(CARDS);
  const { each, here } = window.papershelf;
  each(CARDS, (card) => {
    parts(card).forEach((one) => { if (!one.matches(".ps-title")) one.tabIndex = -1; });
  });

  /* Who comes by keyboard is told so. */
  let byKey = false;
  document.addEventListener("pointerdown", () => { byKey = false; }, here);
  document.addEventListener("focusin", (event) => {
    const card = cardOf(event);
    if (byKey && card && event.target === parts(card)[0] && parts(card).length > 1) card.dataset.keys = _("→ for its links");
  }, here);
  document.addEventListener("focusout", (event) => { const card = cardOf(event); if (card) delete card.dataset.keys; }, here);

  document.addEventListener("keydown", (event) => {
    byKey = true;
    const way = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const card = cardOf(event);
    if (!way || !card || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const all = parts(card), next = all[all.indexOf(event.target) + (getComputedStyle(card).direction === "rtl" ? -way : way)];
    if (!next || !all.includes(event.target)) return;
    event.preventDefault();
    next.focus();
  }, here);
})();
