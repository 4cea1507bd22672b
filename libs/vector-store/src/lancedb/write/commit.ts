import type { Table } from '@lancedb/lancedb';
import type { VectorPoint } from '@unseen/contracts';
import { sqlTexts } from '../filter/sql.ts';
import { encodeRecord } from '../records/encode-record.ts';
import { formatPlace } from '../records/place.ts';
import type { RecordLog } from '../records/record-log.ts';
import type { SpaceFacts } from '../space/space-schema.ts';
import { pointTable } from './point-table.ts';

/** One change of a space. */
export type Change =
  { readonly op: 'upsert'; readonly point: VectorPoint } | { readonly op: 'delete'; readonly id: string };

/** What a commit did. */
export interface Committed {
  /** Every point written or removed. */
  readonly ids: ReadonlySet<string>;
  /** Whether a record may have lost the row that pointed to it. */
  readonly leftGarbage: boolean;
}

/** Where a commit goes. */
export interface Target {
  readonly table: Table;
  readonly log: RecordLog;
  readonly facts: SpaceFacts;
}

/**
 * Applies changes in order as at most two commits of the table, one for the removals and one for the points: of
 * several changes to one id only the last counts. Records are durable before the commit that points to them, and each
 * commit is atomic, so every point is there whole or not at all.
 */
export async function commitChanges(target: Target, changes: readonly Change[]): Promise<Committed> {
  const removed = new Set<string>();
  const points = new Map<string, VectorPoint>();
  for (const change of changes) {
    if (change.op === 'upsert') {
      removed.delete(change.point.id);
      points.set(change.point.id, change.point);
    } else {
      points.delete(change.id);
      removed.add(change.id);
    }
  }
  if (removed.size > 0) await target.table.delete(`id IN (${sqlTexts([...removed])})`);
  const replaced = points.size > 0 ? await mergePoints(target, [...points.values()]) : 0;
  return { ids: new Set([...removed, ...points.keys()]), leftGarbage: removed.size > 0 || replaced > 0 };
}

/** Writes points and tells how many were there before. */
async function mergePoints({ table, log, facts }: Target, points: readonly VectorPoint[]): Promise<number> {
  const records = points.map(encodeRecord);
  const extents = await log.append(records.map((record) => record.bytes));
  const places = extents.map((extent, i) => formatPlace({ ...extent, lengths: records[i]!.lengths }));
  const { numUpdatedRows } = await table
    .mergeInsert('id')
    .whenMatchedUpdateAll()
    .whenNotMatchedInsertAll()
    .execute(pointTable(points, places, facts));
  return numUpdatedRows;
}
