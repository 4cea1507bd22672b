import { sql, type Kysely } from 'kysely';
import type { ItemKey } from '@unseen/domain';
import type { Schema } from '../database/schema.ts';
import type { ItemTextWrite } from '../records/item-text.ts';

/**
 * Keeps what somebody brings along of the words in the picture of an item, in the caller's transaction, where the item shows that picture.
 * What a person said before gives way only to what a person says now.
 */
export async function putText(db: Kysely<Schema>, text: ItemTextWrite): Promise<void> {
  const { tenant, collection, id, imageKey, state, reader, words, tokens } = text;
  const result = await sql`
    insert into item_texts as texts (tenant, collection, id, image_key, reader, state, words)
    select tenant, collection, id, image_key, ${reader}, ${state}, ${JSON.stringify(words)}::json from items
      where tenant = ${tenant} and collection = ${collection} and id = ${id} and image_key = ${imageKey}
    on conflict (tenant, collection, id) do update set image_key = excluded.image_key, reader = excluded.reader,
      state = excluded.state, words = excluded.words, error_code = null, updated_at = now()
      where texts.image_key <> excluded.image_key or texts.state <> 'corrected' or excluded.state = 'corrected'
  `.execute(db);
  if (result.numAffectedRows) await putTokens(db, text, tokens);
}

/** Replaces what an item is found by. @param tokens - the words in its picture as they are looked up; each at least once */
export async function putTokens(
  db: Kysely<Schema>,
  { tenant, collection, id }: ItemKey,
  tokens: readonly string[],
): Promise<void> {
  await db
    .deleteFrom('written_words')
    .where('tenant', '=', tenant)
    .where('collection', '=', collection)
    .where('id', '=', id)
    .execute();
  const words = [...new Set(tokens)];
  if (words.length === 0) return;
  await sql`
    insert into written_words (tenant, collection, word, id)
    select ${tenant}, ${collection}, word, ${id} from unnest(${words}::text[]) as word
  `.execute(db);
}
