import { AppError, isAppError, messageOf } from '@unseen/domain';
import sharp, { type Sharp } from 'sharp';
import { decodeApart } from './apart/decode-apart.ts';
import { embeddedJpeg, sniffImageType } from './camera-raw.ts';
import { evenTones } from './even-tones.ts';
import { decodeHeif, readHeifSize } from './heif/decode-heif.ts';
import { firstFrame } from './first-frame.ts';
import { heldMemory } from './held-memory.ts';
import { describeContent, type ImageType } from './image-type.ts';
import type { DecodeLimits } from './limits.ts';
import { endsEarly, onlyEndIsMissing } from './missing-end.ts';
import { withoutTexts } from './png-texts.ts';
import type { RawPicture } from './raw-picture.ts';

// Every picture is decoded once, so libvips' operation cache only holds memory; and pictures are decoded side by side,
// one thread each, which beats several threads on one picture.
sharp.cache(false);
sharp.concurrency(1);

/** Type and size of a picture, upright. */
export interface PictureSize {
  readonly type: ImageType;
  readonly width: number;
  readonly height: number;
}

/**
 * Reads a picture's header; pixels are not decoded.
 *
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function readSize(bytes: Uint8Array, limits: DecodeLimits): Promise<PictureSize> {
  const type = typeOf(bytes);
  return decoding(type, bytes, limits, async () => {
    const { width, height } = await headerOf(bytes, type, limits);
    if (width * height > mostPixels(type, limits)) throw tooLarge(type, limits, width * height);
    return { type, width, height };
  });
}

/**
 * Decodes a picture within the limits: turned upright by its EXIF orientation, of an animation the first frame that shows something, and of what is no picture of
 * its own the one inside it (a raw file's JPEG). Damage that a viewer would hardly show is accepted, such as a missing end.
 *
 * @param step - what is done with the upright pipeline; called again, with another one, when the end turns out to be missing
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function decodeWith<T>(
  bytes: Uint8Array,
  limits: DecodeLimits,
  step: (pipeline: Sharp) => Promise<T>,
): Promise<T> {
  const type = typeOf(bytes);
  const { width, height, held } = await decoding(type, bytes, limits, () => headerOf(bytes, type, limits));
  if (width * height > mostPixels(type, limits)) throw tooLarge(type, limits, width * height);
  if (held <= MOST_HELD) return decodeHere(bytes, limits, step);
  const raw = await once(bytes, () => decodeApart(bytes, limits));
  return decoding(type, bytes, limits, () => step(timed(sharp(raw!.pixels, { raw }), limits)));
}

/** As {@link decodeWith}, in this process, whatever memory it takes. */
export async function decodeHere<T>(
  bytes: Uint8Array,
  limits: DecodeLimits,
  step: (pipeline: Sharp) => Promise<T>,
): Promise<T> {
  const type = typeOf(bytes);
  return decoding(type, bytes, limits, async () => {
    const raw = await decodedBefore(bytes, type, limits);
    if (raw !== undefined) return step(timed(sharp(raw.pixels, { raw }), limits));
    const source = viewable(bytes, type);
    const { frames } = await headerOf(bytes, type, limits);
    const page = await firstFrame(source, frames, { ...limits, maxPixels: mostPixels(type, limits) });
    const open = (failOn: 'error' | 'none') =>
      timed(
        sharp(source, { page, limitInputPixels: mostPixels(type, limits), failOn, sequentialRead: true }),
        limits,
      );
    try {
      return await step(open('error').autoOrient());
    } catch (error) {
      const inside = type === 'image/x-dcraw' ? 'image/jpeg' : type;
      if (isAppError(error) || /^timeout/i.test(messageOf(error))) throw error;
      if (!(await onlyEndIsMissing(source, inside))) throw error;
      return step(open('none').autoOrient());
    }
  });
}

function typeOf(bytes: Uint8Array): ImageType {
  if (bytes.byteLength === 0) throw new AppError('image_empty', 'The picture has no bytes');
  const type = sniffImageType(bytes);
  if (type !== undefined) return type;
  const found = describeContent(bytes);
  const wanted = 'send JPEG, PNG, WebP, GIF, TIFF, AVIF, HEIC or a camera’s raw file';
  throw new AppError(
    'image_unsupported',
    found === undefined ? `This is no picture of a known kind: ${wanted}` : `This is ${found}: ${wanted}`,
  );
}

// sharp takes whole seconds, and 0 for none at all.
function timed(pipeline: Sharp, { timeoutSeconds }: DecodeLimits): Sharp {
  return pipeline.timeout({ seconds: Math.max(1, Math.ceil(timeoutSeconds)) });
}

/** Pixels of pictures that are decoded before their steps, for as long as their bytes are in use: several steps need them. */
const decoded = new WeakMap<Uint8Array, Promise<RawPicture | undefined>>();

function once(
  bytes: Uint8Array,
  decode: () => Promise<RawPicture | undefined>,
): Promise<RawPicture | undefined> {
  const known = decoded.get(bytes);
  if (known !== undefined) return known;
  const decoding = decode();
  decoded.set(bytes, decoding);
  // What failed, perhaps for want of time, is tried again.
  decoding.catch(() => decoded.delete(bytes));
  return decoding;
}

/** Pixels of pictures that sharp cannot decode as they are. */
function decodedBefore(
  bytes: Uint8Array,
  type: ImageType,
  limits: DecodeLimits,
): Promise<RawPicture | undefined> {
  if (type !== 'image/heic' && type !== 'image/tiff') return Promise.resolve(undefined);
  const own = { ...limits, maxPixels: mostPixels(type, limits) };
  return once(bytes, () => (type === 'image/heic' ? decodeHeif(bytes, own) : evenTones(bytes, own)));
}

/** The bytes a decoder takes: a raw file's own JPEG, a JPEG from its start on, and a PNG without its texts. @throws AppError `image_unsupported` */
function viewable(bytes: Uint8Array, type: ImageType): Uint8Array {
  if (type === 'image/jpeg') return fromStart(bytes);
  if (type !== 'image/x-dcraw') return withoutTexts(bytes, type);
  const jpeg = embeddedJpeg(bytes);
  if (jpeg !== undefined) return jpeg;
  // DNG of scanners and phones may hold plain pixels instead.
  if (bytes[2] === 42 || bytes[3] === 42) return bytes;
  throw new AppError('image_unsupported', 'This is a camera’s raw file without a preview: export it as JPEG');
}

/** A JPEG without the blanks, or the doubled start, some programs put before it. */
function fromStart(bytes: Uint8Array): Uint8Array {
  let start = bytes.indexOf(0xff);
  while (bytes[start + 2] === 0xff && bytes[start + 3] === 0xd8) start += 2;
  return start === 0 ? bytes : bytes.subarray(start);
}

/** More bytes than these are not held in this process to decode one picture. */
const MOST_HELD = 100e6;

interface Header {
  readonly width: number;
  readonly height: number;
  /** Bytes that decoding holds. */
  readonly held: number;
  /** Frames of an animation; 1 of anything else. */
  readonly frames: number;
}

/** What the headers of pictures said, for as long as their bytes are in use. */
const headers = new WeakMap<Uint8Array, Header>();

async function headerOf(bytes: Uint8Array, type: ImageType, limits: DecodeLimits): Promise<Header> {
  const known = headers.get(bytes);
  if (known !== undefined) return known;
  const read = await readHeader(bytes, type, limits);
  headers.set(bytes, read);
  return read;
}

async function readHeader(bytes: Uint8Array, type: ImageType, limits: DecodeLimits): Promise<Header> {
  if (type === 'image/heic') {
    const size = await readHeifSize(bytes, limits);
    return { ...size, held: heldMemory(type, size), frames: 1 };
  }
  const header = await sharp(viewable(bytes, type), { limitInputPixels: false }).metadata();
  const isAnimation = type === 'image/gif' || type === 'image/webp';
  return {
    ...header.autoOrient,
    held: heldMemory(type, header),
    frames: isAnimation ? (header.pages ?? 1) : 1,
  };
}

/** Kinds that are decoded whole, not row by row, so that the same pixels take several times the memory. */
const DECODED_WHOLE: readonly ImageType[] = ['image/gif', 'image/webp', 'image/avif', 'image/heic'];

function mostPixels(type: ImageType, { maxPixels }: DecodeLimits): number {
  return DECODED_WHOLE.includes(type) ? Math.ceil(maxPixels / 2) : maxPixels;
}

/** A clock that runs down so much too late, in milliseconds, stood still with the process. */
const STOOD_STILL_MS = 1_000;

/**
 * Runs a decoding step within the time limit and turns what the decoders throw into an AppError in our own words: libvips keeps one text of errors
 * for the whole process, so its words may be about another picture. A process that was frozen finds the time run down when it goes on,
 * which says nothing of the picture: then it has the time once more.
 *
 * @throws AppError `image_too_large`, `image_timeout`, `image_corrupt`
 */
export async function decoding<T>(
  type: ImageType,
  bytes: Uint8Array,
  limits: DecodeLimits,
  step: () => Promise<T>,
): Promise<T> {
  const started = performance.now();
  const once = async () => {
    try {
      return await withinLimit(limits, step);
    } catch (error) {
      throw isAppError(error) ? error : await imageError(type, bytes, limits, error);
    }
  };
  try {
    return await once();
  } catch (error) {
    const stoodStill = performance.now() - started > limits.timeoutSeconds * 1000 + STOOD_STILL_MS;
    if (stoodStill && isAppError(error, 'image_timeout')) return once();
    throw error;
  }
}

/**
 * sharp's own timeout stops the work, but only between rows: while a loader unpacks a whole picture (interlaced, GIF, AVIF) it is not
 * looked at. So a clock of ours answers in time, and the loader's thread ends by itself soon after: what could take long is decoded in a
 * process of its own, which is ended.
 */
async function withinLimit<T>(limits: DecodeLimits, step: () => Promise<T>): Promise<T> {
  const clock = Promise.withResolvers<never>();
  const timer = setTimeout(() => clock.reject(tooSlow(limits)), limits.timeoutSeconds * 1000);
  try {
    return await Promise.race([step(), clock.promise]);
  } finally {
    clearTimeout(timer);
  }
}

function tooSlow({ timeoutSeconds }: DecodeLimits, cause?: unknown): AppError {
  return new AppError(
    'image_timeout',
    `Decoding took more than ${timeoutSeconds} seconds (UNSEEN_DECODE_TIMEOUT)`,
    { cause },
  );
}

function tooLarge(type: ImageType, limits: DecodeLimits, pixels: number): AppError {
  const millions = (value: number) => String(Number((value / 1e6).toFixed(1)));
  const most = mostPixels(type, limits);
  return new AppError(
    'image_too_large',
    `The picture has ${millions(pixels)} million pixels; at most ${millions(most)} million are decoded ` +
      (most === limits.maxPixels ? '(UNSEEN_MAX_PIXELS)' : 'of this kind (half of UNSEEN_MAX_PIXELS)'),
  );
}

async function imageError(
  type: ImageType,
  bytes: Uint8Array,
  limits: DecodeLimits,
  cause: unknown,
): Promise<AppError> {
  if (/^timeout/i.test(messageOf(cause))) return tooSlow(limits, cause);
  const size = await headerOf(bytes, type, limits).catch(() => undefined);
  const pixels = size === undefined ? 0 : size.width * size.height;
  if (pixels > mostPixels(type, limits)) return tooLarge(type, limits, pixels);
  const name = NAMES[type];
  const reason = endsEarly(bytes, type)
    ? `The ${name} file ends early: part of it is missing`
    : `The ${name} file is damaged`;
  return new AppError('image_corrupt', reason, { cause });
}

const NAMES: Readonly<Record<ImageType, string>> = {
  'image/jpeg': 'JPEG',
  'image/png': 'PNG',
  'image/webp': 'WebP',
  'image/gif': 'GIF',
  'image/tiff': 'TIFF',
  'image/avif': 'AVIF',
  'image/heic': 'HEIC',
  'image/x-dcraw': 'raw',
};
