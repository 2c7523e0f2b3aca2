/* What every page can do: light or dark, marks of the reader, copying a citation. All of it stays in this browser. */
(function () {
  "use strict";
  const root = document.documentElement;
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const { _, ngettext } = window.papershelfWords;
  const base = new URL("../", script.src);
  /* Where a frame changes pages without loading them anew, this runs once for each page; what the page before listened
     to outside itself ends here. */
  if (window.papershelf && window.papershelf.leave) window.papershelf.leave();
  const leaving = new AbortController();
  const here = { signal: leaving.signal };

  /* What the browser keeps, for each shelf of a site by itself. Where storage is forbidden, marks last as long as the
     page. */
  /** @type {Record<string, any>} */
  const memory = {};
  const prefix = `papershelf.${script.dataset.at ? `${script.dataset.at}.` : ""}`;
  const store = {
    get(name, other) {
      try { return JSON.parse(localStorage.getItem(prefix + name) || "null") || other; } catch (e) { return memory[name] || other; }
    },
    set(name, value) {
      memory[name] = value;
      try { localStorage.setItem(prefix + name, JSON.stringify(value)); } catch (e) { /* forbidden or full */ }
    },
  };

  /* Marks: {address below the site's root: {title, state: "later" or "read"}}. What the browser keeps, and what a file
     brings, may come from anywhere: addresses of papers and two states are all that is taken. */
  const PAPER = /^papers\/(?!\.{1,2}(?:\/|$))[^\/\\:?#]+(?:\/(?:index\.html)?)?$/;
  function sound(kept) {
    /** @type {Marks} */
    const good = {};
    Object.keys(kept && typeof kept === "object" ? kept : {}).forEach((address) => {
      const one = kept[address];
      if (!PAPER.test(address) || !one || (one.state !== "later" && one.state !== "read")) return;
      try { encodeURI(address); } catch (e) { return; /* half a character */ }
      good[address] = { title: typeof one.title === "string" && one.title ? one.title : slugOf(address), state: one.state };
    });
    return good;
  }
  /** @type {Papershelf["marks"]} */
  const marks = {
    sound,
    all() { return sound(store.get("marks", {})); },
    of(address) { return (marks.all()[address] || {}).state || ""; },
    set(address, title, state) {
      const all = marks.all();
      if (state) all[address] = { title, state }; else delete all[address];
      store.set("marks", all);
      document.dispatchEvent(new CustomEvent("papershelf:marks"));
    },
  };

  function addressOf(href) {
    const url = new URL(href, location.href);
    const below = url.href.startsWith(base.href) ? url.href.slice(base.href.length) : "";
    try { return decodeURI(below).split(/[?#]/)[0]; } catch (e) { return ""; /* no address of ours */ }
  }
  function slugOf(address) {
    return address.replace(/^papers\//, "").replace(/(\/|\/index\.html|\.html)$/, "");
  }
  function each(selector, act, within) { (within || document).querySelectorAll(selector).forEach(act); }
  function save(name, type, text) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => { URL.revokeObjectURL(link.href); }, 1000);
  }
  function load(path, done, failed) {
    const other = document.createElement("script");
    other.src = new URL(path, base).href;
    Object.assign(other.dataset, { urls: script.dataset.urls || "", query: script.dataset.query || "" });
    if (done) other.onload = done;
    if (failed) other.onerror = failed;
    document.head.append(other);
  }
  window.papershelf = {
    base, store, marks, addressOf, slugOf, each, load, save, here,
    leave() { leaving.abort(); },
  };

  each(".ps-scheme", (button) => {
    button.addEventListener("click", () => {
      const next = root.getAttribute("data-md-color-scheme") === "slate" ? "light" : "dark";
      root.style.colorScheme = next;
      root.setAttribute("data-md-color-scheme", next === "dark" ? "slate" : "default");
      try { localStorage.setItem("papershelf.scheme", next); } catch (e) { /* it lasts for this page */ }
    });
  });

  /* The menu closes by Escape, by a click elsewhere, and when the focus leaves it. */
  each(".ps-menu", (menu) => {
    function close(event) { if (!menu.contains(event.target)) menu.open = false; }
    document.addEventListener("click", close, here);
    document.addEventListener("focusin", close, here);
    menu.addEventListener("keydown", (event) => {
      if (event.key === "Escape") { menu.open = false; menu.querySelector("summary").focus(); }
    });
  });

  /* Where the site asks for it, every block of code can be copied. */
  if (script.dataset.copy) each(".md-typeset pre > code", (code) => {
    if (code.closest(".ps-cite")) return;
    const box = document.createElement("div"), button = document.createElement("button"), block = code.parentNode;
    box.className = "ps-code";
    button.type = "button";
    button.className = "ps-button ps-copy";
    button.textContent = _("Copy");
    block.replaceWith(box);
    box.append(block, button);
  });
  each(".ps-copy", (button) => {
    button.addEventListener("click", () => {
      const text = button.parentNode.querySelector("code").textContent;
      function done() {
        button.textContent = _("Copied");
        setTimeout(() => { button.textContent = _("Copy"); }, 1600);
      }
      if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => { select(button); });
      else select(button);
    });
  });
  function select(button) { getSelection()?.selectAllChildren(button.parentNode.querySelector("code")); }

  /* On a paper's page: two buttons. In lists: one on each card, in room that the style sheet keeps for it. */
  /* A page in another language is that of the same paper. */
  function thisPage() {
    return addressOf(location.href).replace(/^(papers\/[^\/]+)\/[a-z]{2,3}(?:-\w+)?(?=\.html$|\/|$)/, "$1");
  }
  function show() {
    each(".ps-ways .ps-mark", (button) => {
      button.setAttribute("aria-pressed", String(marks.of(thisPage()) === button.dataset.mark));
    });
    each(".ps-keep", (button) => {
      const state = marks.of(button.dataset.address);
      button.setAttribute("aria-pressed", String(state !== ""));
      button.dataset.mark = state || "later";
      button.closest("li").classList.toggle("ps-is-read", state === "read");
    });
  }
  each(".ps-ways .ps-mark", (button) => {
    button.addEventListener("click", () => {
      const now = marks.of(thisPage()) === button.dataset.mark ? "" : button.dataset.mark;
      marks.set(thisPage(), (document.querySelector(".papershelf") || document).querySelector("h1").firstChild.textContent, now);
    });
  });
  each(".ps-cards .ps-title", (link) => {
    const address = addressOf(link.href);
    const button = document.createElement("button");
    button.type = "button";
    button.className = "ps-keep ps-mark";
    button.dataset.address = address;
    button.setAttribute("aria-label", _("To read: {title}", { title: link.textContent }));
    button.addEventListener("click", () => {
      marks.set(address, link.textContent, marks.of(address) ? "" : "later");
    });
    link.closest("li").append(button);
  });
  document.addEventListener("papershelf:marks", show, here);
  addEventListener("storage", show, here);
  show();

  /* New since the last visit: listings that were not there then. The first visit has nothing to compare. */
  function listed(kept) { return Array.isArray(kept) ? kept : null; }
  const known = listed(store.get("listings", null));
  let visit = sessionStorageGet();
  function sessionStorageGet() {
    try { return listed(JSON.parse(sessionStorage.getItem(`${prefix}unseen`) || "null")); } catch (e) { return null; }
  }
  function news(unseen) {
    const slugs = {};
    unseen.forEach((list) => { list.forEach((slug) => { slugs[slug] = true; }); });
    const count = Object.keys(slugs).length;
    each(".ps-since", (line) => {
      if (count) line.textContent = ngettext("{n} paper is new since your last visit.", "{n} papers are new since your last visit.", count);
    });
    each(".ps-cards .ps-title", (link) => {
      let fresh = link.parentNode.querySelector(".ps-new");
      if (!slugs[slugOf(addressOf(link.href))]) return;
      if (!fresh) {
        fresh = document.createElement("span");
        fresh.className = "ps-new";
        link.after(" ", fresh);
      }
      fresh.textContent = _("new to you");
    });
  }
  if (document.querySelector(".ps-since, .ps-cards")) load("api/listings.js", () => {
    const listings = window.papershelfListings || {};
    if (!visit) {
      visit = known ? Object.keys(listings).filter((file) => !known.includes(file)) : [];
      try { sessionStorage.setItem(`${prefix}unseen`, JSON.stringify(visit)); } catch (e) { /* asked again */ }
      store.set("listings", Object.keys(listings));
    }
    if (visit.length) news(visit.map((file) => Object.hasOwn(listings, file) ? listings[file] : []));
  });

  /* The page's own script, where the frame cannot promise to run scripts in their order. */
  (script.dataset.then || "").split(" ").filter(Boolean).forEach((name) => { load(`assets/${name}`); });
})();
