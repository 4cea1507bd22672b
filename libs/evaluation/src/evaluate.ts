import { AppError, type EvaluationRequest } from '@unseen/domain';
import type { Encoder } from '@unseen/encoder';
import type { DecodeLimits } from '@unseen/imaging';
import { Embedder, type ImportRoot } from '@unseen/ingest';
import { embedPictures } from './gallery/embed-pictures.ts';
import type { CaptionShelf, Gallery } from './gallery/gallery.ts';
import { MethodEngine } from './score/method-engine.ts';
import { rankCaptions, rankPictures, type Rankings } from './score/rank-queries.ts';
import type { PictureSet } from './set/picture-set.ts';
import { readSet } from './set/read-set.ts';

/** What an evaluation works with: the encoder that serves, and where it may read. */
export interface EvaluationParts {
  readonly encoder: Encoder;
  readonly root: ImportRoot;
  readonly decodeLimits: DecodeLimits;
  /** Largest picture file, in bytes. Default 64 MiB. */
  readonly maxImageBytes?: number;
  /** The most pictures a set may have; each takes about 40 KB of memory with its captions. Default: no bound. */
  readonly maxPictures?: number;
}

/** The stages of an evaluation, in order: pictures embedded, captions searched with, pictures searched with. */
export type EvaluationStage = 'pictures' | 'captions' | 'queries';

/** How far an evaluation has come, over all stages. */
export interface EvaluationProgress {
  readonly stage: EvaluationStage;
  readonly done: number;
  readonly total: number;
}

/** Everything an evaluation found out, before it is summed up. */
export interface Evaluation {
  readonly request: EvaluationRequest;
  readonly set: PictureSet;
  readonly gallery: Gallery;
  readonly shelf: CaptionShelf;
  readonly textToImage: Rankings;
  readonly imageToText: Rankings;
  readonly pack: string;
  readonly device: string;
  readonly seconds: number;
}

/** Largest picture file read unless told otherwise, in bytes. */
export const MAX_IMAGE_BYTES = 64 * 2 ** 20;

/**
 * Evaluates a captioned set with the code that serves: the same decoding, encoder sessions, quantized blocks and scorer
 * graphs, with exact recall in place of the index.
 * @param observe - called after every step; throwing ends the evaluation
 * @throws AppError `source_*`, `evaluation_empty`, `encoder_failed`
 */
export async function evaluate(
  request: EvaluationRequest,
  parts: EvaluationParts,
  observe: (progress: EvaluationProgress) => void = () => undefined,
): Promise<Evaluation> {
  const { encoder, root, decodeLimits, maxImageBytes = MAX_IMAGE_BYTES, maxPictures = Infinity } = parts;
  const started = performance.now();
  const set = await readSet(request.source, { root, decodeLimits, maxImageBytes });
  if (set.pictures.length > maxPictures) {
    throw new AppError(
      'source_invalid',
      `The set has ${set.pictures.length} pictures; at most ${maxPictures} are evaluated.`,
    );
  }
  let done = 0;
  let total = set.pictures.reduce((sum, { captions }) => sum + captions.length + 2, 0);
  const step = (stage: EvaluationStage) => () => observe({ stage, done: ++done, total });
  const gallery = await embedPictures(
    set.pictures,
    {
      root,
      folder: root.locate(request.source.images, '.', 'source'),
      embedder: new Embedder(encoder, decodeLimits),
      maxImageBytes,
    },
    step('pictures'),
  );
  total = done + gallery.pictures.reduce((sum, { captions }) => sum + captions.length + 1, 0);
  const engine = new MethodEngine(
    encoder,
    request.methods,
    request.candidates === 'all' ? Infinity : request.candidates,
  );
  const { shelf, rankings } = await rankPictures(gallery, encoder, engine, step('captions'));
  const imageToText = await rankCaptions(gallery, shelf, engine, step('queries'));
  return {
    request,
    set,
    gallery,
    shelf,
    textToImage: rankings,
    imageToText,
    pack: encoder.pack.id,
    device: encoder.device,
    seconds: (performance.now() - started) / 1000,
  };
}
