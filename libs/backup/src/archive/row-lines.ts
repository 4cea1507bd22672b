import { AppError } from '@unseen/domain';
import { TABLES, type TableName, type TableRows, type TextRow } from '@unseen/ledger';

/** Rows as lines of JSON after a line with the names of their columns. */
export function encodeRows({ columns, rows }: Pick<TableRows, 'columns' | 'rows'>): Uint8Array {
  return Buffer.from([columns, ...rows].map((line) => `${JSON.stringify(line)}\n`).join(''));
}

/** Reads what {@link encodeRows} wrote. @throws AppError `backup_invalid` */
export function decodeRows(table: string, bytes: Uint8Array): TableRows {
  if (!TABLES.includes(table as TableName))
    throw new AppError('backup_invalid', `There is no table ${table}.`);
  try {
    const [columns, ...rows] = Buffer.from(bytes)
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as unknown);
    return { table: table as TableName, columns: columns as string[], rows: rows as TextRow[] };
  } catch (cause) {
    throw new AppError('backup_invalid', `Rows of ${table} in the backup cannot be read.`, { cause });
  }
}
