import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  pointId,
  type Metadata,
  type TextEncoding,
  type VectorPoint,
  type VectorSpaceKey,
  type VectorStore,
} from '@unseen/domain';
import { loadPack, openEncoder, type Encoder } from '@unseen/encoder';
import { TINY_COLORS, writeTinyPack } from '@unseen/encoder/testing';
import { ImfaScorer, quantizeBlock, quantizeTokens } from '@unseen/imfa';
import { openLanceDb } from '@unseen/vector-store';
import { jointVector } from '../embed/joint-vector.ts';
import { Searcher } from '../searcher.ts';
import type { SearcherOptions } from '../searcher-parts.ts';
import { encodePng } from './png.ts';

const CELLS = 4;
const SIZE = 32;
/** Limits for query pictures. */
const DECODE_LIMITS = { maxPixels: 1_000_000, timeoutSeconds: 10 };

/** An item to put into a {@link ColorCollection}. */
export interface ColorItem {
  readonly id: string;
  /** Color names of the cells of a 4 x 4 picture, row-major; fewer than 16 are repeated. Absent: no picture. */
  readonly colors?: readonly string[];
  readonly captions?: readonly string[];
  readonly metadata?: Metadata;
}

/** Pixels of a picture of colored cells. */
export function colorPixels(colors: readonly string[]): Uint8Array {
  const pixels = new Uint8Array(SIZE * SIZE * 3);
  const cell = SIZE / CELLS;
  for (let y = 0; y < SIZE; y++) {
    for (let x = 0; x < SIZE; x++) {
      const index = Math.floor(y / cell) * CELLS + Math.floor(x / cell);
      const color = TINY_COLORS[colors[index % colors.length]!]!;
      pixels.set(
        color.map((value) => value * 255),
        (y * SIZE + x) * 3,
      );
    }
  }
  return pixels;
}

/** A picture of colored cells as a PNG file. */
export function colorPicture(colors: readonly string[]): Uint8Array {
  return encodePng(colorPixels(colors), SIZE);
}

/** `count` different pictures: mixtures of colors, the same in every run. */
export function mixtures(count: number): (ColorItem & { colors: string[] })[] {
  const names = Object.keys(TINY_COLORS);
  let state = 7;
  const next = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, (_, i) => {
    const main = names[next(names.length)]!;
    return {
      id: `mixture-${i}`,
      colors: Array.from({ length: 16 }, () => (next(3) === 0 ? main : names[next(names.length)]!)),
    };
  });
}

/** A real collection of colored pictures: the tiny model pack in worker threads and LanceDB in a folder of its own. */
export class ColorCollection {
  readonly space: VectorSpaceKey;
  readonly encoder: Encoder;
  readonly store: VectorStore;
  readonly #dir: string;

  private constructor(dir: string, encoder: Encoder, store: VectorStore) {
    this.#dir = dir;
    this.encoder = encoder;
    this.store = store;
    this.space = { tenant: 'default', collection: 'colors', pack: encoder.pack.id };
  }

  /**
   * Makes an empty collection.
   * @param openStore - opens a store that may keep its data in a folder; default LanceDB
   */
  static async open(
    openStore: (dir: string) => Promise<VectorStore> = (dir) => openLanceDb({ dir }),
  ): Promise<ColorCollection> {
    const dir = await mkdtemp(join(tmpdir(), 'unseen-search-'));
    await writeTinyPack(join(dir, 'pack'));
    const encoder = await openEncoder({ pack: await loadPack(join(dir, 'pack')) });
    const store = await openStore(join(dir, 'vectors'));
    const colors = new ColorCollection(dir, encoder, store);
    await store.ensureSpace(colors.space, encoder.pack.spaces.global);
    return colors;
  }

  /** A searcher over this collection. */
  searcher(options?: SearcherOptions): Searcher {
    return new Searcher({ encoder: this.encoder, store: this.store, decodeLimits: DECODE_LIMITS, options });
  }

  /** Point id of an item. */
  point(itemId: string): string {
    return pointId(this.space, itemId);
  }

  /** Indexes items. */
  async add(...items: ColorItem[]): Promise<void> {
    await this.store.upsert(this.space, await Promise.all(items.map((item) => this.#toPoint(item))));
  }

  /** Removes items. */
  async remove(...itemIds: string[]): Promise<void> {
    await this.store.delete(
      this.space,
      itemIds.map((id) => this.point(id)),
    );
  }

  /** A text's encoding. */
  text(text: string): Promise<TextEncoding> {
    return this.encoder.encodeText(text, 'interactive');
  }

  /** Item ids in attention's order for a text, worked out without the search pipeline. */
  async offlineOrder(text: string, items: readonly (ColorItem & { colors: string[] })[]): Promise<string[]> {
    const scorer = new ImfaScorer(this.encoder, this.encoder.pack.spaces);
    const pictures = await Promise.all(items.map((item) => this.#picture(item.colors)));
    const { scores } = await scorer.scoreImages(await this.text(text), pictures, 'imfa');
    return [...items.keys()].sort((a, b) => scores[b]! - scores[a]!).map((index) => items[index]!.id);
  }

  /** Ends the workers, closes the store, removes the folder. */
  async close(): Promise<void> {
    await this.encoder.close();
    await this.store.close();
    await rm(this.#dir, { recursive: true, force: true });
  }

  async #picture(colors: readonly string[]) {
    const { global, regions } = await this.encoder.encodeImage(colorPixels(colors), 'bulk');
    const { grid, region } = this.encoder.pack.spaces;
    return {
      imageGlobal: global,
      regions: quantizeBlock(regions, grid[0] * grid[1], region, [grid[0], grid[1]]),
    };
  }

  async #toPoint({ id, colors, captions = [], metadata = {} }: ColorItem): Promise<VectorPoint> {
    const picture = colors && (await this.#picture(colors));
    const caption = captions.length > 0 ? await this.text(captions[0]!) : undefined;
    return {
      id: this.point(id),
      itemId: id,
      vectors: {
        ...(picture && { image: picture.imageGlobal }),
        ...(caption && { caption: caption.global }),
        ...(picture && caption && { joint: jointVector(caption.global, picture.imageGlobal) }),
      },
      ...(picture && { regions: picture.regions }),
      ...(caption && { tokens: quantizeTokens(caption) }),
      payload: { captions, metadata, hasImage: picture !== undefined, contentHash: '0'.repeat(64) },
    };
  }
}
