import { join } from 'node:path';
import { openFileBlobs } from '@unseen/blobs';
import { loadPack, openEncoder } from '@unseen/encoder';
import { openLedger } from '@unseen/ledger';
import { openPgBossQueue } from '@unseen/queue';
import { openLanceDb } from '@unseen/vector-store';
import { openIngest } from '../open-ingest.ts';

// A whole ingestion process over a folder, to be killed: takes in what lies under `import`, tells how far it is, and
// ends when the job does.
const dir = process.argv[2]!;
const ledger = await openLedger({ kind: 'embedded', dir: join(dir, 'ledger') });
const queue = await openPgBossQueue({ database: ledger.embedded, pollSeconds: 0.1 });
await queue.start();
const store = await openLanceDb({ dir: join(dir, 'vectors'), optimizeEverySeconds: 1 });
const encoder = await openEncoder({ pack: await loadPack(join(dir, 'pack')) });
const { jobs } = await openIngest({
  ledger,
  queue,
  blobs: await openFileBlobs({ dir: join(dir, 'blobs') }),
  store,
  encoder,
  decodeLimits: { maxPixels: 1_000_000, timeoutSeconds: 5 },
  importRoot: join(dir, 'import'),
  chunkSize: 16,
  maxPendingChunks: 4,
});
await jobs.start();
const [known] = await jobs.list('default', 1);
const { id } =
  known ?? (await jobs.create({ tenant: 'default', collection: 'c', source: { type: 'folder', path: '.' } }));
for await (const { state, done } of jobs.events('default', id)) process.send?.({ state, done });
await jobs.stop();
await queue.stop();
await encoder.close();
await store.close();
await ledger.close();
process.exit(0);
