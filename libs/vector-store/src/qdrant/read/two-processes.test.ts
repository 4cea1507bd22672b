import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { VectorPoint, VectorStore } from '@unseen/domain';
import { openQdrant } from '../../index.ts';
import { testPoints } from '../../lancedb/testing/test-points.ts';
import { NOT_RUN, QDRANT_API_KEY, QDRANT_URL, qdrantHarness, removeCollections } from '../testing/server.ts';

const SPACE = { tenant: 't', collection: 'c', pack: 'p@1' };
const SHOWN = { payload: true, vectors: ['image'], recalled: true } as const;

if (NOT_RUN !== undefined) process.stderr.write(`\nNOT RUN: two processes on a Qdrant server. ${NOT_RUN}\n`);

describe.skipIf(NOT_RUN !== undefined)('what one process remembers while another writes', () => {
  const { prefix } = qdrantHarness({});
  const points = testPoints(SPACE, 3, 8);
  const ids = points.map(({ id }) => id);
  let reader: VectorStore;
  let writer: VectorStore;

  beforeEach(async () => {
    [reader, writer] = (await Promise.all(
      [0, 1].map(() => openQdrant({ urls: [QDRANT_URL!], apiKey: QDRANT_API_KEY, prefix })),
    )) as [VectorStore, VectorStore];
    await writer.ensureSpace(SPACE, 8);
    await writer.upsert(SPACE, points);
  });
  afterEach(async () => {
    await Promise.all([reader, writer].map((store) => store.close()));
    await removeCollections(prefix);
  });

  const search = async () => {
    const request = { modality: 'image', vector: points[0]!.vectors.image!, limit: 5 } as const;
    return (await reader.search(SPACE, [request]))[0]!.map(({ id }) => id).sort();
  };
  const changed = (point: VectorPoint): VectorPoint => ({
    ...point,
    payload: { ...point.payload, metadata: { changed: true } },
  });

  it('is shown only in the state that a search has just found', async () => {
    expect(await search()).toEqual([...ids].sort());
    const before = await reader.read(SPACE, ids, SHOWN);
    expect(before.map(({ payload }) => payload)).toEqual(points.map(({ payload }) => payload));
    expect(await reader.read(SPACE, ids, SHOWN)).toEqual(before);

    await writer.upsert(SPACE, [changed(points[0]!)]);
    await search();
    const after = await reader.read(SPACE, ids, SHOWN);
    expect(after[0]!.payload!.metadata).toEqual({ changed: true });
    expect(after.slice(1)).toEqual(before.slice(1));
  });

  it('is not shown where a search has not just found it', async () => {
    await search();
    await reader.read(SPACE, ids, SHOWN);
    await writer.upsert(SPACE, [changed(points[0]!)]);
    await writer.delete(SPACE, [ids[1]!]);
    const [first, ...others] = await reader.read(SPACE, ids, { payload: true });
    expect(first!.payload!.metadata).toEqual({ changed: true });
    expect(others.map(({ id }) => id)).toEqual([ids[2]]);
    expect(await search()).toEqual([ids[0], ids[2]].sort());
  });

  it('shares vectors between those who read them, and gives each a payload of its own', async () => {
    await search();
    await reader.read(SPACE, ids, SHOWN);
    const [first] = await reader.read(SPACE, ids, SHOWN);
    (first!.payload!.metadata as Record<string, unknown>)['changed'] = true;
    const [again] = await reader.read(SPACE, ids, SHOWN);
    expect(again!.vectors.image).toBe(first!.vectors.image);
    expect(again!.vectors.image).toEqual(points[0]!.vectors.image);
    expect(again!.payload).toEqual(points[0]!.payload);
  });
});
