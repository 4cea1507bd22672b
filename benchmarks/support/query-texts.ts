import type { VectorSpaceKey, VectorStore } from '@unseen/domain';
import { QUERIES } from './queries.ts';

/** Captions of items spread over a space, or everyday texts where there are none. */
export async function queryTexts(
  store: VectorStore,
  space: VectorSpaceKey,
  count = 200,
): Promise<readonly string[]> {
  const page = await store.page(space, count);
  const ids = page.map(({ id }) => id);
  const points = await store.read(space, ids, { payload: true });
  const captions = points.flatMap(({ payload }) => payload!.captions.at(-1) ?? []);
  return captions.length > 0 ? captions : QUERIES;
}
