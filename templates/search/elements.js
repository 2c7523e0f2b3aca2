/* What the places of search are made of: elements, addresses, names of fields. */
const { _, ngettext } = window.papershelfWords;
const KINDS = { topic: _("Topic"), tag: _("Tag"), year: _("Year"), venue: _("Venue"), listing: _("Listing") };
const PLACES_OF = { ...KINDS, author: _("Author"), text: _("Text"), key: _("Citation key"), address: _("Address") };

const folders = script.dataset.urls !== "files", leaving = (window.papershelf || {}).here, store = (window.papershelf || {}).store || {};
const address = (path) => new URL(!folders ? path.replace(/\.md$/, ".html")
  : path.replace(/(^|\/)index\.md$/, "$1").replace(/\.md$/, "/") + (root.protocol === "file:" ? "index.html" : ""), root).href;
const searchPage = (query) => address("search.md") + (query ? "?" + query : "");

function make(name, attributes, ...children) {
  const element = document.createElement(name);
  for (const attribute in attributes) {
    if (attribute.startsWith("on")) element.addEventListener(attribute.slice(2), attributes[attribute]);
    else if (attributes[attribute] !== null) element.setAttribute(attribute, attributes[attribute]);
  }
  element.append(...children);
  return element;
}
const papers = (number) => ngettext("{n} paper", "{n} papers", number);
