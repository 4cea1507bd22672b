import type { VectorSpaceKey, VectorStore } from '@unseen/domain';

const PAGE = 200;

/** Copies all points of a space from one store to another, bit by bit. Returns how many. */
export async function copyPoints(
  from: VectorStore,
  to: VectorStore,
  space: VectorSpaceKey,
  dimensions: number,
): Promise<number> {
  await to.ensureSpace(space, dimensions);
  let copied = 0;
  let after: string | undefined;
  for (;;) {
    const page = await from.page(space, PAGE, after);
    if (page.length === 0) return copied;
    after = page.at(-1)!.id;
    const points = await from.read(
      space,
      page.map(({ id }) => id),
      { vectors: ['image', 'caption', 'joint'], regions: true, tokens: true, payload: true },
    );
    await to.upsert(
      space,
      points.map((point) => ({ ...point, payload: point.payload! })),
    );
    copied += points.length;
  }
}
