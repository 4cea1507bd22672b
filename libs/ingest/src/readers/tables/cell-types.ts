import { type Json } from '@unseen/domain';
import { isPriceColumn, parsePrice } from './prices.ts';

/** Columns of codes: text even where all of them happen to be digits, so that a filter finds them in every file alike. */
const CODES =
  /^(?:.*[\s_\-.])?(?:sku|ean|gtin|upc|isbn|asin|mpn|barcode|zip|zip.?code|postal.?code|post.?code|plz|phone|telephone|tel|mobile|fax|iban|(?:article|artikel|part|model|serial|order).?(?:no|nr|number|nummer)|serial|version|ver|hs.?code)$/i;

/** What the cells of a column have in common, so that all of them become values of one type. */
export class ColumnType {
  readonly #code: boolean;
  readonly #price: boolean;
  #numbers = true;
  #booleans = true;
  #prices = true;
  #structures = false;
  #seen = false;

  /** @param name - as the header has it */
  constructor(name: string) {
    this.#code = CODES.test(name.trim());
    this.#price = isPriceColumn(name);
  }

  /** Looks at a cell of the column. */
  see(cell: unknown): void {
    if (isBlankCell(cell)) return;
    this.#seen = true;
    if (typeof cell === 'object' && !(cell instanceof Date)) this.#structures = true;
    this.#numbers &&= isQuantity(cell);
    this.#booleans &&= toBoolean(cell) !== undefined;
    if (this.#price) this.#prices &&= typeof cell === 'number' || parsePrice(String(cell)) !== undefined;
  }

  /** Whether the column should hold prices, and some of its cells are none. */
  get hasBadPrices(): boolean {
    return this.#price && this.#seen && !this.#prices;
  }

  /** A cell as a value of the column's type; undefined for an empty one. */
  valueOf(cell: unknown): Json | undefined {
    if (isBlankCell(cell)) return undefined;
    if (this.#structures) return cell as Json;
    if (this.#price && this.#prices) return typeof cell === 'number' ? cell : parsePrice(String(cell));
    if (this.#booleans) return toBoolean(cell);
    if (this.#numbers && !this.#code) return Number(cell);
    if (cell instanceof Date) return dateText(cell);
    return String(cell);
  }
}

/** Whether a cell holds nothing that metadata could: no value, or bytes. */
export function isBlankCell(cell: unknown): boolean {
  if (cell instanceof Uint8Array) return true;
  return cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');
}

/** Whether a cell is a number that reads the same once it is one: `1.10`, `007` and what a double cannot hold are not. */
function isQuantity(cell: unknown): boolean {
  if (typeof cell === 'number') return Number.isFinite(cell);
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell));
  return (
    typeof cell === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell) && String(Number(cell)) === cell
  );
}

function toBoolean(cell: unknown): boolean | undefined {
  if (typeof cell === 'boolean') return cell;
  return typeof cell === 'string' && /^(?:true|false)$/i.test(cell)
    ? cell.toLowerCase() === 'true'
    : undefined;
}

/** A date as ISO 8601 has it; without the time where that is midnight, as spreadsheets keep days. */
function dateText(date: Date): string {
  if (Number.isNaN(date.getTime())) return '';
  const text = date.toISOString();
  return text.endsWith('T00:00:00.000Z') ? text.slice(0, 10) : text;
}
