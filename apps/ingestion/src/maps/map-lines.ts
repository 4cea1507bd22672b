import type { CollectionMapHead, CollectionMapPart, CollectionPlacesPart } from '@unseen/api';
import { geoPlaceOf, type ItemKey } from '@unseen/domain';
import type { CollectionMap, ItemRepository, ReadMapPart } from '@unseen/ledger';

/** Largest coordinate of a stored place. */
const MOST = 65_535;
/** Digits that tell all stored places apart. */
const PRECISION = 1e5;
/** Items read in one go. */
const PAGE = 2_000;

/** A map as lines of JSON: its head, then its parts. */
export async function* mapLines(
  { madeAt, pack, changed }: CollectionMap,
  parts: AsyncIterable<ReadMapPart>,
): AsyncGenerator<string, void, undefined> {
  yield line<CollectionMapHead>({ madeAt: madeAt.toISOString(), pack, changedSince: changed });
  for await (const { ids, places, hasImage } of parts) {
    if (ids.length === 0) continue;
    const column = (side: 0 | 1) =>
      ids.map((_, at) => Math.round((places[2 * at + side]! / MOST) * PRECISION) / PRECISION);
    yield line<CollectionMapPart>({
      ids: [...ids],
      x: column(0),
      y: column(1),
      hasImage: [...hasImage],
    });
  }
}

/** The items of a collection that say where they were made, as lines of JSON. */
export async function* placeLines(
  items: ItemRepository,
  { tenant, collection }: Pick<ItemKey, 'tenant' | 'collection'>,
): AsyncGenerator<string, void, undefined> {
  for (let after: string | undefined; ;) {
    const page = await items.metadataPage(tenant, collection, after, PAGE);
    const part: CollectionPlacesPart = { ids: [], latitude: [], longitude: [], hasImage: [] };
    for (const { id, metadata, imageKey } of page) {
      const place = geoPlaceOf(metadata);
      if (place === undefined) continue;
      part.ids.push(id);
      part.latitude.push(place.latitude);
      part.longitude.push(place.longitude);
      part.hasImage.push(imageKey !== null);
    }
    if (part.ids.length > 0) yield line(part);
    if (page.length < PAGE) return;
    after = page.at(-1)!.id;
  }
}

function line<T>(value: T): string {
  return `${JSON.stringify(value)}\n`;
}
