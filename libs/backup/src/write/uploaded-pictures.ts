import type { Entry } from '@unseen/domain';
import type { Spool } from './spool.ts';

/** Pictures in the blob store besides those of items: of unfinished and failed entries of jobs, and of exemplars, as SHA-256 in hex. */
export async function* uploadedPictures(spool: Spool): AsyncGenerator<string> {
  for await (const { columns, rows } of spool.read('chunks')) {
    const at = columns.indexOf('entries');
    for (const row of rows) yield* hashesOf(JSON.parse(row[at] ?? '[]') as Entry[]);
  }
  for await (const { columns, rows } of spool.read('failures')) {
    const at = columns.indexOf('entry');
    for (const row of rows) yield* hashesOf([JSON.parse(row[at] ?? 'null') as Entry | null]);
  }
  for await (const { columns, rows } of spool.read('exemplar_pictures')) {
    const at = columns.indexOf('hash');
    for (const row of rows) yield row[at]!;
  }
}

function* hashesOf(entries: readonly (Entry | null)[]): Generator<string> {
  for (const entry of entries) {
    if (entry?.image?.kind === 'blob') yield entry.image.key.replace(/^originals\//, '');
  }
}
