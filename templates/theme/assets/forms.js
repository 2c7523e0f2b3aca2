/* Papers as files for reference managers and tables, and what Zotero reads of a list: for the reading list, and for what
   a search found, which loads this when somebody asks for it. */
(function () {
  "use strict";
  const shelf = window.papershelf;
  if (shelf.saving) return;
  const { _ } = window.papershelfWords;

  /* The forms of papers come in scripts by the first sign of their slugs, each loaded once. */
  const forms = {}, asked = {};
  let head = "";
  shelf.forms = (row, papers) => { head = row; Object.assign(forms, papers); };
  function formsOf(addresses) {
    const slugs = addresses.map(shelf.slugOf), parts = slugs.map((slug) => (/^[a-z0-9]/.exec(slug) || ["other"])[0]);
    return Promise.all(parts.map((part) => asked[part] || (asked[part] = new Promise((/** @type {any} */ done) => {
      shelf.load(`api/forms/${part}.js`, done, done);
    })))).then(() => slugs.map((slug) => Object.hasOwn(forms, slug) ? forms[slug] : null));
  }
  function bibtex(addresses) {
    return new Promise((/** @type {any} */ done) => {
      shelf.load("api/citations.js", done, done);
    }).then(() => {
      const known = window.papershelfCitations || {};
      return addresses.map(shelf.slugOf).filter((slug) => Object.hasOwn(known, slug)).map((slug) => known[slug]).join("\n");
    });
  }
  const of = (act) => (addresses) => formsOf(addresses).then((found) => act(found.filter(Boolean)));
  /** @type {[string, string, string, (addresses: string[]) => Promise<string>][]} */
  const KINDS = [
    ["BibTeX", "bib", "application/x-bibtex", bibtex],
    ["RIS", "ris", "application/x-research-info-systems", of((found) => found.map((form) => form[0]).join("\n"))],
    ["CSL-JSON", "csl.json", "application/vnd.citationstyles.csl+json", of((found) => `[${found.map((form) => form[1]).join(",\n")}]\n`)],
    ["CSV", "csv", "text/csv", of((found) => head + found.map((form) => form[2]).join(""))],
  ];

  shelf.saving = {
    buttons(name, chosen) {
      return KINDS.map(([kind, ending, type, text]) => {
        const button = document.createElement("button");
        button.type = "button";
        button.className = "ps-button";
        button.textContent = kind;
        button.title = _("Save the papers as {kind}", { kind });
        button.addEventListener("click", () => {
          Promise.resolve(chosen()).then(text).then((whole) => { shelf.save(`${name}.${ending}`, type, whole); });
        });
        return button;
      });
    },
    /* What reference managers save of a list, and the event by which Zotero looks again. */
    cite(items, addresses) {
      formsOf(addresses).then((found) => {
        found.forEach((form, at) => {
          if (!form || items[at].querySelector(".Z3988")) return;
          const span = document.createElement("span");
          span.className = "Z3988";
          span.title = form[3];
          items[at].append(span);
        });
        document.dispatchEvent(new Event("ZoteroItemUpdated", { bubbles: true, cancelable: true }));
      });
    },
  };
})();
