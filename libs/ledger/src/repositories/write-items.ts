import { sql, type Kysely } from 'kysely';
import { AppError } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { ItemWrite } from '../records/item-record.ts';
import { isStorable } from './text.ts';

/**
 * Writes items in one statement, whatever their number: new ones are added, known ones replaced (`createdAt` stays).
 * Collections that are not there are made.
 * Of several with one key, the last wins.
 * @throws AppError `item_id_invalid` when an id cannot be stored
 */
export async function writeItems(db: Kysely<Schema>, items: readonly ItemWrite[]): Promise<void> {
  if (items.length === 0) {
    return;
  }
  // In one order whoever writes: two processes that lock the same rows in different orders would wait for each other.
  const rows = [...new Map(items.map((item) => [keyOf(item), item]))]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, item]) => item);
  const column = <T>(pick: (item: ItemWrite) => T): T[] => rows.map(pick);
  // One array per column: the statement stays the same for any number of rows, which Postgres parses far faster.
  await sql`
    with written as (select * from unnest(
      ${column((item) => item.tenant)}::text[],
      ${column((item) => item.collection)}::text[],
      ${column((item) => item.id)}::text[],
      ${column((item) => item.contentHash)}::text[],
      ${column((item) => item.imageKey)}::text[],
      ${column((item) => item.imageStamp)}::text[],
      ${column((item) => item.imageBytes)}::integer[],
      ${column((item) => item.imageType)}::text[],
      ${column((item) => item.width)}::integer[],
      ${column((item) => item.height)}::integer[],
      ${column((item) => JSON.stringify(item.captions))}::text[],
      ${column((item) => JSON.stringify(item.metadata))}::text[],
      ${column((item) => item.state)}::text[],
      ${column((item) => item.pack)}::text[],
      ${column((item) => item.jobId)}::text[]
    ) as written (tenant, collection, id, content_hash, image_key, image_stamp, image_bytes, image_type, width, height,
      captions, metadata, state, pack, job_id)), made as (
      insert into collections (tenant, name) select distinct tenant, collection from written on conflict do nothing
    )
    insert into items (tenant, collection, id, content_hash, image_key, image_stamp, image_bytes, image_type, width, height,
      captions, metadata, state, pack, job_id)
    select tenant, collection, id, content_hash, image_key, image_stamp, image_bytes, image_type, width, height,
      captions::json, metadata::json, state, pack, job_id
    from written
    on conflict (tenant, collection, id) do update set
      content_hash = excluded.content_hash, image_key = excluded.image_key, image_stamp = excluded.image_stamp,
      image_bytes = excluded.image_bytes, image_type = excluded.image_type,
      width = excluded.width, height = excluded.height, captions = excluded.captions,
      metadata = excluded.metadata, state = excluded.state, pack = excluded.pack, second_pack = null, job_id = excluded.job_id,
      updated_at = now()
  `.execute(db);
}

function keyOf(item: ItemWrite): string {
  if (!isStorable(item.id)) {
    throw new AppError('item_id_invalid', 'The item id holds a NUL character or half a surrogate pair.');
  }
  return JSON.stringify([item.tenant, item.collection, item.id]);
}
