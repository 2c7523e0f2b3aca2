/* The reader's marks on the map: what waits to be read has an outline, what was read is pale, and a note says so where
   there are any. */
(function () {
  "use strict";
  const { marks, addressOf, here } = window.papershelf, { _ } = window.papershelfWords;
  const frame = document.querySelector(".ps-map");
  if (!frame) return;
  const dots = Array.from(frame.querySelectorAll("svg a"), (link) => ({
    link, title: link.getAttribute("aria-label"), address: addressOf(new URL(link.href.baseVal, document.baseURI).href),
  }));
  const legend = document.createElement("p");
  legend.className = "ps-map-marks ps-meta";
  legend.textContent = _("Outlined: to read. Pale: read.");
  frame.append(legend);
  function show() {
    const all = marks.all();
    legend.hidden = true;
    dots.forEach(({ link, title, address }) => {
      const later = marks.has(address, "later", all), read = marks.has(address, "read", all);
      if (later || read) legend.hidden = false;
      link.classList.toggle("ps-later", later);
      link.classList.toggle("ps-was-read", read);
      link.setAttribute("aria-label", [title, later && _("To read"), read && _("Read")].filter(Boolean).join(", "));
    });
  }
  document.addEventListener("papershelf:marks", show, here);
  addEventListener("storage", show, here);
  show();
})();
