import { sql, type Kysely } from 'kysely';
import type { Migration } from 'kysely/migration';

/**
 * What is written in the pictures of items, and the same word by word to be found by. It goes with its item: whoever removes a row of
 * `items` removes it too. What was read of another picture than the item shows now is not found (`image_key`), and is read again.
 */
export const itemTexts: Migration = {
  async up(db: Kysely<unknown>) {
    for (const statement of STATEMENTS) {
      await sql.raw(statement).execute(db);
    }
  },
};

const STATEMENTS = [
  `alter table collections
    add column read_text text not null default 'off' check (read_text in ('off', 'auto', 'on'))`,
  `create table item_texts (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    id text collate "C" not null,
    image_key text collate "C" not null,
    reader text not null,
    state text not null check (state in ('reading', 'read', 'corrected', 'failed')),
    words json not null default '[]',
    error_code text,
    updated_at timestamptz not null default now(),
    primary key (tenant, collection, id),
    foreign key (tenant, collection, id) references items (tenant, collection, id) on delete cascade
  )`,
  `create table written_words (
    tenant text collate "C" not null,
    collection text collate "C" not null,
    word text collate "C" not null,
    id text collate "C" not null,
    primary key (tenant, collection, word, id),
    foreign key (tenant, collection, id) references item_texts (tenant, collection, id) on delete cascade
  )`,
  // What goes with an item, and words by their ends: a word with one slip in its first half has its second half right.
  `create index written_words_item on written_words (tenant, collection, id)`,
  `create index written_words_end on written_words (tenant, collection, (reverse(word) collate "C"))`,
];
