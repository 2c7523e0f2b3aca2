/** What the parts of the search engine hand to each other. */

/** A word of the index. */
interface Term {
  id: number;
  /** Ascending, each with how strongly it has the term. */
  papers: Uint32Array;
  levels: Uint8Array;
  /** Terms beside it, as 2 id for the one after and 2 id + 1 for the one before: the places among its papers. */
  pairs: Map<number, Iterable<number>>;
  /** Other terms and what they weigh. */
  related: [number, number][];
}
type Weighted = [Term, number];

/** A word of a query, and what was found for it; `shown` is the form that was taken for it. */
interface Resolved { word: string; found: Weighted[]; shown?: string }

interface FieldPart { kind: string; value: string; without: boolean }
interface Query { words: string[]; phrases: string[][]; fields: FieldPart[]; without: string[][] }

interface Asked {
  found: Resolved[];
  joined: Term[];
  /** A concept, and from where to where its words stand in `found`. */
  concepts: [Term, number, number][];
  shorts: string[];
  longs: [string, string][];
}
