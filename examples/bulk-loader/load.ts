// Loads products into a collection: node load.ts products.jsonl pictures [collection]
// A line is {"id": "...", "image": "file below pictures", "caption": "...", "metadata": {...}}; your database may stand in
// for the file. Run it again after a failure: items that exist already are recognized by their content and not added twice.
import { Unseen, UnseenError, type NewItem, type UploadProgress } from '@unseen/client';
import { openAsBlob } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

const { UNSEEN_URL = 'http://127.0.0.1:8080', UNSEEN_API_KEY } = process.env;

const [file, pictures, collection = 'default'] = process.argv.slice(2);
if (file === undefined || pictures === undefined) {
  console.error('Usage: node load.ts products.jsonl pictures [collection]');
  process.exit(2);
}

let unreadable = 0;

/** The products of a file, one at a time; lines that cannot be read are named and skipped. */
async function* readProducts(file: string, pictures: string): AsyncGenerator<NewItem> {
  let line = 0;
  for await (const text of (await open(file)).readLines()) {
    line += 1;
    if (text.trim() === '') continue;
    try {
      const { image, ...product } = JSON.parse(text) as Omit<NewItem, 'image'> & { image?: string };
      const blob = image === undefined ? undefined : await openAsBlob(join(pictures, image));
      yield { ...product, collection, image: blob };
    } catch (error) {
      unreadable += 1;
      console.error(
        `line ${line}: ${error instanceof Error ? error.message : String(error)}: ${text.slice(0, 60)}`,
      );
    }
  }
}

// The client rides out a restart of the platform, and waits when it is busy and asks to.
const unseen = new Unseen({ url: UNSEEN_URL, key: UNSEEN_API_KEY });
let progress: UploadProgress = { added: 0, there: 0, failed: 0, bytes: 0 };
try {
  for await (const sent of unseen.addItems(readProducts(file, pictures), { parallel: 8 })) {
    progress = sent.progress;
    if (sent.error) console.error(`${sent.item.id}: ${sent.error.code}: ${sent.error.message}`);
  }
} catch (error) {
  // Every further product would have failed, too.
  if (!(error instanceof UnseenError)) throw error;
  console.error(`Stopped: ${error.code}: ${error.message}`);
  process.exitCode = 1;
}
const failed = progress.failed + unreadable;
console.log(`${progress.added} added, ${progress.there} there already, ${failed} failed`);
if (failed > 0) process.exitCode = 1;
