import type { Decision } from '../score/decide.ts';
import type { ItemVectors } from '../score/background.ts';
import { AppError, pointId, type VectorSpaceKey } from '@unseen/domain';
import { decodeImage } from '@unseen/imaging';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';

/** What to classify: exactly one of picture, item and text. */
export interface ClassifyRequest {
  /** Whose classes, and against which collection's background. */
  readonly space: VectorSpaceKey;
  readonly image?: Uint8Array;
  readonly itemId?: string;
  readonly text?: string;
  /** An earlier version of the catalogue. */
  readonly asOf?: number;
}

/** What it was taken to be, by which version of the catalogue. */
export interface Classification {
  readonly decision: Decision;
  readonly version: number;
}

/** Characters of a text to classify. */
const TEXT_LENGTH = 2_000;

/** Tells which classes a picture, a stored item or a text belongs to. */
export class Classifier {
  readonly #parts: ClassParts;
  readonly #catalogues: LiveCatalogues;

  constructor(parts: ClassParts, catalogues: LiveCatalogues) {
    this.#parts = parts;
    this.#catalogues = catalogues;
  }

  /**
   * Classifies one thing.
   * @throws AppError `query_empty`, `query_too_long`, `invalid_request`, `image_*`, `item_not_found`, `catalogue_version_not_found`
   */
  async classify(request: ClassifyRequest): Promise<Classification> {
    const [vectors, live] = await Promise.all([
      this.#vectors(request),
      this.#catalogues.of(request.space, request.asOf),
    ]);
    return { decision: live.decide(vectors), version: live.version };
  }

  async #vectors({ space, image, itemId, text }: ClassifyRequest): Promise<ItemVectors> {
    const { encoder, store, decodeLimits } = this.#parts;
    const words = text?.trim() ?? '';
    const given = [image !== undefined, itemId !== undefined, words !== ''].filter(Boolean).length;
    if (given === 0) throw new AppError('query_empty', 'There is no picture, no item id and no text.');
    if (given > 1) {
      throw new AppError('invalid_request', 'Send one of `image`, `itemId` and `text`, not several.', {
        errors: [{ field: 'image', message: 'must be the only thing to classify' }],
      });
    }
    if (image) {
      const pixels = await decodeImage(image, encoder.imageSpec, decodeLimits);
      return { image: (await encoder.encodeImage(pixels, 'interactive')).global };
    }
    if (itemId !== undefined) {
      const [point] = await store.read(space, [pointId(space, itemId)], { vectors: ['image', 'caption'] });
      if (!point) throw new AppError('item_not_found', `There is no item ${itemId} in ${space.collection}.`);
      return point.vectors;
    }
    if (words.length > TEXT_LENGTH) {
      throw new AppError(
        'query_too_long',
        `text has ${words.length} characters; at most ${TEXT_LENGTH} are allowed.`,
      );
    }
    return { caption: (await encoder.encodeText(words, 'interactive')).global };
  }
}
