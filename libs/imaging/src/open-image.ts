import { AppError, isAppError, messageOf } from '@unseen/domain';
import sharp, { type Sharp } from 'sharp';
import { sniffImageType, type ImageType } from './image-type.ts';
import type { DecodeLimits } from './limits.ts';

// Every picture is decoded once, so libvips' operation cache only holds memory; and pictures are decoded side by side,
// one thread each, which beats several threads on one picture.
sharp.cache(false);
sharp.concurrency(1);

/** A picture that looks like one, not decoded yet. */
export interface OpenedImage {
  readonly type: ImageType;
  /** Upright pipeline over the first frame. */
  readonly pipeline: Sharp;
}

/**
 * Starts a pipeline over a picture: turned upright by its EXIF orientation, first frame of an animation, broken off at
 * the limits. Damage a viewer would hardly show (`warning`) is accepted, missing parts are not.
 * @throws AppError `image_empty`, `image_unsupported`
 */
export function openImage(bytes: Uint8Array, { maxPixels, timeoutSeconds }: DecodeLimits): OpenedImage {
  if (bytes.byteLength === 0) throw new AppError('image_empty', 'The picture has no bytes');
  const type = sniffImageType(bytes);
  if (!type)
    throw new AppError('image_unsupported', 'The content is none of JPEG, PNG, WebP, GIF, TIFF and AVIF');
  const options = { limitInputPixels: maxPixels, failOn: 'error', sequentialRead: true } as const;
  // sharp takes whole seconds, and 0 for none at all.
  const seconds = Math.max(1, Math.ceil(timeoutSeconds));
  return { type, pipeline: sharp(bytes, options).autoOrient().timeout({ seconds }) };
}

/** A clock that runs down so much too late, in milliseconds, stood still with the process. */
const STOOD_STILL_MS = 1_000;

/**
 * Runs a decoding step within the time limit and turns what sharp throws into an AppError. A process that was frozen finds the time run
 * down when it goes on, which says nothing of the picture: then it has the time once more.
 * @throws AppError `image_too_large`, `image_timeout`, `image_corrupt`
 */
export async function decoding<T>(limits: DecodeLimits, step: () => Promise<T>): Promise<T> {
  const started = performance.now();
  try {
    return await withinLimit(limits, step);
  } catch (error) {
    const stoodStill = performance.now() - started > limits.timeoutSeconds * 1000 + STOOD_STILL_MS;
    if (stoodStill && isAppError(error, 'image_timeout')) return withinLimit(limits, step);
    throw error;
  }
}

/**
 * sharp's own timeout stops the work, but only between rows: while a loader unpacks a whole picture (interlaced, GIF, AVIF) it is not
 * looked at. So a clock of ours answers in time, and the loader's thread ends by itself soon after: the pixel limit bounds it.
 */
async function withinLimit<T>(limits: DecodeLimits, step: () => Promise<T>): Promise<T> {
  const clock = Promise.withResolvers<never>();
  const timer = setTimeout(() => clock.reject(tooSlow(limits)), limits.timeoutSeconds * 1000);
  try {
    return await Promise.race([step(), clock.promise]);
  } catch (error) {
    throw isAppError(error) ? error : imageError(messageOf(error), limits, error);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow({ timeoutSeconds }: DecodeLimits, cause?: unknown): AppError {
  return new AppError('image_timeout', `Decoding took more than ${timeoutSeconds} seconds`, { cause });
}

/** The error for a picture over the pixel limit. */
export function tooLarge({ maxPixels }: DecodeLimits, cause?: unknown): AppError {
  return new AppError('image_too_large', `The picture has more than ${maxPixels} pixels`, { cause });
}

function imageError(message: string, limits: DecodeLimits, cause: unknown): AppError {
  if (/exceeds pixel limit|dimensions? .*(too large|exceed)/i.test(message)) return tooLarge(limits, cause);
  if (/^timeout/i.test(message)) return tooSlow(limits, cause);
  // The first line says it; libvips repeats itself on the following ones.
  const reason = message.trim().split('\n')[0]!.replace(/:\s*$/, '');
  return new AppError('image_corrupt', `The picture cannot be decoded: ${reason}`, { cause });
}
