import { readdirSync, mkdtempSync, rmSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadPack, openEncoder } from '@unseen/encoder';
import { openLedger } from '@unseen/ledger';
import { openLanceDb } from '@unseen/vector-store';
import { openFileBlobs } from '@unseen/blobs';
import { decodeImage } from '@unseen/imaging';
import { ImageModel } from '/work/main/libs/encoder/src/runtime/image-model.ts';
import { ItemPipeline } from '/work/main/libs/ingest/src/items/item-pipeline.ts';
import { ingestChunk } from '/work/main/libs/ingest/src/items/ingest-chunk.ts';
import { ImportRoot } from '/work/main/libs/ingest/src/paths/import-root.ts';
import { Limiter } from '/work/main/libs/ingest/src/util/limiter.ts';

const N = Number(process.argv[2] ?? 1000), THREADS = Number(process.argv[3] ?? 1), BATCH = 8, CONC = Number(process.argv[4] ?? 3);
const imgs = '/work/shared/data/flickr8k/images';
const files = readdirSync(imgs).slice(0, N);
const limits = { maxPixels: 40e6, timeoutSeconds: 10 };
const pack = await loadPack('/work/main/models/lite');
const { image } = pack.manifest;
const spec = { size: image.size, fit: image.fit, kernel: image.kernel };

async function bare() {
  const model = await ImageModel.open({ dir: pack.dir, image, spaces: pack.spaces, maxBatch: BATCH } as any, { provider: 'cpu', deviceId: 0, threads: THREADS } as any);
  const c = process.cpuUsage(); const t = performance.now();
  for (let i = 0; i < files.length; i += BATCH) {
    const rgb = await Promise.all(files.slice(i, i + BATCH).map(async f => decodeImage(await readFile(join(imgs, f)), spec, limits)));
    await model.encode(rgb);
  }
  const u = process.cpuUsage(c);
  return { wall: (performance.now() - t) / 1000, cpu: (u.user + u.system) / 1e6 };
}
async function ours() {
  const dir = mkdtempSync('/tmp/ing/bench-');
  const [ledger, blobs, store, encoder, root] = await Promise.all([openLedger({ kind: 'embedded', dir: join(dir, 'l') }), openFileBlobs({ dir: join(dir, 'b') }), openLanceDb({ dir: join(dir, 'v') }), openEncoder({ pack, threads: THREADS, maxBatch: BATCH }), ImportRoot.open(imgs)]);
  const pipeline = new ItemPipeline({ ledger, blobs, store, encoder, decodeLimits: limits });
  const setting = { pipeline, images: { root, pictures: pipeline.pictures, maxImageBytes: 1e8 }, slots: new Limiter(encoder.bulkDepth + 4) };
  const job = await ledger.jobs.create({ tenant: 't', collection: 'c', source: { type: 'folder', path: '.' }, duplicates: 'skip' });
  await ledger.jobs.transition('t', job.id, ['queued'], 'running');
  const chunks: any[] = [];
  for (let i = 0; i < files.length; i += 64) chunks.push(files.slice(i, i + 64).map((f, k) => ({ ordinal: i + k, id: f, image: { kind: 'file', path: f }, captions: [], metadata: {} })));
  const c = process.cpuUsage(); const t = performance.now();
  let next = 0;
  await Promise.all(Array.from({ length: CONC }, async () => { while (next < chunks.length) { const entries = chunks[next++]; const seq = entries[0].ordinal;
    await ledger.chunks.add(job.id, { seq, entries, failures: [], nextOrdinal: seq + entries.length }).catch(() => {});
    await ledger.chunks.beginAttempt(job.id, seq);
    await ingestChunk(setting, { jobId: job.id, tenant: 't', collection: 'c', duplicates: 'skip', entries, refused: new Map(), signal: new AbortController().signal }, async r => { await ledger.chunks.finish(job.id, seq, r); }); } }));
  const u = process.cpuUsage(c); const wall = (performance.now() - t) / 1000;
  const st = encoder.stats();
  const n = await store.count({ tenant: 't', collection: 'c', pack: pack.id });
  await encoder.close(); await store.close(); await blobs.close(); await ledger.close(); rmSync(dir, { recursive: true });
  return { wall, cpu: (u.user + u.system) / 1e6, meanBatch: st.meanBatch.images, n, rss: process.memoryUsage().rss / 1e6 | 0 };
}
for (let k = 0; k < 1; k++) { for (const f of [ours]) { const r: any = await f(); console.log(f.name, (files.length / r.wall).toFixed(1) + '/s', (r.cpu / files.length * 1000).toFixed(2) + ' cpu-ms/img', JSON.stringify(r)); } }

