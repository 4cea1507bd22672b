// Brings a collection up to date with a product feed: what changed is written, what is new added, what is gone removed.
// Run: node feed.ts FEED.jsonl COLLECTION      A line is {"id": "...", "caption": "...", "metadata": {...}, "image": "path or nothing"}
// UNSEEN_URL says where the platform answers, UNSEEN_API_KEY with which key (scope ingest).
import { Unseen, UnseenError, type ItemOperation } from '@unseen/client';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { createInterface } from 'node:readline';

/** Operations of one request: with a picture each, they stay below the largest body a platform takes. */
const AT_ONCE = 50;
const [file, collection] = process.argv.slice(2);
if (file === undefined || collection === undefined) {
  console.error('Usage: node feed.ts FEED.jsonl COLLECTION');
  process.exit(2);
}
const unseen = new Unseen({ url: process.env['UNSEEN_URL'], key: process.env['UNSEEN_API_KEY'] });

const counts = { added: 0, updated: 0, unchanged: 0, deleted: 0, failed: 0 };
const offered = new Set<string>();
try {
  await apply(rows(file));
  // What was stored and is no longer offered. A feed that broke off must not empty a shop: nothing is removed after a failure.
  if (counts.failed === 0 && offered.size > 0) await apply(gone());
} catch (error) {
  if (!(error instanceof UnseenError)) throw error;
  console.error(`Stopped: ${error.code}: ${error.message}`);
  process.exitCode = 1;
}
console.log(
  Object.entries(counts)
    .map(([end, count]) => `${count} ${end}`)
    .join(', '),
);
if (counts.failed > 0) process.exitCode = 1;

async function apply(operations: AsyncIterable<ItemOperation>): Promise<void> {
  let batch: ItemOperation[] = [];
  const send = async () => {
    for (const { status, id, error } of await unseen.writeItems(batch, collection)) {
      counts[status] += 1;
      if (error) console.error(`${id ?? '?'}: ${error.code}: ${error.detail}`);
    }
    batch = [];
  };
  for await (const operation of operations) {
    batch.push(operation);
    if (batch.length === AT_ONCE) await send();
  }
  if (batch.length > 0) await send();
}

async function* rows(path: string): AsyncGenerator<ItemOperation> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) {
    if (line.trim() === '') continue;
    const { image, ...row } = JSON.parse(line) as ItemOperation & { id: string };
    offered.add(row.id);
    // A picture that is stored already costs its way here and nothing else: it is known by its content.
    const picture = image === undefined ? {} : { image: await base64(resolve(dirname(path), image)) };
    yield { ...row, op: 'upsert', ...picture };
  }
}

async function* gone(): AsyncGenerator<ItemOperation> {
  const ids: string[] = [];
  for await (const { id } of unseen.items({ collection })) if (!offered.has(id)) ids.push(id);
  for (const id of ids) yield { op: 'delete', id };
}

async function base64(path: string): Promise<string> {
  return (await readFile(path)).toString('base64');
}
