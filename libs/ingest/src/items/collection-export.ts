import { pointId, type ItemKey, type ReadPoint } from '@unseen/domain';
import type { ItemRecord, ItemText } from '@unseen/ledger';
import { spaceOf } from './build-item.ts';
import type { ItemPipeline } from './item-pipeline.ts';

/** What an export holds beside ids, captions and metadata. */
export interface ExportOptions {
  readonly vectors: boolean;
  /** The original pictures. */
  readonly images: boolean;
}

/** One line of an export: an item. Binary parts are base64; vectors are little-endian 32-bit floats. */
export interface ExportedItem {
  readonly id: string;
  readonly captions: readonly string[];
  readonly metadata: ItemRecord['metadata'];
  readonly createdAt: string;
  readonly picture?: {
    readonly sha256: string;
    readonly type: string;
    readonly width: number;
    readonly height: number;
    readonly data?: string;
  };
  /** The words in its picture, where they were read. */
  readonly text?: Pick<ItemText, 'state' | 'reader' | 'words'>;
  readonly vectors?: {
    /** Model pack they were made with, as `name@version`. */
    readonly pack: string;
    readonly image?: string;
    readonly caption?: string;
    readonly regions?: string;
    readonly tokens?: string;
  };
}

/** Items read in one go; with pictures, few enough to hold. */
const PAGE = 200;
const PICTURES_PAGE = 8;

/** Writes collections out, line by line. */
export class CollectionExport {
  readonly #pipeline: ItemPipeline;

  constructor(pipeline: ItemPipeline) {
    this.#pipeline = pipeline;
  }

  /**
   * The items of a collection by id as NDJSON; memory does not grow with their number. Items that are added or changed
   * meanwhile may or may not be in it.
   *
   * @throws AppError `..._unavailable`, `blob_not_found`
   */
  async *lines(
    { tenant, collection }: Pick<ItemKey, 'tenant' | 'collection'>,
    options: ExportOptions,
  ): AsyncGenerator<string, void, undefined> {
    const size = options.images ? PICTURES_PAGE : PAGE;
    for (let after: string | undefined; ;) {
      const records = await this.#pipeline.ledger.items.page(tenant, collection, after, size);
      const last = records.at(-1);
      const there = records.filter(({ state }) => state !== 'deleting');
      const points = options.vectors ? await this.#points(there) : new Map<string, ReadPoint>();
      const texts = await this.#pipeline.ledger.texts.known(
        { tenant, collection },
        there.map(({ id }) => id),
      );
      const items = await Promise.all(
        there.map((record) =>
          this.#toItem(record, points.get(record.id), texts.get(record.id), options.images),
        ),
      );
      if (items.length > 0) yield items.map((item) => `${JSON.stringify(item)}\n`).join('');
      if (last === undefined || records.length < size) return;
      after = last.id;
    }
  }

  /** The vectors of items of one collection, each under its own pack, by item id. */
  async #points(records: readonly ItemRecord[]): Promise<Map<string, ReadPoint>> {
    const points = new Map<string, ReadPoint>();
    for (const [pack, group] of Map.groupBy(records, (record) => record.pack)) {
      const space = spaceOf(group[0]!, pack);
      const ids = group.map(({ id }) => pointId(space, id));
      const wanted = { vectors: ['image', 'caption'], regions: true, tokens: true } as const;
      for (const point of await this.#pipeline.store.read(space, ids, wanted))
        points.set(point.itemId, point);
    }
    return points;
  }

  async #toItem(
    record: ItemRecord,
    point: ReadPoint | undefined,
    text: ExportedItem['text'],
    withImage: boolean,
  ): Promise<ExportedItem> {
    const { id, captions, metadata, createdAt, imageKey, imageType, width, height, pack } = record;
    const data =
      withImage && imageKey !== null
        ? base64(new Uint8Array((await this.#pipeline.pictures.get(imageKey)).bytes))
        : undefined;
    return {
      id,
      captions,
      metadata,
      createdAt: createdAt.toISOString(),
      ...(imageKey !== null && {
        picture: { sha256: imageKey, type: imageType ?? '', width: width ?? 0, height: height ?? 0, data },
      }),
      ...(text && { text }),
      ...(point && {
        vectors: {
          pack,
          image: point.vectors.image && base64(point.vectors.image),
          caption: point.vectors.caption && base64(point.vectors.caption),
          regions: point.regions && base64(point.regions),
          tokens: point.tokens && base64(point.tokens),
        },
      }),
    };
  }
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array | Float32Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
