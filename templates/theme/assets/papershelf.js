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

  /* Marks: {address below the site's root: {title, state: "later", "read" or, where it is both, "again"}}. What the browser
     keeps, and what a file brings, may come from anywhere: addresses of papers and these states are all that is taken. */
  const MARKS = { later: ["later"], read: ["read"], again: ["later", "read"] };
  const stateOf = (later, read) => (later && read ? "again" : later ? "later" : read ? "read" : "");
  const PAPER = /^papers\/(?!\.{1,2}(?:\/|$))[^\/\\:?#]+(?:\/(?:index\.html)?)?$/;
  function sound(kept) {
    /** @type {Marks} */
    const good = {};
    Object.keys(kept && typeof kept === "object" ? kept : {}).forEach((address) => {
      const one = kept[address];
      if (!PAPER.test(address) || !one || typeof one.state !== "string" || !Object.hasOwn(MARKS, one.state)) return;
      try { encodeURI(address); } catch (e) { return; /* half a character */ }
      good[address] = { title: typeof one.title === "string" && one.title ? one.title : slugOf(address), state: one.state };
    });
    return good;
  }
  /** @type {Papershelf["marks"]} */
  const marks = {
    sound,
    all() { return sound(store.get("marks", {})); },
    has(address, mark, all) { return marks.says(((all || marks.all())[address] || {}).state, mark); },
    says(state, mark) { return (MARKS[state] || []).includes(mark); },
    /* One mark on or off; the other stays, but for a paper that waited to be read and now is. */
    turn(address, title, mark) {
      const later = marks.has(address, "later"), read = marks.has(address, "read");
      marks.set(address, title, mark === "read" ? stateOf(later && read, !read) : stateOf(!later, read));
    },
    set(address, title, state) {
      const all = marks.all();
      if (state) all[address] = { title, state }; else delete all[address];
      keepAll(all);
    },
    /* A list from elsewhere comes on top: no mark is taken away. */
    join(kept) {
      const all = marks.all(), good = sound(kept), found = Object.keys(good), known = found.filter((address) => all[address]);
      found.forEach((address) => {
        const both = ["later", "read"].map((mark) => marks.has(address, mark, all) || marks.has(address, mark, good));
        all[address] = { title: (all[address] || good[address]).title, state: stateOf(both[0], both[1]) };
      });
      keepAll(all);
      return { added: found.length - known.length, known: known.length, refused: Object.keys(kept).length - found.length };
    },
  };
  function keepAll(all) {
    store.set("marks", all);
    document.dispatchEvent(new CustomEvent("papershelf:marks"));
  }

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
  window.papershelf = /** @type {Papershelf} */ ({
    base, store, marks, addressOf, slugOf, each, load, save, here, keep,
    leave() { leaving.abort(); },
  });

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
    const all = marks.all();
    each(".ps-ways .ps-mark", (button) => {
      button.setAttribute("aria-pressed", String(marks.has(thisPage(), button.dataset.mark, all)));
    });
    each(".ps-keep", (button) => {
      const address = button.dataset.address || "", title = button.dataset.title, read = marks.has(address, "read", all);
      button.setAttribute("aria-pressed", String(marks.has(address, "later", all)));
      button.setAttribute("aria-label", read ? _("To read again: {title}", { title }) : _("To read: {title}", { title }));
      button.closest("li").classList.toggle("ps-is-read", read);
    });
    each(".ps-kept", (link) => {
      const count = Object.keys(all).filter((address) => marks.has(address, "later", all)).length;
      const said = ngettext("Your reading list: {n} paper to read", "Your reading list: {n} papers to read", count);
      link.title = said;
      link.setAttribute("aria-label", said);
      if (count) link.dataset.count = count > 99 ? "99+" : String(count); else delete link.dataset.count;
    });
  }
  each(".ps-ways .ps-mark", (button) => {
    button.addEventListener("click", () => {
      marks.turn(thisPage(), (document.querySelector(".papershelf") || document).querySelector("h1").firstChild.textContent, button.dataset.mark);
    });
  });
  /* A bookmark for a paper of a list that has none yet. */
  function bookmark(link) {
    const card = link.closest("li"), button = document.createElement("button");
    if (card.querySelector(".ps-keep")) return;
    const address = addressOf(link.href), title = link.textContent;
    button.type = "button";
    button.className = "ps-keep ps-mark";
    Object.assign(button.dataset, { mark: "later", address, title });
    button.addEventListener("click", () => { marks.turn(address, title, "later"); });
    card.append(button);
  }
  function keep(list) {
    each(".ps-title", bookmark, list);
    show();
  }
  each(".ps-cards .ps-title", bookmark);
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

  /* The page's own scripts one after the other, where the frame cannot promise to run scripts in their order. */
  (function next([name, ...others]) {
    if (name) load(`assets/${name}`, () => { next(others); });
  })((script.dataset.then || "").split(" "));
})();
