/* The map: titles under the pointer, arrow keys from dot to dot, groups on and off, zoom and pan. */
(function () {
  "use strict";
  const each = window.papershelf.each;
  const frame = document.querySelector(".ps-map");
  if (!frame) return;
  const svg = frame.querySelector("svg");
  const whole = svg.viewBox.baseVal;
  const size = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  const view = { x: size.x, y: size.y, w: size.w, h: size.h };
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const still = calm.matches;

  const dots = Array.from(svg.querySelectorAll("a"), (link) => {
    const circle = link.querySelector("circle");
    const title = link.querySelector("title");
    const dot = { link, circle, x: +circle.getAttribute("cx"), y: +circle.getAttribute("cy"), title: title.textContent };
    link.setAttribute("aria-label", dot.title);
    if (!link.hasAttribute("href")) link.setAttribute("role", "link");
    title.remove();
    return dot;
  });
  if (!dots.length) return;

  /* The title of the dot under the pointer or in focus */
  const tip = document.createElement("div");
  tip.className = "ps-map-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  frame.append(tip);
  function name(dot) {
    const box = dot.circle.getBoundingClientRect(), edge = frame.getBoundingClientRect();
    tip.textContent = dot.title;
    tip.hidden = false;
    let left = box.left - edge.left + box.width / 2 - tip.offsetWidth / 2;
    let top = box.top - edge.top - tip.offsetHeight - 6;
    if (top < 0) top = box.bottom - edge.top + 6;
    left = Math.max(0, Math.min(left, edge.width - tip.offsetWidth)) + frame.scrollLeft;
    tip.style.transform = `translate(${left}px,${top}px)`;
  }
  function unname() { tip.hidden = true; }
  function dotOf(event) {
    const link = event.target.closest && event.target.closest("a");
    return link && dots.find((dot) => dot.link === link);
  }
  ["pointerover", "focusin"].forEach((kind) => {
    svg.addEventListener(kind, (event) => { const dot = dotOf(event); if (dot) name(dot); });
  });
  svg.addEventListener("pointerout", unname);
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
    view.x = Math.max(size.x, Math.min(size.x + size.w - view.w, view.x));
    view.y = Math.max(size.y, Math.min(size.y + size.h - view.h, view.y));
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].map((n) => n.toFixed(1)).join(" "));
    const scale = Math.max(view.w / size.w, .12);
    svg.style.setProperty("--ps-zoom", scale.toFixed(3));
    svg.style.touchAction = view.w < size.w ? "none" : "pan-y";
    unname();
  }
  function zoom(by, x, y) {
    const w = Math.max(size.w / 12, Math.min(size.w, view.w * by)), ratio = w / view.w;
    move({ x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, w });
  }
  function move(to) {
    let start = { x: view.x, y: view.y, w: view.w }, began = null;
    if (still) { view.x = to.x; view.y = to.y; view.w = to.w; return draw(); }
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
      if (button.dataset.zoom === "all") move({ x: size.x, y: size.y, w: size.w });
      else zoom(button.dataset.zoom === "in" ? .6 : 1 / .6, x, y);
    });
  });
  svg.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey && view.w >= size.w) return; /* the page scrolls, until one has zoomed in */
    event.preventDefault();
    const at = point(event), w = view.w * Math.exp(event.deltaY * .002), ratio = Math.max(size.w / 12, Math.min(size.w, w)) / view.w;
    view.x = at.x - (at.x - view.x) * ratio; view.y = at.y - (at.y - view.y) * ratio; view.w *= ratio;
    draw();
  }, { passive: false });
  svg.addEventListener("dblclick", (event) => { event.preventDefault(); const at = point(event); zoom(.5, at.x, at.y); });
  let held = null, dragged = false;
  svg.addEventListener("pointerdown", (event) => { held = { x: event.clientX, y: event.clientY }; dragged = false; });
  addEventListener("pointermove", (event) => {
    if (!held || view.w >= size.w) return;
    const box = svg.getBoundingClientRect(), dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!dragged && Math.abs(dx) + Math.abs(dy) < 4) return;
    dragged = true;
    view.x -= dx / box.width * view.w; view.y -= dy / box.height * view.h;
    held = { x: event.clientX, y: event.clientY };
    draw();
  }, window.papershelf.here);
  ["pointerup", "pointercancel"].forEach((kind) => {
    addEventListener(kind, () => { held = null; }, window.papershelf.here);
  });
  svg.addEventListener("click", (event) => { if (dragged) event.preventDefault(); });
  svg.addEventListener("dragstart", (event) => { event.preventDefault(); });

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
