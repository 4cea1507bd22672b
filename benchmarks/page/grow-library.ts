import { pointId, type VectorPoint } from '@unseen/domain';
import { type ItemRecord, openLedger } from '@unseen/ledger';
import { openLanceDb } from '@unseen/vector-store';
import { join } from 'node:path';
import type { Standalone } from '../../test/support/standalone.ts';

/** Items written in one go. */
const AT_ONCE = 500;
const DAY_MS = 24 * 3600 * 1000;
/** Copies of an item lie this far apart, so that a time line has years. */
const FIRST = Date.UTC(2016, 0, 1);
const tenant = 'default';

/**
 * Fills collections with copies of the sample: its rows and vectors written again and again, each under an id and with a day of its own.
 * Written straight into the engines, while the platform is stopped: a job would take an hour for what is only scenery here.
 *
 * @param platform - with the sample in its default collection; started again afterwards
 * @param sizes - of the collections, by name
 */
export async function growLibraries(
  platform: Standalone,
  sizes: Readonly<Record<string, number>>,
): Promise<void> {
  await platform.stop();
  const ledger = await openLedger({ kind: 'embedded', dir: join(platform.dataDir, 'ledger') });
  const store = await openLanceDb({ dir: join(platform.dataDir, 'vectors'), optimizeEverySeconds: 0 });
  try {
    const records: ItemRecord[] = [];
    for (let after: string | undefined; ;) {
      const page = await ledger.items.page(tenant, 'default', after, AT_ONCE);
      records.push(...page);
      if (page.length < AT_ONCE) break;
      after = page.at(-1)!.id;
    }
    const { pack } = records[0]!;
    const sample = { tenant, collection: 'default', pack };
    const wanted = {
      vectors: ['image', 'caption', 'joint'],
      regions: true,
      tokens: true,
      payload: true,
    } as const;
    const points = new Map<string, VectorPoint>();
    for (let at = 0; at < records.length; at += AT_ONCE) {
      const ids = records.slice(at, at + AT_ONCE).map(({ id }) => pointId(sample, id));
      for (const point of await store.read(sample, ids, wanted))
        points.set(point.itemId, point as VectorPoint);
    }
    const width = points.values().next().value!.vectors.image!.length;
    for (const [collection, count] of Object.entries(sizes)) {
      const space = { tenant, collection, pack };
      await store.ensureSpace(space, width);
      for (let at = 0; at < count; at += AT_ONCE) {
        const copies = Array.from({ length: Math.min(AT_ONCE, count - at) }, (_, n) =>
          copyOf(records[(at + n) % records.length]!, at + n, collection),
        );
        await ledger.items.put(copies);
        const copied = copies.map((copy, n): VectorPoint => {
          const point = points.get(records[(at + n) % records.length]!.id)!;
          const payload = { ...point.payload, metadata: copy.metadata };
          return { ...point, id: pointId(space, copy.id), itemId: copy.id, payload };
        });
        await store.upsert(space, copied);
        if (at % 10_000 === 0) console.log(`${collection}: ${at} of ${count}`);
      }
      await store.optimize(space);
    }
  } finally {
    await store.close();
    await ledger.close();
  }
  await platform.boot();
}

function copyOf(record: ItemRecord, at: number, collection: string): ItemRecord {
  const taken = new Date(FIRST + ((at * 7919) % 3_650) * DAY_MS).toISOString().slice(0, 19);
  const id = `${String(at).padStart(6, '0')}-${record.id}`;
  return { ...record, collection, id, state: 'indexed', metadata: { ...record.metadata, taken } };
}
