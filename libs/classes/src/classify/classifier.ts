import type { Decision } from '../score/decide.ts';
import type { ItemVectors } from '../score/background.ts';
import { AppError, pointId, type VectorSpaceKey } from '@unseen/domain';
import { decodeImage } from '@unseen/imaging';
import { isUnderstood } from '@unseen/imfa';
import { textWarnings, type TextWarning } from '@unseen/search';
import type { ClassParts } from '../class-parts.ts';
import type { VersionWish } from '../version/seen-version.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';

/** What to classify: exactly one of picture, item and text. */
export interface ClassifyRequest extends VersionWish {
  /** Whose classes, and against which collection's background. */
  readonly space: VectorSpaceKey;
  readonly image?: Uint8Array;
  readonly itemId?: string;
  readonly text?: string;
}

/** What it was taken to be, by which version of the catalogue. */
export interface Classification {
  readonly decision: Decision;
  readonly version: number;
  /** What to know of the words of a text. */
  readonly warnings?: readonly TextWarning[];
}

/** What is classified, as vectors. */
interface Subject {
  readonly vectors: ItemVectors;
  readonly warnings?: readonly TextWarning[];
  /** False for a text that means nothing to the encoder. */
  readonly isUnderstood?: boolean;
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
   * @throws AppError `query_empty`, `query_too_long`, `invalid_request`, `image_*`, `item_not_found`, `catalogue_version_not_found`,
   * `forbidden` for a version that is not for the caller's eyes
   */
  async classify(request: ClassifyRequest): Promise<Classification> {
    const [{ vectors, warnings = [], isUnderstood = true }, live] = await Promise.all([
      this.#read(request),
      this.#catalogues.seenBy(request.space, request),
    ]);
    // What the encoder does not understand lies anywhere; it is of no class.
    const decision: Decision =
      isUnderstood || live.isEmpty ? live.decide(vectors) : { ranked: [], unknown: 'distance' };
    return { decision, version: live.version, ...(warnings.length > 0 && { warnings }) };
  }

  async #read({ space, image, itemId, text }: ClassifyRequest): Promise<Subject> {
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
      return { vectors: { image: (await encoder.encodeImage(pixels, 'interactive')).global } };
    }
    if (itemId !== undefined) {
      const [point] = await store.read(space, [pointId(space, itemId)], { vectors: ['image', 'caption'] });
      if (!point) throw new AppError('item_not_found', `There is no item ${itemId} in ${space.collection}.`);
      return { vectors: point.vectors };
    }
    if (words.length > TEXT_LENGTH) {
      throw new AppError(
        'query_too_long',
        `text has ${words.length} characters; at most ${TEXT_LENGTH} are allowed.`,
      );
    }
    const encode = (each: string) => encoder.encodeText(each, 'interactive');
    const encoding = await encode(words);
    return {
      vectors: { caption: encoding.global },
      warnings: await textWarnings(words, encoding, encode),
      isUnderstood: isUnderstood(encoding),
    };
  }
}
