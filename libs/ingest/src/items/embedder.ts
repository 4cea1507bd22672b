import { isAppError, type TextEncoding, type VectorPoint } from '@unseen/domain';
import type { Encoder, Lane } from '@unseen/encoder';
import { decodeImage, identifyImage, type DecodeLimits, type ImageInfo } from '@unseen/imaging';
import { isOddWord, isUnderstood, quantizeBlock, quantizeTokens } from '@unseen/imfa';
import { timed, type StageObserver } from './ingest-stages.ts';
import { meanDirection } from './vectors.ts';

/** What a vector store keeps of a picture, and what its header says. */
export interface EmbeddedPicture {
  readonly info: ImageInfo;
  /** D floats, normalized. */
  readonly vector: Float32Array;
  readonly regions: NonNullable<VectorPoint['regions']>;
}

/** Captions that an encoder makes nothing of, or does not read to their end. */
export interface CaptionFaults {
  readonly notUnderstood: readonly string[];
  readonly cutShort: readonly string[];
  /** Understood, with words that may mean nothing. */
  readonly odd: readonly string[];
}

/** What a vector store keeps of an item's captions. */
export interface EmbeddedCaptions {
  /** Mean direction of all captions: D floats, normalized. */
  readonly vector: Float32Array;
  /** Token block of the first caption. */
  readonly tokens: NonNullable<VectorPoint['tokens']>;
  /** Of captions that were encoded just now; absent where there are none. */
  readonly faults?: CaptionFaults;
}

/** From bytes and captions to vectors and blocks, with the encoder of this process. */
export class Embedder {
  readonly #encoder: Encoder;
  readonly #limits: DecodeLimits;
  readonly #observe: StageObserver | undefined;

  constructor(encoder: Encoder, limits: DecodeLimits, observe?: StageObserver) {
    this.#encoder = encoder;
    this.#limits = limits;
    this.#observe = observe;
  }

  /** Model pack in use, as `name@version`. */
  get pack(): string {
    return this.#encoder.pack.id;
  }

  /** D: dimensions of the vectors. */
  get dimensions(): number {
    return this.#encoder.pack.spaces.global;
  }

  /** Pictures to keep under way so that the encoder never waits for one. */
  get bulkDepth(): number {
    return this.#encoder.bulkDepth;
  }

  /** What the header of a picture says. @throws AppError `image_*` */
  identify(bytes: Uint8Array): Promise<ImageInfo> {
    return identifyImage(bytes, this.#limits);
  }

  /**
   * Decodes and encodes a picture.
   *
   * @param seen - told type and size as soon as the picture is known to be sound, while it is being encoded
   * @throws AppError `image_*`, `encoder_failed`
   */
  async picture(bytes: Uint8Array, lane: Lane, seen?: (info: ImageInfo) => void): Promise<EmbeddedPicture> {
    const info = await identifyImage(bytes, this.#limits);
    const encoding = await twice(async (attempt) => {
      const rgb = await timed(this.#observe, 'decode', () =>
        decodeImage(bytes, this.#encoder.imageSpec, this.#limits),
      );
      if (attempt === 1) seen?.(info);
      return timed(this.#observe, 'embed', () => this.#encoder.encodeImage(rgb, lane));
    });
    const { grid, region } = this.#encoder.pack.spaces;
    return {
      info,
      vector: encoding.global,
      regions: quantizeBlock(encoding.regions, grid[0] * grid[1], region, grid),
    };
  }

  /**
   * Encodes captions.
   *
   * @param captions - at least one
   * @throws AppError `encoder_failed`
   */
  async captions(captions: readonly string[], lane: Lane): Promise<EmbeddedCaptions> {
    const encodings = await timed(this.#observe, 'embed', () =>
      Promise.all(
        captions.map((caption): Promise<TextEncoding> =>
          twice(() => this.#encoder.encodeText(caption, lane)),
        ),
      ),
    );
    return {
      vector: meanDirection(encodings.map((encoding) => encoding.global)),
      tokens: quantizeTokens(encodings[0]!),
      faults: faultsOf(captions, encodings),
    };
  }
}

function faultsOf(
  captions: readonly string[],
  encodings: readonly TextEncoding[],
): CaptionFaults | undefined {
  const those = (is: (encoding: TextEncoding) => boolean | undefined) =>
    captions.filter((_, at) => is(encodings[at]!));
  const notUnderstood = those((encoding) => !isUnderstood(encoding));
  const cutShort = those(({ truncated }) => truncated);
  const odd = those((encoding) => isUnderstood(encoding) && encoding.words.some(isOddWord));
  return notUnderstood.length + cutShort.length + odd.length === 0
    ? undefined
    : { notUnderstood, cutShort, odd };
}

/**
 * Runs an encoding, and once more when it failed: the worker may have died under it because of another request, and
 * is there again. What fails twice is its own fault.
 */
async function twice<T>(run: (attempt: 1 | 2) => Promise<T>): Promise<T> {
  try {
    return await run(1);
  } catch (error) {
    if (!isAppError(error, 'encoder_failed')) throw error;
    return run(2);
  }
}
