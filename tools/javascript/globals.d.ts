/** What scripts find in the window: words from the build, what every page can do, and the search. */

interface Words {
  /** The language, as BCP 47 names it. */
  tag: string;
  number(n: number): string;
  _(text: string, values?: Record<string, unknown>): string;
  ngettext(one: string, many: string, n: number, values?: Record<string, unknown>): string;
}

/** A paper of the reader's list; its state is "later", "read" or, where it is both, "again". */
interface Mark { title: string; state: string }
type Marks = Record<string, Mark>;

interface Papershelf {
  /** The root of the shelf's pages. */
  base: URL;
  store: { get(name: string, other: any): any; set(name: string, value: unknown): void };
  marks: {
    /** What of some data are marks. */
    sound(kept: any): Marks;
    all(): Marks;
    /** Whether a paper has a mark; `all` is what `all()` gave, if that is there. */
    has(address: string, mark: string, all?: Marks): boolean;
    says(state: string | undefined, mark: string): boolean;
    turn(address: string, title: string, mark: string): void;
    set(address: string, title: string, state: string): void;
    join(kept: object): { added: number; known: number; refused: number };
  };
  addressOf(href: string): string;
  slugOf(address: string): string;
  each(selector: string, act: (element: any) => void, within?: ParentNode): void;
  load(path: string, done?: () => void, failed?: () => void): void;
  /** What `api/forms/*.js` calls: the head of a table, and RIS, CSL-JSON, a row and the ContextObject by slug. */
  forms?: (head: string, papers: Record<string, string[]>) => void;
  save(name: string, type: string, text: string): void;
  /** A bookmark for each paper of a list. */
  keep(list: ParentNode): void;
  /** What `assets/forms.js` adds: buttons that save papers, and what reference managers read of a list. */
  saving: {
    buttons(name: string, chosen: () => string[] | Promise<string[]>): HTMLButtonElement[];
    cite(items: Element[], addresses: string[]): void;
  };
  /** Options of a listener outside the page, which ends with it. */
  here: AddEventListenerOptions & { signal: AbortSignal };
  leave(): void;
}

/** Reads numbers, one after the other. */
interface Numbers { (): number; at(): number; skip(count: number): void }

interface PapershelfSearch {
  script: HTMLScriptElement;
  root: URL;
  /** The sections of a shard. */
  load(name: string): Promise<any>;
  numbers(bytes: Uint8Array): Numbers;
  arrived: Map<string, unknown>;
  start(): Promise<PapershelfSearch>;
  /** The query of every shard's address. */
  version: string;
  /* What the engine adds: */
  ask(typed: string): void;
  showPage(page: HTMLElement): void;
  keys(text: string): string[];
  search: Function;
  card: Function;
  reasons: Function;
  address(path: string): string;
}

interface Window {
  papershelfWords: Words;
  papershelf: Papershelf;
  papershelfSearch: PapershelfSearch;
  papershelfShard(name: string, size: number, text: string): void;
  /** What `assets/inflate.js` sets, in browsers that need it. */
  papershelfInflate?: (bytes: Uint8Array) => Uint8Array;
  /** What `api/listings.js` and `api/citations.js` set. */
  papershelfListings?: Record<string, string[]>;
  papershelfCitations?: Record<string, string>;
}

/** An element that a selector finds has whatever the script reads of it. */
interface ParentNode {
  querySelector(selectors: string): any;
  querySelectorAll(selectors: string): NodeListOf<any>;
}
