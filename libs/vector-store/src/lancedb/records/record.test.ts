import type { VectorPoint } from '@unseen/contracts';
import { describe, expect, it } from 'vitest';
import { decodeSections, encodeRecord } from './encode-record.ts';
import { formatPlace, parsePlace, recordBytes, spansOf, type Section } from './place.ts';
import { planRuns } from './read-plan.ts';

const point: VectorPoint = {
  id: 'x',
  itemId: 'x',
  vectors: { image: Float32Array.of(9, 0.5, -1).subarray(1), joint: Float32Array.of(3e-8, 2) },
  regions: new Uint8Array(10_000).fill(7),
  tokens: new Uint8Array(0),
  payload: { captions: ['é'], metadata: { a: 1 }, hasImage: true, contentHash: 'h' },
};
const { bytes: written, lengths } = encodeRecord(point);
const bytes = new Uint8Array(written);
const place = { segment: 3, offset: 70, lengths };

/** Reads by plan, as the log would. */
function read(parts: Parameters<typeof planRuns>[1]) {
  const sections = new Map<Section, Uint8Array>();
  for (const run of planRuns(place, parts)) {
    for (const { section, start, end } of run.spans) sections.set(section, bytes.subarray(start, end));
  }
  return decodeSections(sections);
}

describe('a record', () => {
  it('gives back everything of a point', () => {
    const all = read({ vectors: ['image', 'caption', 'joint'], regions: true, tokens: true, payload: true });
    expect({ id: 'x', itemId: 'x', ...all }).toEqual(point);
    expect(recordBytes(place)).toBe(bytes.byteLength);
  });

  it('has a place that survives being written down', () => {
    expect(parsePlace(formatPlace(place))).toEqual(place);
    expect(formatPlace({ segment: 1, offset: 0, lengths: { payload: 2 } })).toBe('1:0:,,,,,2');
    expect(spansOf(parsePlace('1:0:,,,,,2'))).toEqual([{ section: 'payload', start: 0, end: 2 }]);
  });

  it('is read in one go where what is wanted lies together, and else around the large parts', () => {
    const reads = (parts: Parameters<typeof planRuns>[1]) =>
      planRuns(place, parts).map(({ start, end }) => [start, end]);
    expect(reads({ vectors: ['image'] })).toEqual([[0, 8]]);
    expect(reads({ vectors: ['image'], regions: true })).toEqual([[0, 10_016]]);
    expect(reads({ vectors: ['image'], payload: true })).toEqual([
      [0, 8],
      [10_016, bytes.byteLength],
    ]);
    expect(reads({ vectors: ['caption'] })).toEqual([]);
    expect(reads({})).toEqual([]);
  });
});
