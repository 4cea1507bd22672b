// Loads products into a collection: node load.ts products.jsonl pictures [collection]
// A line is {"id": "...", "image": "file below pictures", "caption": "...", "metadata": {...}}; your database may stand in
// for the file. Run it again after a failure: what is there already is told by its content and not added twice.
import { Unseen, UnseenError } from '@unseen/client';
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const { UNSEEN_URL = 'http://127.0.0.1:8080', UNSEEN_API_KEY } = process.env;
/** Items on their way at once: enough to keep the platform busy. */
const PARALLEL = 8;

interface Product {
  readonly id: string;
  readonly image?: string;
  readonly caption?: string;
  readonly metadata?: Record<string, unknown>;
}

const [file, pictures, collection = 'default'] = process.argv.slice(2);
if (file === undefined || pictures === undefined) {
  console.error('Usage: node load.ts products.jsonl pictures [collection]');
  process.exit(2);
}

// Patient: when the platform is busy it asks to wait, and the client does.
const unseen = new Unseen({ url: UNSEEN_URL, key: UNSEEN_API_KEY, retries: 8 });
const count = { added: 0, there: 0, failed: 0 };

async function send(line: string): Promise<void> {
  let id = line.slice(0, 40);
  try {
    const { image, ...product } = JSON.parse(line) as Product;
    id = product.id;
    const blob = image === undefined ? undefined : await openAsBlob(join(pictures!, image));
    const { created } = await unseen.addItem({ ...product, collection, image: blob });
    if (created) count.added += 1;
    else count.there += 1;
  } catch (error) {
    // A platform that is gone would fail every product alike: stop, and run again later.
    if (error instanceof UnseenError && (error.status === 0 || error.status >= 500)) throw error;
    count.failed += 1;
    const code = error instanceof UnseenError ? error.code : 'unreadable';
    console.error(`${id}: ${code}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const lines = (await open(file)).readLines()[Symbol.asyncIterator]();
const work = async (): Promise<void> => {
  for (let next = await lines.next(); next.done !== true; next = await lines.next()) {
    if (next.value.trim() !== '') await send(next.value);
  }
};
await Promise.all(Array.from({ length: PARALLEL }, work));
console.log(`${count.added} added, ${count.there} there already, ${count.failed} failed`);
if (count.failed > 0) process.exitCode = 1;
