import { type Json } from '@unseen/domain';
import { withWordsApart } from './fields.ts';
import { parseList } from './lists.ts';
import { NumberColumn } from './numbers.ts';
import { isPriceColumn, parsePrice } from './prices.ts';

/** Columns of codes: text even where all of them happen to be digits, so that a filter finds them in every file alike. */
const CODES =
  /^(?:.*[\s_\-.])?(?:sku|ean|gtin|upc|isbn|asin|mpn|barcode|zip|zip.?code|postal.?code|post.?code|plz|phone|telephone|tel|mobile|fax|iban|(?:article|artikel|part|model|serial|order).?(?:no|nr|number|nummer)|serial|version|ver|hs.?code)$/i;

/** What databases and spreadsheets write where there is nothing: Postgres and MySQL (`\\N`, `NULL`), Excel (`#N/A`), pandas (`<NA>`). */
const NOTHING = /^(?:\\N|NULL|#N\/A|<NA>)$/;
/** What stands for nothing among numbers, prices, and yes and no; elsewhere it may be a word. */
const NO_VALUE = /^(?:n\/?a|nan|none|null|nil|-{1,2}|\u2013|\.)$/i;

/** How programs write yes and no. */
const BOOLEANS: readonly { readonly yes: string; readonly no: string; readonly needsBoth?: boolean }[] = [
  { yes: 'true', no: 'false' },
  // Spreadsheets in other languages.
  { yes: 'wahr', no: 'falsch' },
  { yes: 'vrai', no: 'faux' },
  { yes: 'verdadero', no: 'falso' },
  { yes: 'vero', no: 'falso' },
  // Postgres; one of them alone may be anything.
  { yes: 't', no: 'f', needsBoth: true },
];

/** What the cells of a column have in common, so that all of them become values of one type. */
export class ColumnType {
  readonly #code: boolean;
  readonly #price: boolean;
  readonly #numbers: NumberColumn;
  /** The lower-case words of a column that has few. */
  readonly #words = new Set<string>();
  #prices = true;
  #lists = true;
  #structures = false;
  #seen = false;
  /** Found out once all cells were seen. */
  #known: { readonly read: ((cell: unknown) => Json | undefined) | undefined } | undefined;

  /**
   * @param name - as the header has it
   * @param delimiter - of the table; empty where it has none
   */
  constructor(name: string, delimiter = '') {
    const words = withWordsApart(name);
    this.#code = CODES.test(words);
    this.#price = isPriceColumn(words);
    this.#numbers = new NumberColumn(delimiter);
  }

  /** Looks at a cell of the column. */
  see(cell: unknown): void {
    if (isBlankCell(cell) || (typeof cell === 'string' && NO_VALUE.test(cell))) return;
    this.#seen = true;
    this.#known = undefined;
    if (typeof cell === 'object' && !(cell instanceof Date)) this.#structures = true;
    this.#numbers.see(cell);
    if (this.#words.size < 3) this.#words.add(String(cell).toLowerCase());
    this.#lists &&= typeof cell === 'string' && parseList(cell) !== undefined;
    if (this.#price) this.#prices &&= typeof cell === 'number' || parsePrice(String(cell)) !== undefined;
  }

  /** Whether the column should hold prices, and some of its cells are none. */
  get hasBadPrices(): boolean {
    return this.#price && this.#seen && !this.#prices;
  }

  /** Whether its numbers were taken to be written with decimal commas. */
  get hasDecimalCommas(): boolean {
    return this.#seen && !this.#price && !this.#code && this.#numbers.hasDecimalCommas;
  }

  /** A cell as a value of the column's type; undefined for an empty one. */
  valueOf(cell: unknown): Json | undefined {
    if (isBlankCell(cell)) return undefined;
    if (this.#structures) return cell as Json;
    this.#known ??= { read: this.#reading() };
    const { read } = this.#known;
    if (read !== undefined) return typeof cell === 'string' && NO_VALUE.test(cell) ? undefined : read(cell);
    return cell instanceof Date ? dateText(cell) : unforced(String(cell));
  }

  /** How a cell is read where the column is more than texts. */
  #reading(): ((cell: unknown) => Json | undefined) | undefined {
    if (!this.#seen) return undefined;
    if (this.#price && this.#prices)
      return (cell) => (typeof cell === 'number' ? cell : parsePrice(String(cell)));
    const booleans = BOOLEANS.find((pair) => this.#isOf(pair));
    if (booleans !== undefined) return (cell) => String(cell).toLowerCase() === booleans.yes;
    if (this.#lists) return (cell) => [...(parseList(String(cell)) ?? [])];
    return this.#code ? undefined : this.#numbers.read;
  }

  #isOf({ yes, no, needsBoth = false }: (typeof BOOLEANS)[number]): boolean {
    const both = this.#words.has(yes) && this.#words.has(no);
    return [...this.#words].every((word) => word === yes || word === no) && (both || !needsBoth);
  }
}

/** Whether a cell holds nothing that metadata could: no value, or bytes. */
export function isBlankCell(cell: unknown): boolean {
  if (cell instanceof Uint8Array) return true;
  return (
    cell === undefined ||
    cell === null ||
    (typeof cell === 'string' && (cell.trim() === '' || NOTHING.test(cell)))
  );
}

/** A text without what keeps spreadsheets from taking it for a number: `="00123"` is `00123`. */
export function unforced(text: string): string {
  return /^="(.*)"$/s.exec(text)?.[1]?.replaceAll('""', '"') ?? text;
}

/** A date as ISO 8601 has it; without the time where that is midnight, as spreadsheets keep days. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
