/* The map: titles under the pointer, arrow keys from dot to dot, groups on and off, zoom and pan. */
(function () {
  "use strict";
  var each = window.papershelf.each;
  var frame = document.querySelector(".ps-map");
  if (!frame) return;
  var svg = frame.querySelector("svg");
  var whole = svg.viewBox.baseVal;
  var size = { x: whole.x, y: whole.y, w: whole.width, h: whole.height };
  var view = { x: size.x, y: size.y, w: size.w, h: size.h };
  var calm = matchMedia("(prefers-reduced-motion: reduce)");
  var still = calm.matches;

  var dots = Array.prototype.map.call(svg.querySelectorAll("a"), function (link) {
    var circle = link.querySelector("circle");
    var title = link.querySelector("title");
    var dot = { link: link, circle: circle, x: +circle.getAttribute("cx"), y: +circle.getAttribute("cy"), title: title.textContent };
    link.setAttribute("aria-label", dot.title);
    if (!link.hasAttribute("href")) link.setAttribute("role", "link");
    title.remove();
    return dot;
  });
  if (!dots.length) return;

  /* The title of the dot under the pointer or in focus */
  var tip = document.createElement("div");
  tip.className = "ps-map-tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  frame.append(tip);
  function name(dot) {
    var box = dot.circle.getBoundingClientRect(), edge = frame.getBoundingClientRect();
    tip.textContent = dot.title;
    tip.hidden = false;
    var left = box.left - edge.left + box.width / 2 - tip.offsetWidth / 2;
    var top = box.top - edge.top - tip.offsetHeight - 6;
    if (top < 0) top = box.bottom - edge.top + 6;
    left = Math.max(0, Math.min(left, edge.width - tip.offsetWidth)) + frame.scrollLeft;
    tip.style.transform = "translate(" + left + "px," + top + "px)";
  }
  function unname() { tip.hidden = true; }
  function dotOf(event) {
    var link = event.target.closest && event.target.closest("a");
    return link && dots.filter(function (dot) { return dot.link === link; })[0];
  }
  ["pointerover", "focusin"].forEach(function (kind) {
    svg.addEventListener(kind, function (event) { var dot = dotOf(event); if (dot) name(dot); });
  });
  svg.addEventListener("pointerout", unname);
  svg.addEventListener("focusout", unname);

  /* One dot at a time can be reached by Tab; arrows go to the nearest one that way. */
  var current = dots[0];
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
  svg.addEventListener("keydown", function (event) {
    var way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (event.key === "Escape") return unname();
    if (event.key === "+" || event.key === "=") return zoom(.7, current.x, current.y);
    if (event.key === "-") return zoom(1 / .7, current.x, current.y);
    if (!way || !dotOf(event)) return;
    event.preventDefault();
    var best = null, least = Infinity;
    dots.forEach(function (dot) {
      var dx = dot.x - current.x, dy = dot.y - current.y;
      var along = dx * way[0] + dy * way[1], across = Math.abs(dx * way[1]) + Math.abs(dy * way[0]);
      if (dot === current || along <= 0 || across > along * 2 || !visible(dot)) return;
      var far = along + across * 2;
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
    svg.setAttribute("viewBox", [view.x, view.y, view.w, view.h].map(function (n) { return n.toFixed(1); }).join(" "));
    var scale = Math.max(view.w / size.w, .12);
    svg.style.setProperty("--ps-zoom", scale.toFixed(3));
    svg.style.touchAction = view.w < size.w ? "none" : "pan-y";
    unname();
  }
  function zoom(by, x, y) {
    var w = Math.max(size.w / 12, Math.min(size.w, view.w * by)), ratio = w / view.w;
    move({ x: x - (x - view.x) * ratio, y: y - (y - view.y) * ratio, w: w });
  }
  function move(to) {
    var start = { x: view.x, y: view.y, w: view.w }, began = null;
    if (still) { view.x = to.x; view.y = to.y; view.w = to.w; return draw(); }
    requestAnimationFrame(function step(now) {
      began = began || now;
      var t = Math.min(1, (now - began) / 160), ease = 1 - (1 - t) * (1 - t);
      ["x", "y", "w"].forEach(function (key) { view[key] = start[key] + (to[key] - start[key]) * ease; });
      draw();
      if (t < 1) requestAnimationFrame(step);
    });
  }
  function point(event) {
    var box = svg.getBoundingClientRect();
    return { x: view.x + (event.clientX - box.left) / box.width * view.w, y: view.y + (event.clientY - box.top) / box.height * view.h };
  }
  each("[data-zoom]", function (button) {
    button.addEventListener("click", function () {
      var x = view.x + view.w / 2, y = view.y + view.h / 2;
      if (button.dataset.zoom === "all") move({ x: size.x, y: size.y, w: size.w });
      else zoom(button.dataset.zoom === "in" ? .6 : 1 / .6, x, y);
    });
  });
  svg.addEventListener("wheel", function (event) {
    if (!event.ctrlKey && !event.metaKey && view.w >= size.w) return; /* the page scrolls, until one has zoomed in */
    event.preventDefault();
    var at = point(event), w = view.w * Math.exp(event.deltaY * .002), ratio = Math.max(size.w / 12, Math.min(size.w, w)) / view.w;
    view.x = at.x - (at.x - view.x) * ratio; view.y = at.y - (at.y - view.y) * ratio; view.w *= ratio;
    draw();
  }, { passive: false });
  svg.addEventListener("dblclick", function (event) { event.preventDefault(); var at = point(event); zoom(.5, at.x, at.y); });
  var held = null, dragged = false;
  svg.addEventListener("pointerdown", function (event) { held = { x: event.clientX, y: event.clientY }; dragged = false; });
  addEventListener("pointermove", function (event) {
    if (!held || view.w >= size.w) return;
    var box = svg.getBoundingClientRect(), dx = event.clientX - held.x, dy = event.clientY - held.y;
    if (!dragged && Math.abs(dx) + Math.abs(dy) < 4) return;
    dragged = true;
    view.x -= dx / box.width * view.w; view.y -= dy / box.height * view.h;
    held = { x: event.clientX, y: event.clientY };
    draw();
  }, window.papershelf.here);
  ["pointerup", "pointercancel"].forEach(function (kind) {
    addEventListener(kind, function () { held = null; }, window.papershelf.here);
  });
  svg.addEventListener("click", function (event) { if (dragged) event.preventDefault(); });
  svg.addEventListener("dragstart", function (event) { event.preventDefault(); });

  each(".ps-legend [data-region]", function (button) {
    button.addEventListener("click", function () {
      var on = button.getAttribute("aria-pressed") !== "true";
      button.setAttribute("aria-pressed", String(on));
      each("[data-region='" + button.dataset.region + "']", function (part) { part.style.display = on ? "" : "none"; }, svg);
      if (!visible(current)) {
        var other = dots.filter(visible)[0];
        if (other) { current.link.tabIndex = -1; current = other; other.link.tabIndex = 0; }
      }
    });
  });
})();
