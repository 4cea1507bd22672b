import type { Metadata, PointPayload, VectorSpaceKey } from '@unseen/domain';
import type { TextRow } from '@unseen/ledger';

/** What a backup needs to know of an item, out of its row. */
export interface ItemRow {
  readonly row: TextRow;
  readonly space: VectorSpaceKey;
  readonly id: string;
  readonly state: string;
  /** SHA-256 of its picture. */
  readonly picture: string | null;
  /** What tells one state of the item from the next. */
  readonly version: string;
  /** What its point shows: of the row, which the ledger vouches for. */
  payload(): PointPayload;
}

/** @param columns - names of the row's values */
export function readItemRow(columns: readonly string[], row: TextRow): ItemRow {
  const value = (column: string) => row[columns.indexOf(column)] ?? null;
  const text = (column: string) => value(column) ?? '';
  return {
    row,
    space: { tenant: text('tenant'), collection: text('collection'), pack: text('pack') },
    id: text('id'),
    state: text('state'),
    picture: value('image_key'),
    version: JSON.stringify([text('state'), text('content_hash'), text('updated_at')]),
    payload: () => ({
      captions: JSON.parse(text('captions')) as string[],
      metadata: JSON.parse(text('metadata')) as Metadata,
      hasImage: value('image_key') !== null,
      contentHash: text('content_hash'),
    }),
  };
}

/** The row as it goes into a backup, which holds no vectors of a second pack. */
export function withoutSecondPack(columns: readonly string[], row: TextRow): TextRow {
  return row.with(columns.indexOf('second_pack'), null);
}

/** The row, to be embedded again by whoever restores it. */
export function asPending(columns: readonly string[], row: TextRow): TextRow {
  return row.with(columns.indexOf('state'), 'pending');
}
