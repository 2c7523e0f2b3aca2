/* The map: titles under the pointer, arrow keys from dot to dot, groups on and off, zoom and pan. */
(function () {
  "use strict";
  const each = window.papershelf.each;
  const frame = document.querySelector(".ps-map");
  if (!frame) return;
  const svg = frame.querySelector("svg");
  const view = { x: 0, y: 0, w: 0, h: 0 };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const still = calm.matches;

  /* The map lies on wide screens and stands on narrow ones, where width and height of places are exchanged. Each has
     names of its own. Both are told by pixels: map.css has the same width, and letters are no larger. */
  const drawings = Array.from(svg.querySelectorAll(".ps-names"), (names) => ({
    names, w: Number(names.dataset.width), h: Number(names.dataset.height), dot: Number(names.dataset.dot),
    letters: Number(names.getAttribute("font-size")),
    late: Array.from(names.querySelectorAll("[data-zoom]")),
  }));
  const NARROW = 720, LETTERS = 13;
  let size = drawings[0];

  const dots = Array.from(svg.querySelectorAll("a"), (link) => {
    const circle = link.querySelector("circle");
    const title = link.querySelector("title");
    const lies = [+circle.getAttribute("cx"), +circle.getAttribute("cy")];
    const dot = { link, circle, lies, x: lies[0], y: lies[1], title: title.textContent };
    link.setAttribute("aria-label", dot.title);
    if (!link.hasAttribute("href")) link.setAttribute("role", "link");
    title.remove();
    return dot;
  });
  if (!dots.length) return;

  /* The title of the dot under the pointer or in focus; where a finger touched, it leads to the paper too. */
  const tip = document.createElement("a");
  tip.className = "ps-map-tip";
  tip.hidden = true;
  tip.tabIndex = -1;
  tip.setAttribute("aria-hidden", "true");
  frame.append(tip);
  let named = null;
  function name(dot) {
    const box = dot.circle.getBoundingClientRect(), edge = frame.getBoundingClientRect();
    if (named) named.link.classList.remove("ps-named-dot");
    named = dot;
    dot.link.classList.add("ps-named-dot");
    tip.textContent = dot.title;
    tip.href = address(dot);
    tip.hidden = false;
    let left = box.left - edge.left + box.width / 2 - tip.offsetWidth / 2;
    let top = box.top - edge.top - tip.offsetHeight - 6;
    if (top < 0) top = box.bottom - edge.top + 6;
    left = Math.max(0, Math.min(left, edge.width - tip.offsetWidth));
    tip.style.transform = `translate(${left}px,${top}px)`;
  }
  function unname() {
    if (named) named.link.classList.remove("ps-named-dot");
    named = null;
    tip.hidden = true;
  }
  function address(dot) { return new URL(dot.link.href.baseVal, document.baseURI).href; }
  function dotOf(event) {
    const link = event.target.closest && event.target.closest("a");
    return link && dots.find((dot) => dot.link === link);
  }
  /* A pointer means the nearest dot, which it need not hit: a finger is 24 pixels wide and more. */
  function nearest(event, reach) {
    const at = point(event), scale = svg.getBoundingClientRect().width / view.w;
    let best = null, least = reach / scale;
    dots.forEach((dot) => {
      const far = Math.hypot(dot.x - at.x, dot.y - at.y);
      if (far <= least && visible(dot)) { least = far; best = dot; }
    });
    return best;
  }
  const reachOf = (type) => (type === "mouse" ? 12 : 24);
  svg.addEventListener("pointermove", (event) => {
    if (event.pointerType !== "mouse" || held.size) return;
    const dot = nearest(event, reachOf("mouse"));
    svg.style.cursor = dot ? "pointer" : "";
    if (!dot) unname(); else if (dot !== named) name(dot);
  });
  let byKey = true;
  document.addEventListener("pointerdown", () => { byKey = false; }, window.papershelf.here);
  document.addEventListener("keydown", () => { byKey = true; }, window.papershelf.here);
  svg.addEventListener("focusin", (event) => { const dot = dotOf(event); if (dot && byKey) name(dot); });
  svg.addEventListener("pointerleave", (event) => { if (event.pointerType === "mouse") unname(); });
  svg.addEventListener("focusout", unname);

  /* One dot at a time can be reached by Tab; arrows go to the nearest one that way. */
  let current = dots[0];
  current.link.tabIndex = 0;
  function visible(dot) { return dot.link.closest("g").style.display !== "none"; }
  function go(dot) {
    current.link.tabIndex = -1;
    current = dot;
    dot.link.tabIndex = 0;
    keep(dot);
    dot.link.focus({ preventScroll: true });
    name(dot);
  }
  function keep(dot) {
    if (dot.x < view.x || dot.x > view.x + view.w || dot.y < view.y || dot.y > view.y + view.h) {
      view.x = dot.x - view.w / 2; view.y = dot.y - view.h / 2; draw();
    }
  }
  svg.addEventListener("keydown", (event) => {
    const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Escape") return unname();
    if (event.key === "+" || event.key === "=") return zoom(.7, current.x, current.y);
    if (event.key === "-") return zoom(1 / .7, current.x, current.y);
    if (!way || !dotOf(event)) return;
    event.preventDefault();
    let best = null, least = Infinity;
    dots.forEach((dot) => {
      const dx = dot.x - current.x, dy = dot.y - current.y;
      const along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (dot === current || along <= 0 || across > along * 2 || !visible(dot)) return;
      const far = along + across * 2;
      if (far < least) { least = far; best = dot; }
    });
    if (best) go(best);
  });

  /* Zoom and pan by moving the view; dots and names keep their size on the screen. */
  function draw() {
    view.w = Math.max(size.w / 12, Math.min(size.w, view.w));
    view.h = view.w * size.h / size.w;
    view.x = Math.max(0, Math.min(size.w - view.w, view.x));
    view.y = Math.max(0, Math.min(size.h - view.h, view.y));
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].map((n) => n.toFixed(1)).join(" "));
    const scale = view.w / size.w, pixel = view.w / (svg.getBoundingClientRect().width || size.w);
    svg.style.setProperty("--ps-dot", `${(size.dot * scale).toFixed(2)}px`);
    svg.style.setProperty("--ps-letters", `${Math.min(size.letters * scale, LETTERS * pixel).toFixed(2)}px`);
    size.late.forEach((text) => { text.style.visibility = text.dataset.zoom * scale <= 1.001 ? "" : "hidden"; });
    svg.style.touchAction = scale < 1 ? "none" : "pan-y";
    unname();
  }
  function turn() {
    const stands = frame.clientWidth <= NARROW;
    const next = drawings[stands ? 1 : 0];
    if (next !== size || !view.w) {
      size = next;
      svg.classList.toggle("ps-tall", stands);
      dots.forEach((dot) => {
        dot.x = dot.lies[stands ? 1 : 0];
        dot.y = dot.lies[stands ? 0 : 1];
        dot.circle.setAttribute("cx", String(dot.x));
        dot.circle.setAttribute("cy", String(dot.y));
      });
      Object.assign(view, { x: 0, y: 0, w: size.w });
    }
    draw();
  }
  /* The place under a point of the screen stays there. */
  function nearer(by, at) {
    const w = Math.max(size.w / 12, Math.min(size.w, view.w * by)), ratio = w / view.w;
    return { x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio, w };
  }
  function zoom(by, x, y) { move(nearer(by, { x, y })); }
  function move(to) {
    let start = { x: view.x, y: view.y, w: view.w }, began = null;
    if (still) { Object.assign(view, to); return draw(); }
    requestAnimationFrame(function step(now) {
      began = began || now;
      const t = Math.min(1, (now - began) / 160), ease = 1 - (1 - t) * (1 - t);
      ["x", "y", "w"].forEach((key) => { view[key] = start[key] + (to[key] - start[key]) * ease; });
      draw();
      if (t < 1) requestAnimationFrame(step);
    });
  }
  function point(event) {
    const box = svg.getBoundingClientRect();
    return { x: view.x + (event.clientX - box.left) / box.width * view.w, y: view.y + (event.clientY - box.top) / box.height * view.h };
  }
  each("[data-zoom]", (button) => {
    button.addEventListener("click", () => {
      const x = view.x + view.w / 2, y = view.y + view.h / 2;
      if (button.dataset.zoom === "all") move({ x: 0, y: 0, w: size.w });
      else zoom(button.dataset.zoom === "in" ? .6 : 1 / .6, x, y);
    });
  }, document.querySelector(".ps-legend"));
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && view.w >= size.w) return; /* the page scrolls, until one has zoomed in */
    event.preventDefault();
    Object.assign(view, nearer(Math.exp(event.deltaY * .002), point(event)));
    draw();
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => { event.preventDefault(); const at = point(event); zoom(.5, at.x, at.y); });

  /* One finger or the mouse moves the map once it is enlarged, two fingers enlarge it. */
  const held = new Map();
  let dragged = false, type = "mouse";
  function grip() {
    const all = Array.from(held.values()), x = all.reduce((sum, one) => sum + one.clientX, 0) / all.length;
    const y = all.reduce((sum, one) => sum + one.clientY, 0) / all.length;
    return { clientX: x, clientY: y, wide: all.length > 1 ? Math.hypot(all[0].clientX - all[1].clientX, all[0].clientY - all[1].clientY) : 0 };
  }
  svg.addEventListener("pointerdown", (event) => {
    if (!held.size) dragged = false;
    held.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY });
    type = event.pointerType;
  });
  addEventListener("pointermove", (event) => {
    const before = held.get(event.pointerId);
    if (!before || (view.w >= size.w && held.size < 2)) return;
    if (!dragged && Math.abs(event.clientX - before.clientX) + Math.abs(event.clientY - before.clientY) < 4) return;
    dragged = true;
    const from = grip(), at = point(from);
    held.set(event.pointerId, { clientX: event.clientX, clientY: event.clientY });
    const to = grip(), box = svg.getBoundingClientRect();
    if (from.wide && to.wide) Object.assign(view, nearer(from.wide / to.wide, at));
    view.x -= (to.clientX - from.clientX) / box.width * view.w;
    view.y -= (to.clientY - from.clientY) / box.width * view.w;
    draw();
  }, window.papershelf.here);
  const drop = (event) => { held.delete(event.pointerId); };
  addEventListener("pointerup", drop, window.papershelf.here);
  addEventListener("pointercancel", drop, window.papershelf.here);
  svg.addEventListener("click", (event) => {
    if (!event.detail) return; /* by a key */
    const dot = dragged ? null : nearest(event, reachOf(type)), seen = named;
    if (dragged || !dot) { event.preventDefault(); if (!dragged) unname(); return; }
    if (type !== "mouse" && seen !== dot) { event.preventDefault(); name(dot); return; }
    if (dotOf(event) === dot) return;
    event.preventDefault();
    location.assign(address(dot));
  });
  svg.addEventListener("dragstart", (event) => { event.preventDefault(); });
  addEventListener("resize", turn, window.papershelf.here);
  turn();

  each(".ps-legend [data-region]", (button) => {
    button.addEventListener("click", () => {
      const on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      each(`[data-region='${button.dataset.region}']`, (part) => { part.style.display = on ? "" : "none"; }, svg);
      if (!visible(current)) {
        const other = dots.find(visible);
        if (other) { current.link.tabIndex = -1; current = other; other.link.tabIndex = 0; }
      }
    });
  });
})();
