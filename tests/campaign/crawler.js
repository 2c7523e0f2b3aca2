/* What the crawler does inside the browser. `read` parses pages, which runs nothing, and tells what no template makes;
   `open_` opens them in frames, where scripts run, and does with the mouse and the keyboard what sets handlers off. */
(() => {
  const LINKS = ["href", "src", "action", "formaction", "xlink:href", "data", "poster", "background", "ping", "srcset"];
  const plain = text => text.split(/\s+/).filter(Boolean).join(" ");

  function oddities(page, path, given) {
    const odd = [];
    const tell = (what, element) => odd.push(`${path}: ${what}: ${element.outerHTML.slice(0, 200)}`);
    for (const element of page.querySelectorAll("*")) {
      const name = element.localName;
      if (!given.elements.includes(name) && !(name === "b" && path === "review.html")) tell("element", element);
      for (const attribute of element.attributes) {
        const at = attribute.name.toLowerCase();
        if (at.startsWith("on") || at === "srcdoc" || /[^a-z0-9:-]/i.test(at)) tell(`attribute ${at}`, element);
        if (LINKS.includes(at)) leads(element, at, attribute.value, path, given, tell);
      }
      if (name === "script") runs(element, given, tell);
      if (name === "style" && /@import|url\(\s*["']?(https?:)?\/\//i.test(element.textContent)) tell("style", element);
      if (name === "meta" && element.httpEquiv.toLowerCase() === "refresh") {
        leads(element, "refresh", element.content.replace(/^[^=]*=\s*/, ""), path, given, tell);
      }
    }
    return odd;
  }
  function leads(element, name, value, path, given, tell) {
    let url;
    try { url = new URL(value, given.base + path); } catch (e) { return; }
    const isLink = element.localName === "a" || (element.localName === "link" && ["canonical", "cite-as"].includes(element.rel));
    const isOurs = url.href.startsWith(given.base);
    if (isLink ? !["http:", "https:", "mailto:"].includes(url.protocol) : !isOurs) tell(`address in ${name}`, element);
  }
  function runs(element, given, tell) {
    if (element.hasAttribute("src") || !given.scripts) return; /* a page that has run makes scripts of its own */
    if (element.type === "application/ld+json") {
      try { JSON.parse(element.textContent); } catch (e) { tell("data that is no JSON", element); }
    } else if (!given.scripts.includes(plain(element.textContent))) tell("script", element);
  }

  window.oddities = oddities;
  window.read = async given => (await Promise.all(given.paths.map(async path => {
    const answer = await fetch(given.base + path);
    if (!answer.ok) return [`${path}: status ${answer.status}`];
    return oddities(new DOMParser().parseFromString(await answer.text(), "text/html"), path, given);
  }))).flat();

  const EVENTS = ["mouseover", "mouseenter", "focus", "pointerdown", "toggle"];
  window.touch = page => {
    for (const element of page.querySelectorAll("[href], [title], button, input, summary, li")) {
      for (const name of EVENTS) element.dispatchEvent(new Event(name, { bubbles: true }));
    }
  };
  window.open_ = async given => (await Promise.all(given.paths.map(path => new Promise(done => {
    const frame = document.createElement("iframe");
    frame.style.cssText = "position:fixed;inset:0;width:100vw;height:100vh";
    frame.onload = () => {
      const wrong = [];
      try { touch(frame.contentDocument); } catch (e) { wrong.push(`${path}: led to another host`); }
      setTimeout(() => { frame.remove(); done(wrong); }, 50);
    };
    frame.src = given.base + path;
    document.body.append(frame);
  })))).flat();
})();
