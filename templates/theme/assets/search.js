/* Search, in the browser: what every page loads. It reads shards, and fetches the engine, which is one (its parts are in
   templates/search), when somebody searches. Everything is plain: no module, no dependency, no request elsewhere. */
(function () {
  "use strict";
  const script = /** @type {HTMLScriptElement} */ (document.currentScript), root = new URL("../", script.src);

  /* Shards: scripts that call papershelfShard(name, number of bytes, seven bits in every sign). */
  const arrived = new Map(), asked = new Map();
  window.papershelfShard = function (name, size, text) {
    const take = arrived.get(name);
    arrived.set(name, [size, text]);
    if (typeof take === "function") take([size, text]);
  };

  function load(name) {
    if (!asked.has(name)) {
      asked.set(name, new Promise((resolve, reject) => {
        if (arrived.has(name)) return resolve(arrived.get(name));
        arrived.set(name, resolve);
        const shard = document.createElement("script");
        shard.src = new URL(`assets/search/${name === "root" ? "index" : name}.js${engine.version}`, root).href;
        shard.onerror = function () {
          arrived.delete(name);
          asked.delete(name);
          reject(new Error(`${shard.src} does not load`));
        };
        document.head.append(shard);
      }).then(unpack));
    }
    return asked.get(name);
  }

  async function unpack([size, text]) {
    const illegal = [0, 10, 13, 34, 92], bytes = new Uint8Array(size);
    let at = 0, bits = 0, held = 0;
    function take(seven) {
      held = held << 7 | seven;
      bits += 7;
      if (bits > 7) bytes[at++] = held >> (bits -= 8) & 255;
    }
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 127) take(illegal[code - 128 >> 7]);
      take(code & 127);
    }
    if (bits && at < size) bytes[at] = held << 8 - bits & 255;
    const whole = await inflated(bytes), next = numbers(whole), lengths = Array.from({ length: next() }, next);
    let from = next.at();
    return lengths.map((length) => whole.subarray(from, from += length));
  }

  /* Browsers before 2023 do not know raw deflate: they get what reads it. */
  async function inflated(bytes) {
    let stream;
    try { stream = new DecompressionStream("deflate-raw"); } catch (error) { return (await reader())(bytes); }
    return new Uint8Array(await new Response(new Blob([bytes]).stream().pipeThrough(stream)).arrayBuffer());
  }

  function reader() {
    return new Promise((resolve, reject) => {
      if (window.papershelfInflate) return resolve(window.papershelfInflate);
      const element = document.createElement("script");
      element.src = new URL("assets/inflate.js", root).href;
      element.onload = () => resolve(window.papershelfInflate);
      element.onerror = () => reject(new Error(`${element.src} does not load`));
      document.head.append(element);
    });
  }

  function numbers(bytes) {
    let at = 0;
    function next() {
      let number = 0, shift = 0, byte;
      do { byte = bytes[at++]; number |= (byte & 127) << shift; shift += 7; } while (byte > 127);
      return number;
    }
    next.at = function () { return at; };
    next.skip = function (count) { at += count; };
    return next;
  }

  /* The engine adds what it can do. Without scripts the form of each page leads to the page of search. */
  const engine = window.papershelfSearch = /** @type {PapershelfSearch} */ ({ script, root, load, numbers, arrived, start, version: "" });
  let started = null;
  function start() {
    started = started || load("engine").then(([text]) => {
      const code = document.createElement("script");
      code.textContent = new TextDecoder().decode(text);
      document.head.append(code);
      return engine;
    }).catch((error) => { started = null; throw error; });
    return started;
  }

  const page = document.getElementById("search-page"), form = document.querySelector(".ps-find");
  if (page) {
    if (form) form.hidden = true;
    start().then(() => engine.showPage(page)).catch((error) => { page.textContent = window.papershelfWords._("Search does not start: {reason}", { reason: error.message }); });
  }
  document.querySelectorAll('form.ps-ask[action*="search"]').forEach((one) => {
    const files = script.dataset.urls === "files";
    one.action = new URL(files ? "search.html" : `search/${root.protocol === "file:" ? "index.html" : ""}`, root).href;
  });
  if (!form) return;
  const own = form.querySelector("input");
  const ask = () => start().then(() => {
    const typed = own.value;
    own.value = "";
    own.blur();
    engine.ask(typed);
  }).catch(() => own.focus());
  own.addEventListener("mousedown", (event) => { event.preventDefault(); own.focus(); ask(); });
  own.addEventListener("input", ask);
  document.addEventListener("keydown", (event) => {
    /* Of a dialog that was closed a moment ago the box may still have the focus. */
    const typing = event.target instanceof Element && !event.target.closest("dialog:not([open])")
      && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!slash && !((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    /* Letters typed while the engine is on its way are kept by the box of the page. */
    if (!page) own.focus();
    ask();
  });
})();
