import type { Entry } from '@unseen/domain';
import { type ItemWrite, WRITTEN_COLUMNS } from '../records/item-record.ts';

/** An item of which nothing is known. */
const UNKNOWN = Object.fromEntries(Object.keys(WRITTEN_COLUMNS).map((field) => [field, null])) as Record<
  keyof ItemWrite,
  null
>;

/** An item for a test; whatever matters to it is overridden. */
export function itemWrite(overrides: Partial<ItemWrite> & { id: string }): ItemWrite {
  return {
    ...UNKNOWN,
    tenant: 'default',
    collection: 'pictures',
    contentHash: 'a'.repeat(64),
    imageKey: 'b'.repeat(64),
    imageType: 'image/jpeg',
    width: 640,
    height: 480,
    captions: ['a dog on the grass'],
    metadata: { price: 10, tags: ['dog', 'grass'] },
    state: 'pending',
    pack: 'lite@1',
    ...overrides,
  };
}

/** Entries `from` to `to - 1` of a source. */
export function entries(from: number, to: number): Entry[] {
  return Array.from({ length: to - from }, (_, index) => ({
    ordinal: from + index,
    id: `item-${from + index}`,
    image: { kind: 'file', path: `pictures/${from + index}.jpg` },
    captions: [],
    metadata: {},
  }));
}
