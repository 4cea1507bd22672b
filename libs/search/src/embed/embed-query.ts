import {
  AppError,
  pointId,
  type ReadPoint,
  type TextEncoding,
  type VectorSpaceKey,
  type VectorStore,
} from '@unseen/domain';
import { decodeImage, type DecodeLimits } from '@unseen/imaging';
import { quantizeBlock, readTokens, type PictureCandidate } from '@unseen/imfa';
import type { CheckedRequest } from '../query/check-request.ts';
import type { UnlikeWish } from '../query/search-request.ts';
import type { QueryEncoder } from '../searcher-parts.ts';
import { combineQueries } from './combine-queries.ts';
import type { EmbeddedQuery, UnlikeSides } from './embedded-query.ts';
import { jointVector } from './joint-vector.ts';
import type { TextEncodings } from './text-encodings.ts';

/** What embedding a query needs. */
export interface EmbedParts {
  readonly encoder: QueryEncoder;
  readonly texts: TextEncodings;
  readonly store: VectorStore;
  readonly decodeLimits: DecodeLimits;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/** The half of a query that is a picture, or a whole stored item. */
type Source = Pick<EmbeddedQuery, 'vectors' | 'picture' | 'text' | 'itself'>;

/**
 * Turns a request into vectors: text and picture through the encoder, an item through what is stored of it. A text next to a
 * picture (or next to an item's picture) adds their joint vector.
 * @throws AppError `image_*`, `item_not_found`, `item_has_no_image` (a text with an item that has only captions), `encoder_failed`
 */
export async function embedQuery(request: CheckedRequest, parts: EmbedParts): Promise<EmbeddedQuery> {
  if (request.queries.length === 0) return embedOne(request, parts);
  const { space, unwanted, unlike } = request;
  const embedded = request.queries.map(async ({ weight, ...query }) => ({
    query: await embedOne({ space, ...query, unwanted: [], unlike: [] }, parts),
    text: query.text,
    weight,
  }));
  const [avoided, sides, weighed] = await Promise.all([
    embedUnwanted(unwanted, parts),
    embedUnlike(space, unlike, parts),
    Promise.all(embedded),
  ]);
  return combineQueries(weighed, avoided, sides);
}

/** The part of a request that one query is made of. */
type OneQuery = Pick<CheckedRequest, 'space' | 'text' | 'image' | 'itemId' | 'unwanted' | 'unlike'>;

function embedUnwanted(unwanted: readonly string[], { texts, signal }: EmbedParts) {
  return Promise.all(unwanted.map(async (text) => ({ text, encoding: await texts.get(text, signal) })));
}

function embedUnlike(space: VectorSpaceKey, unlike: readonly UnlikeWish[], parts: EmbedParts) {
  return Promise.all(unlike.map((wish) => unlikeSides(space, wish, parts)));
}

async function embedOne(request: OneQuery, parts: EmbedParts): Promise<EmbeddedQuery> {
  const { texts, signal } = parts;
  const [text, source, unwanted, unlike] = await Promise.all([
    request.text === undefined ? undefined : texts.get(request.text, signal),
    embedSource(request, parts),
    embedUnwanted(request.unwanted, parts),
    embedUnlike(request.space, request.unlike, parts),
  ]);
  if (!text) return { ...source, unwanted, unlike, fromItem: request.itemId !== undefined };
  const image = source.vectors.image;
  if (request.itemId !== undefined && !image) {
    throw new AppError(
      'item_has_no_image',
      `${request.itemId} has no picture to search with next to a text.`,
    );
  }
  return {
    vectors: { text: text.global, ...(image && { image, joint: jointVector(text.global, image) }) },
    text,
    picture: source.picture,
    unwanted,
    unlike,
    fromItem: false,
    itself: source.itself,
  };
}

async function embedSource(request: OneQuery, parts: EmbedParts): Promise<Source> {
  if (request.image) return embedPicture(request.image, parts);
  return request.itemId === undefined
    ? { vectors: {} }
    : readItem(request.space, request.itemId, parts.store);
}

async function unlikeSides(space: VectorSpaceKey, wish: UnlikeWish, parts: EmbedParts): Promise<UnlikeSides> {
  const { vectors } =
    'image' in wish ? await embedPicture(wish.image, parts) : await readItem(space, wish.itemId, parts.store);
  return { image: vectors.image, caption: vectors.text };
}

async function embedPicture(bytes: Uint8Array, parts: EmbedParts): Promise<Source> {
  const { encoder, decodeLimits, signal } = parts;
  const pixels = await decodeImage(bytes, encoder.imageSpec, decodeLimits);
  const { global, regions } = await encoder.encodeImage(pixels, 'interactive', signal);
  const { grid, region } = encoder.pack.spaces;
  const block = quantizeBlock(regions, grid[0] * grid[1], region, [grid[0], grid[1]]);
  return { vectors: { image: global }, picture: { imageGlobal: global, regions: block } };
}

async function readItem(space: VectorSpaceKey, itemId: string, store: VectorStore): Promise<Source> {
  const id = pointId(space, itemId);
  const [point] = await store.read(space, [id], {
    vectors: ['image', 'caption', 'joint'],
    regions: true,
    tokens: true,
  });
  if (!point) throw new AppError('item_not_found', `There is no item ${itemId} in ${space.collection}.`);
  const { image, caption, joint } = point.vectors;
  // An item with one side has a joint vector equal to that side, or none: its lists are those of that side alone.
  const both = image && caption;
  return {
    vectors: {
      ...(image && { image }),
      ...(caption && { text: caption }),
      ...(both && { joint: joint ?? jointVector(caption, image) }),
    },
    text: storedText(point),
    picture: storedPicture(point),
    itself: id,
  };
}

function storedPicture(point: ReadPoint): PictureCandidate | undefined {
  const { image } = point.vectors;
  return image && point.regions ? { imageGlobal: image, regions: point.regions } : undefined;
}

/** The first caption as it was encoded; its words are not stored, so attention names none. */
function storedText(point: ReadPoint): TextEncoding | undefined {
  const { caption } = point.vectors;
  if (!caption || !point.tokens) return undefined;
  const { tokens, weights } = readTokens(point.tokens);
  return { global: caption, tokens, weights, words: [] };
}
