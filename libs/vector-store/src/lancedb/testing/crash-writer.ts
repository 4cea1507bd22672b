// A process that writes until it is killed, and tells its parent what has been acknowledged.
// Version v of item i carries v in its vector, its region block and its payload, so a torn point shows.
import { pointId, type VectorPoint } from '@unseen/domain';
import { openLanceDb } from '../../index.ts';
import { CRASH_DIMENSIONS, CRASH_SPACE, vectorOf } from './crash-space.ts';

const [dir = '', from = '0'] = process.argv.slice(2);
const store = await openLanceDb({ dir, optimizeEverySeconds: 0.2, indexFrom: 100 });
await store.ensureSpace(CRASH_SPACE, CRASH_DIMENSIONS);
process.send?.({ ready: true });

function pointOf(item: string, version: number): VectorPoint {
  return {
    id: pointId(CRASH_SPACE, item),
    itemId: item,
    vectors: { image: vectorOf(version) },
    regions: new Uint8Array(2_000).fill(version % 251),
    payload: { captions: [], metadata: { version }, hasImage: true, contentHash: String(version) },
  };
}

async function write(worker: number): Promise<never> {
  for (let version = Number(from); ; version++) {
    const items = Array.from({ length: 3 }, (_, i) => `w${worker}-${(version * 3 + i) % 60}`);
    await store.upsert(
      CRASH_SPACE,
      items.map((item) => pointOf(item, version)),
    );
    process.send?.({ items, version });
    if (version % 10 === 9) {
      await store.delete(CRASH_SPACE, [pointId(CRASH_SPACE, items[0]!)]);
      process.send?.({ removed: items[0], version });
    }
  }
}

await Promise.all([1, 2, 3, 4].map(write));
