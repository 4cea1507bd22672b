/** How the numbers of a column are written. */
interface Notation {
  readonly fits: RegExp;
  /** Cells that are written so and in no other way: without one among them, the column may mean something else. */
  readonly tells: RegExp;
  readonly read: (cell: string) => number;
}

const DECIMAL_COMMA: Notation = {
  fits: /^-?(?:0|[1-9]\d*|[1-9]\d{0,2}(?:\.\d{3})+)(?:,\d+)?$/,
  // `1,234` alone may be a thousand; `0,234`, `1,5` and `1.234,5` may not.
  tells: /^-?(?:0|\d+),\d{1,2}$|^-?(?:0|\d+),\d{4,}$|^-?0,\d+$|\.\d{3},\d+$|^-?\d{4,},\d+$/,
  read: (cell) => Number(cell.replaceAll('.', '').replace(',', '.')),
};

const GROUPS_BY_COMMA: Notation = {
  fits: /^-?(?:0|[1-9]\d{0,2}(?:,\d{3})*|[1-9]\d*)(?:\.\d+)?$/,
  // Two groups, or a point behind one.
  tells: /,\d{3},\d{3}|,\d{3}\.\d+$/,
  read: (cell) => Number(cell.replaceAll(',', '')),
};

/**
 * Finds out how the numbers of a column are written by all of its cells: with a point, with a decimal comma (`0,5`, `1.234,5`), or with commas
 * between thousands (`1,234,567.8`). A column that could be the last two is neither, unless the table says by its separator which.
 */
export class NumberColumn {
  readonly #commaIsDecimal: boolean;
  #plain = true;
  readonly #fits = new Set([DECIMAL_COMMA, GROUPS_BY_COMMA]);
  readonly #told = new Set<Notation>();
  #commas = false;

  /** @param delimiter - of the table: who writes decimal commas cannot separate by them */
  constructor(delimiter: string) {
    this.#commaIsDecimal = delimiter === ';';
  }

  /** Looks at a cell that is not blank. */
  see(cell: unknown): void {
    this.#plain &&= isPlainNumber(cell);
    const text = typeof cell === 'string' ? cell : isPlainNumber(cell) ? String(cell) : '';
    this.#commas ||= text.includes(',');
    for (const notation of this.#fits) {
      if (!notation.fits.test(text) || digitsOf(text) > MAX_DIGITS) this.#fits.delete(notation);
      else if (notation.tells.test(text)) this.#told.add(notation);
    }
  }

  /** Whether the column holds numbers that are written with decimal commas. */
  get hasDecimalCommas(): boolean {
    return !this.#plain && this.#notation === DECIMAL_COMMA;
  }

  /** Reads a cell as a number; undefined: the column does not hold numbers. */
  get read(): ((cell: unknown) => number) | undefined {
    if (this.#plain) return Number;
    const notation = this.#notation;
    return notation && ((cell) => (typeof cell === 'string' ? notation.read(cell) : Number(cell)));
  }

  get #notation(): Notation | undefined {
    if (!this.#commas) return undefined;
    const [only, other] = [...this.#fits].filter((notation) => this.#told.has(notation));
    if (only !== undefined && other === undefined) return only;
    return this.#commaIsDecimal && this.#fits.has(DECIMAL_COMMA) ? DECIMAL_COMMA : undefined;
  }
}

/** Digits that every double holds. */
const MAX_DIGITS = 15;

function digitsOf(text: string): number {
  return text.replaceAll(/\D/g, '').length;
}

/** Whether a cell is a number that reads the same once it is one: `1.10`, `007` and what a double cannot hold are not. */
function isPlainNumber(cell: unknown): boolean {
  if (typeof cell === 'number') return Number.isFinite(cell);
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell));
  return (
    typeof cell === 'string' && /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(cell) && String(Number(cell)) === cell
  );
}
