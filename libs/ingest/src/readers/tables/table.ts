/** A row of a table. */
export interface TableRow {
  /** As a person would look for it: lines of a text, rows of a sheet, from 1. */
  readonly line: number;
  /** As many as the table has columns. @throws AppError `entry_invalid` */
  cells(): unknown[];
}

/** A table, however it is stored. */
export interface Table {
  readonly names: readonly string[];
  /** What stands between the cells of a text. */
  readonly delimiter?: string;
  /** What a row is called: `line` or `row`. */
  readonly rowName: 'line' | 'row';
  /** The rows in order; rows without a cell are passed over. May be asked for several times. */
  rows(): AsyncIterable<TableRow>;
}
