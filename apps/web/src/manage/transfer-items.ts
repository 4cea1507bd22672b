import { unseen } from '../platform/client.ts';

/** How items go to another collection. */
export type Way = 'copy' | 'move';

/**
 * Takes items to another collection, with their pictures, captions and metadata, under the ids they have. A move deletes each where it was
 * only when it has arrived.
 *
 * @param onOne - told after each
 * @throws UnseenError what stopped it; what has been taken stays taken
 */
export async function transferItems(
  ids: readonly string[],
  { from, to, way }: { readonly from: string; readonly to: string; readonly way: Way },
  onOne: (done: number) => void,
): Promise<void> {
  for (const [index, id] of ids.entries()) {
    const params = { path: { id }, query: { collection: from } };
    const item = (await unseen.http.GET('/v1/items/{id}', { params })).data!;
    const image =
      item.image === undefined
        ? undefined
        : await (
            await unseen.http.GET('/v1/items/{id}/image', {
              params: { path: { id }, query: { collection: from, size: 'original' } },
              parseAs: 'stream',
            })
          ).response.blob();
    const { captions, metadata } = item;
    await unseen.putItem(id, { captions, metadata, ...(image && { image }) }, { collection: to });
    if (way === 'move') await unseen.deleteItems({ ids: [id] }, from);
    onOne(index + 1);
  }
}
