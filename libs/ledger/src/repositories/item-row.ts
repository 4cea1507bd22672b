import type { ItemTable } from '../database/schema.ts';
import { snakeCase } from '../database/snake-case.ts';
import { type ItemRecord, KEPT_COLUMNS, WRITTEN_COLUMNS } from '../records/item-record.ts';

const FIELDS = [...(Object.keys(WRITTEN_COLUMNS) as (keyof typeof WRITTEN_COLUMNS)[]), ...KEPT_COLUMNS];
const COLUMNS = FIELDS.map((field) => [field, snakeCase(field)] as const);

/** A row of `items` as the ledger hands it out. */
export function toRecord(row: ItemTable): ItemRecord {
  return Object.fromEntries(COLUMNS.map(([field, column]) => [field, row[column]])) as unknown as ItemRecord;
}
