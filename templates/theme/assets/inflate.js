/* Raw deflate (RFC 1951), for browsers that cannot read it by themselves. */
(function () {
  "use strict";
  function inflate(bytes) {
    let at = 0, bit = 0, out = new Uint8Array(4 * bytes.length + 1024), size = 0;
    function take(count) {
      let value = 0;
      for (let i = 0; i < count; i++) {
        value |= (bytes[at] >> bit & 1) << i;
        if (++bit > 7) bit = 0, at++;
      }
      return value;
    }
    function put(byte) {
      if (size === out.length) {
        const more = new Uint8Array(2 * size);
        more.set(out);
        out = more;
      }
      out[size++] = byte;
    }
    /* Canonical Huffman codes: how many there are of each length, and their symbols in order. */
    function codes(lengths) {
      const counts = new Uint16Array(16), symbols = [];
      for (const length of lengths) counts[length]++;
      counts[0] = 0;
      for (let length = 1; length < 16; length++) lengths.forEach((one, symbol) => one === length && symbols.push(symbol));
      return { counts, symbols };
    }
    function symbol({ counts, symbols }) {
      for (let length = 1, code = 0, first = 0, index = 0; length < 16; length++) {
        code |= take(1);
        if (code - first < counts[length]) return symbols[index + code - first];
        index += counts[length];
        first = first + counts[length] << 1;
        code <<= 1;
      }
      throw new RangeError("deflate");
    }
    const fill = (count, value) => new Array(count).fill(value);
    const fixed = [codes([...fill(144, 8), ...fill(112, 9), ...fill(24, 7), ...fill(8, 8)]), codes(fill(30, 5))];
    function dynamic() {
      const many = take(5) + 257, far = take(5) + 1, few = take(4) + 4, order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
      const sizes = fill(19, 0);
      for (let i = 0; i < few; i++) sizes[order[i]] = take(3);
      const kinds = codes(sizes), lengths = [];
      while (lengths.length < many + far) {
        const kind = symbol(kinds);
        if (kind < 16) lengths.push(kind);
        else if (kind === 16) lengths.push(...fill(take(2) + 3, lengths[lengths.length - 1]));
        else lengths.push(...fill(kind === 17 ? take(3) + 3 : take(7) + 11, 0));
      }
      return [codes(lengths.slice(0, many)), codes(lengths.slice(many))];
    }
    for (let last = 0; !last;) {
      last = take(1);
      const kind = take(2);
      if (!kind) {
        if (bit) bit = 0, at++;
        const count = bytes[at] | bytes[at + 1] << 8;
        at += 4;
        for (let i = 0; i < count; i++) put(bytes[at++]);
        continue;
      }
      const [letters, distances] = kind === 1 ? fixed : dynamic();
      for (let one = symbol(letters); one !== 256; one = symbol(letters)) {
        if (one < 256) {
          put(one);
          continue;
        }
        const step = one - 257, extra = step < 8 || step === 28 ? 0 : (step >> 2) - 1;
        const length = step === 28 ? 258 : (step < 8 ? step + 3 : (4 + (step & 3) << extra) + 3) + take(extra);
        const place = symbol(distances), more = place < 4 ? 0 : (place >> 1) - 1;
        const from = size - ((place < 4 ? place : 2 + (place & 1) << more) + 1 + take(more));
        for (let i = 0; i < length; i++) put(out[from + i]);
      }
    }
    return out.subarray(0, size);
  }

  window.papershelfInflate = inflate;
})();
