/* What every page can do: light or dark, marks of the reader, copying a citation. All of it stays in this browser. */
(function () {
  "use strict";
  var root = document.documentElement;
  var script = document.currentScript;
  var _ = window.papershelfWords._, ngettext = window.papershelfWords.ngettext;
  var base = new URL("../", script.src);
  /* Where a frame changes pages without loading them anew, this runs once for each page; what the page before listened
     to outside itself ends here. */
  if (window.papershelf && window.papershelf.leave) window.papershelf.leave();
  var leaving = new AbortController();
  var here = { signal: leaving.signal };

  /* What the browser keeps, for each shelf of a site by itself. Where storage is forbidden, marks last as long as the
     page. */
  var memory = {};
  var prefix = "papershelf." + (script.dataset.at ? script.dataset.at + "." : "");
  var store = {
    get: function (name, other) {
      try { return JSON.parse(localStorage.getItem(prefix + name)) || other; } catch (e) { return memory[name] || other; }
    },
    set: function (name, value) {
      memory[name] = value;
      try { localStorage.setItem(prefix + name, JSON.stringify(value)); } catch (e) { /* forbidden or full */ }
    },
  };

  /* Marks: {address below the site's root: {title, state: "later" or "read"}}. What the browser keeps, and what a file
     brings, may come from anywhere: addresses of papers and two states are all that is taken. */
  var PAPER = /^papers\/(?!\.{1,2}(?:\/|$))[^\/\\:?#]+(?:\/(?:index\.html)?)?$/;
  function sound(kept) {
    var good = {};
    Object.keys(kept && typeof kept === "object" ? kept : {}).forEach(function (address) {
      var one = kept[address];
      if (!PAPER.test(address) || !one || (one.state !== "later" && one.state !== "read")) return;
      try { encodeURI(address); } catch (e) { return; /* half a character */ }
      good[address] = { title: typeof one.title === "string" && one.title ? one.title : slugOf(address), state: one.state };
    });
    return good;
  }
  var marks = {
    sound: sound,
    all: function () { return sound(store.get("marks", {})); },
    of: function (address) { return (marks.all()[address] || {}).state || ""; },
    set: function (address, title, state) {
      var all = marks.all();
      if (state) all[address] = { title: title, state: state }; else delete all[address];
      store.set("marks", all);
      document.dispatchEvent(new CustomEvent("papershelf:marks"));
    },
  };

  function addressOf(href) {
    var url = new URL(href, location.href);
    var below = url.href.startsWith(base.href) ? url.href.slice(base.href.length) : "";
    try { return decodeURI(below).split(/[?#]/)[0]; } catch (e) { return ""; /* no address of ours */ }
  }
  function slugOf(address) {
    return address.replace(/^papers\//, "").replace(/(\/|\/index\.html|\.html)$/, "");
  }
  function each(selector, act, within) { (within || document).querySelectorAll(selector).forEach(act); }
  function save(name, type, text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: type }));
    link.download = name;
    link.click();
    setTimeout(function () { URL.revokeObjectURL(link.href); }, 1000);
  }
  function load(path, done) {
    var other = document.createElement("script");
    other.src = new URL(path, base).href;
    Object.assign(other.dataset, { urls: script.dataset.urls || "", query: script.dataset.query || "" });
    if (done) other.onload = done;
    document.head.append(other);
  }
  window.papershelf = {
    base: base, store: store, marks: marks, addressOf: addressOf, slugOf: slugOf, each: each, load: load, save: save, here: here,
    leave: function () { leaving.abort(); },
  };

  each(".ps-scheme", function (button) {
    button.addEventListener("click", function () {
      var next = root.getAttribute("data-md-color-scheme") === "slate" ? "light" : "dark";
      root.style.colorScheme = next;
      root.setAttribute("data-md-color-scheme", next === "dark" ? "slate" : "default");
      try { localStorage.setItem("papershelf.scheme", next); } catch (e) { /* it lasts for this page */ }
    });
  });

  /* The menu closes by Escape, by a click elsewhere, and when the focus leaves it. */
  each(".ps-menu", function (menu) {
    function close(event) { if (!menu.contains(event.target)) menu.open = false; }
    document.addEventListener("click", close, here);
    document.addEventListener("focusin", close, here);
    menu.addEventListener("keydown", function (event) {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });

  /* Where the site asks for it, every block of code can be copied. */
  if (script.dataset.copy) each(".md-typeset pre > code", function (code) {
    if (code.closest(".ps-cite")) return;
    var box = document.createElement("div"), button = document.createElement("button"), block = code.parentNode;
    box.className = "ps-code";
    button.type = "button";
    button.className = "ps-button ps-copy";
    button.textContent = _("Copy");
    block.replaceWith(box);
    box.append(block, button);
  });
  each(".ps-copy", function (button) {
    button.addEventListener("click", function () {
      var text = button.parentNode.querySelector("code").textContent;
      function done() {
        button.textContent = _("Copied");
        setTimeout(function () { button.textContent = _("Copy"); }, 1600);
      }
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, function () { select(button); });
      else select(button);
    });
  });
  function select(button) { getSelection().selectAllChildren(button.parentNode.querySelector("code")); }

  /* On a paper's page: two buttons. In lists: one on each card, in room that the style sheet keeps for it. */
  /* A page in another language is that of the same paper. */
  function thisPage() {
    return addressOf(location.href).replace(/^(papers\/[^\/]+)\/[a-z]{2,3}(?:-\w+)?(?=\.html$|\/|$)/, "$1");
  }
  function show() {
    each(".ps-ways .ps-mark", function (button) {
      button.setAttribute("aria-pressed", String(marks.of(thisPage()) === button.dataset.mark));
    });
    each(".ps-keep", function (button) {
      var state = marks.of(button.dataset.address);
      button.setAttribute("aria-pressed", String(state !== ""));
      button.dataset.mark = state || "later";
      button.closest("li").classList.toggle("ps-is-read", state === "read");
    });
  }
  each(".ps-ways .ps-mark", function (button) {
    button.addEventListener("click", function () {
      var now = marks.of(thisPage()) === button.dataset.mark ? "" : button.dataset.mark;
      marks.set(thisPage(), (document.querySelector(".papershelf") || document).querySelector("h1").firstChild.textContent, now);
    });
  });
  each(".ps-cards .ps-title", function (link) {
    var address = addressOf(link.href);
    var button = document.createElement("button");
    button.type = "button";
    button.className = "ps-keep ps-mark";
    button.dataset.address = address;
    button.setAttribute("aria-label", _("To read: {title}", { title: link.textContent }));
    button.addEventListener("click", function () {
      marks.set(address, link.textContent, marks.of(address) ? "" : "later");
    });
    link.closest("li").append(button);
  });
  document.addEventListener("papershelf:marks", show, here);
  addEventListener("storage", show, here);
  show();

  /* New since the last visit: listings that were not there then. The first visit has nothing to compare. */
  function listed(kept) { return Array.isArray(kept) ? kept : null; }
  var known = listed(store.get("listings", null));
  var visit = sessionStorageGet();
  function sessionStorageGet() {
    try { return listed(JSON.parse(sessionStorage.getItem(prefix + "unseen"))); } catch (e) { return null; }
  }
  function news(unseen) {
    var slugs = {};
    unseen.forEach(function (list) { list.forEach(function (slug) { slugs[slug] = true; }); });
    var count = Object.keys(slugs).length;
    each(".ps-since", function (line) {
      if (count) line.textContent = ngettext("{n} paper is new since your last visit.", "{n} papers are new since your last visit.", count);
    });
    each(".ps-cards .ps-title", function (link) {
      var fresh = link.parentNode.querySelector(".ps-new");
      if (!slugs[slugOf(addressOf(link.href))]) return;
      if (!fresh) {
        fresh = document.createElement("span");
        fresh.className = "ps-new";
        link.after(" ", fresh);
      }
      fresh.textContent = _("new to you");
    });
  }
  if (document.querySelector(".ps-since, .ps-cards")) load("api/listings.js", function () {
    var listings = window.papershelfListings || {};
    if (!visit) {
      visit = known ? Object.keys(listings).filter(function (file) { return known.indexOf(file) < 0; }) : [];
      try { sessionStorage.setItem(prefix + "unseen", JSON.stringify(visit)); } catch (e) { /* asked again */ }
      store.set("listings", Object.keys(listings));
    }
    if (visit.length) news(visit.map(function (file) { return Object.hasOwn(listings, file) ? listings[file] : []; }));
  });

  /* The page's own script, where the frame cannot promise to run scripts in their order. */
  (script.dataset.then || "").split(" ").filter(Boolean).forEach(function (name) { load("assets/" + name); });
})();
