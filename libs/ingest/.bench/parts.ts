import { readdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { openLedger } from '@unseen/ledger';
import { openLanceDb } from '@unseen/vector-store';
import { openFileBlobs, originalKey } from '@unseen/blobs';
import { decodeImage, identifyImage, makeThumbnail } from '@unseen/imaging';
import { quantizeBlock } from '@unseen/imfa';
import { pointId } from '@unseen/contracts';
import { sha256 } from '/work/main/libs/ingest/src/util/content-hash.ts';
import { ImportRoot } from '/work/main/libs/ingest/src/paths/import-root.ts';
const N = 640; const imgs = '/work/shared/data/flickr8k/images';
const files = readdirSync(imgs).slice(0, N);
const limits = { maxPixels: 40e6, timeoutSeconds: 10 };
const dir = mkdtempSync('/tmp/ing/parts-');
async function m(name: string, f: () => Promise<unknown>) { const c = process.cpuUsage(), t = performance.now(); await f(); const u = process.cpuUsage(c); console.log(name.padEnd(22), ((u.user + u.system) / 1e3 / N).toFixed(3), 'cpu-ms', ((performance.now() - t) / N).toFixed(3), 'wall-ms'); }
async function pool(n: number, f: (i: number) => Promise<unknown>) { let i = 0; await Promise.all(Array.from({ length: n }, async () => { while (i < N) await f(i++); })); }
const root = await ImportRoot.open(imgs);
const bytes: Uint8Array[] = [];
await pool(8, async i => { bytes[i] = await root.readFile(files[i]!, 1e8, 'entry'); });
await m('readFile plain', () => pool(8, i => readFile(join(imgs, files[i]!))));
await m('root.readFile', () => pool(8, i => root.readFile(files[i]!, 1e8, 'entry')));
await m('sha256', async () => { for (const b of bytes) sha256(b); });
await m('identify', () => pool(8, i => identifyImage(bytes[i]!, limits)));
await m('decode', () => pool(8, i => decodeImage(bytes[i]!, { size: 224, fit: 'fill', kernel: 'cubic' }, limits)));
await m('thumbnail', () => pool(8, i => makeThumbnail(bytes[i]!, limits)));
const blobs = await openFileBlobs({ dir: join(dir, 'b') });
const keys = bytes.map(b => originalKey(sha256(b)));
await m('blob put', () => pool(8, i => blobs.put(keys[i]!, bytes[i]!, 'image/jpeg')));
const regions = new Float32Array(49 * 256).map(() => Math.random());
await m('quantize', async () => { for (let i = 0; i < N; i++) quantizeBlock(regions, 49, 256, [7, 7]); });
const space = { tenant: 't', collection: 'c', pack: 'p@1' };
const store = await openLanceDb({ dir: join(dir, 'v') });
await store.ensureSpace(space, 512);
const block = quantizeBlock(regions, 49, 256, [7, 7]);
const vec = () => { const v = new Float32Array(512).map(() => Math.random() - 0.5); const l = Math.hypot(...v); return v.map(x => x / l); };
for (const size of [64, 128, 320]) {
await m('upsert by ' + size, async () => { for (let i = 0; i < N; i += size) await store.upsert(space, Array.from({ length: size }, (_, k) => ({ id: pointId(space, `${size}-${i + k}`), itemId: `${size}-${i + k}`, vectors: { image: vec() }, regions: block, payload: { captions: [], metadata: {}, hasImage: true, contentHash: 'x' } }))); });
}
const ledger = await openLedger({ kind: 'embedded', dir: join(dir, 'l') });
const job = await ledger.jobs.create({ tenant: 't', collection: 'c', source: { type: 'folder', path: '.' }, duplicates: 'skip' });
await m('ledger', async () => { for (let i = 0; i < N; i += 64) { const entries = files.slice(i, i + 64).map((f, k) => ({ ordinal: i + k, id: f, image: { kind: 'file' as const, path: f }, captions: [], metadata: {} })); await ledger.chunks.add(job.id, { seq: i, entries, failures: [], nextOrdinal: i + 64 }); await ledger.jobs.get('t', job.id); await ledger.chunks.get(job.id, i); await ledger.chunks.beginAttempt(job.id, i); await ledger.items.getMany(entries.map(e => ({ tenant: 't', collection: 'c', id: e.id }))); await ledger.chunks.finish(job.id, i, { items: entries.map(e => ({ tenant: 't', collection: 'c', id: e.id, contentHash: 'a'.repeat(64), imageKey: 'b'.repeat(64), imageType: 'image/jpeg', width: 1, height: 1, captions: [], metadata: {}, state: 'indexed' as const, pack: 'p', jobId: job.id })), failures: [], skipped: 0 }); } });
await store.close(); await ledger.close(); rmSync(dir, { recursive: true }); process.exit(0);
