import type { Modality, ReadPoint, VectorSpaceKey, VectorStore } from '@unseen/domain';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { TextEncodings } from '../embed/text-encodings.ts';
import { listParts, type ListKey } from '../recall/list-key.ts';
import { BACKGROUND_CAPTIONS } from './background-captions.ts';
import { relevanceMargins, tailStart } from './cut-tail.ts';

/** What the cut-off decides about. */
export interface CutInput {
  readonly space: VectorSpaceKey;
  readonly query: EmbeddedQuery;
  /** Point ids in final order. */
  readonly ids: readonly string[];
  /** The lists that found something: hits are judged by the vectors these compare with. */
  readonly keys: readonly ListKey[];
  /** Points whose vectors have been read already. */
  readonly known: ReadonlyMap<string, ReadPoint>;
}

/**
 * How many hits the cut-off leaves, from the first. Only a query of a text alone is cut: with a picture in it, a hit may be
 * relevant without being near the text, and pictures cannot be measured against captions.
 * @param texts - encodes the background captions, once
 */
export async function keptHits(input: CutInput, store: VectorStore, texts: TextEncodings): Promise<number> {
  const { space, query, ids, known } = input;
  const { text, image } = query.vectors;
  if (!text || image || query.fromItem) return ids.length;
  const modalities = input.keys
    .map((key) => listParts(key).modality)
    .filter((modality) => modality !== 'joint');
  const [background, points] = await Promise.all([
    Promise.all(BACKGROUND_CAPTIONS.map(async (caption) => (await texts.get(caption)).global)),
    ids.every((id) => known.has(id)) ? known : readVectors(store, space, ids, modalities),
  ]);
  const hits = ids.map((id) => modalities.flatMap((modality) => points.get(id)?.vectors[modality] ?? []));
  return tailStart(relevanceMargins(text, background, hits));
}

async function readVectors(
  store: VectorStore,
  space: VectorSpaceKey,
  ids: readonly string[],
  modalities: readonly Modality[],
): Promise<ReadonlyMap<string, ReadPoint>> {
  const points = await store.read(space, ids, { vectors: modalities });
  return new Map(points.map((point) => [point.id, point]));
}
