/* The pure half of the search engine under Node: calls come as JSON on the standard input, answers go out alike. */
const given = JSON.parse(require("fs").readFileSync(0, "utf8"));
const window = {
  papershelfSearch: { script: { dataset: {} }, root: new URL("file:///"), arrived: new Map() },
  papershelfWords: { _: (text) => text, ngettext: (one) => one },
};
const names = ["keys", "slug", "parse", "identities", "distance", "riceRows", "essential"];
const engine = new Function("window", `${given.code}
  const riceRows = (bytes, rows) => { const row = rice(bytes); return rows.map(([count, limit]) => Array.from(row(count, limit))); };
  return { ${names.join(", ")} };`)(window);
console.log(JSON.stringify(given.calls.map(([name, ...values]) => engine[name](...values))));
