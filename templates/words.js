/* The interface's own words in a script: _("Copied"), _("Remove {name}", { name: title }), and what a number demands,
   ngettext("{n} paper", "{n} papers", count). The build calls this with the language and its catalogue. */
(function (tag, said) {
  "use strict";
  const rules = new Intl.PluralRules(tag);
  function fill(text, values) {
    return text.replace(/\{(\w+)\}/g, (whole, name) => values && name in values ? values[name] : whole);
  }
  function number(n) { return n.toLocaleString(tag); }
  window.papershelfWords = {
    tag,
    number,
    _(text, values) { return fill(Object.hasOwn(said, text) ? said[text][0] : text, values); },
    ngettext(one, many, n, values) {
      const forms = Object.hasOwn(said, one) ? said[one] : [one, many];
      const form = forms.length === 1 || rules.select(n) === "one" ? forms[0] : forms[1];
      return fill(form, Object.assign({ n: number(n) }, values));
    },
  };
})