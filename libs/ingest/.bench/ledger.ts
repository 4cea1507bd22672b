import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openLedger } from '@unseen/ledger';
const dir = mkdtempSync('/tmp/ing/led-');
const ledger = await openLedger({ kind: 'embedded', dir: join(dir, 'l') });
const job = await ledger.jobs.create({ tenant: 't', collection: 'c', source: { type: 'folder', path: '.' }, duplicates: 'skip' });
const acc: Record<string, number[]> = {};
async function m(name: string, f: () => Promise<unknown>) { const c = process.cpuUsage(), t = performance.now(); await f(); const u = process.cpuUsage(c); const a = (acc[name] ??= [0, 0]); a[0]! += (u.user + u.system) / 1e3; a[1]! += performance.now() - t; }
let o = 0;
for (const S of [64, 64, 128, 256]) {
  for (const k in acc) delete acc[k];
  const R = 6400 / S;
  for (let r = 0; r < R; r++) {
    const i = o; o += S;
    const entries = Array.from({ length: S }, (_, k) => ({ ordinal: i + k, id: `pictures/train/1000268201_693b08cb0e_${i + k}.jpg`, image: { kind: 'file' as const, path: `1000268201_693b08cb0e_${i + k}.jpg` }, captions: [], metadata: {} }));
    await m('add', () => ledger.chunks.add(job.id, { seq: i, entries, failures: [], nextOrdinal: i + S }));
    await m('jobs.get', () => ledger.jobs.get('t', job.id)); await m('chunks.get', () => ledger.chunks.get(job.id, i)); await m('beginAttempt', () => ledger.chunks.beginAttempt(job.id, i));
    await m('getMany', () => ledger.items.getMany(entries.map(e => ({ tenant: 't', collection: 'c', id: e.id }))));
    await m('finish', () => ledger.chunks.finish(job.id, i, { items: entries.map(e => ({ tenant: 't', collection: 'c', id: e.id, contentHash: 'a'.repeat(64), imageKey: 'b'.repeat(64), imageType: 'image/jpeg', width: 1, height: 1, captions: [], metadata: {}, state: 'indexed' as const, pack: 'p', jobId: job.id })), failures: [], skipped: 0 }));
  }
  console.log(S, Object.entries(acc).map(([k, a]) => `${k} ${(a[0]! / R).toFixed(1)}cpu/${(a[1]! / R).toFixed(1)}wall ms`).join(', '), 'per img cpu', (Object.values(acc).reduce((s, a) => s + a[0]!, 0) / 6400).toFixed(3));
}
await ledger.close(); rmSync(dir, { recursive: true }); process.exit(0);
