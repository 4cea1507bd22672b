import type { DecodeLimits } from './limits.ts';
import { decodeWith } from './open-image.ts';

/** The square a model takes. */
export interface DecodeSpec {
  /** Edge in pixels. */
  readonly size: number;
  /** `fill` squeezes the whole picture into the square, `cover` cuts a centered square out of it. */
  readonly fit: 'fill' | 'cover';
  /** Edge that the picture is shrunk to before the square is cut out of its middle; `size` when absent. */
  readonly shrink?: number;
  readonly kernel: 'nearest' | 'linear' | 'cubic' | 'lanczos3';
}

/**
 * Decodes a picture for a model: upright, first frame, any color space and depth to 8-bit sRGB, transparency on white, or on dark gray
 * where what is seen is itself nearly white. Large JPEG and WebP files are decoded at a fraction of their size (shrink-on-load).
 * @returns size x size x 3 interleaved RGB bytes in a buffer of their own, so they can be moved to another thread
 * @throws AppError `image_empty`, `image_unsupported`, `image_corrupt`, `image_too_large`, `image_timeout`
 */
export async function decodeImage(
  bytes: Uint8Array,
  spec: DecodeSpec,
  limits: DecodeLimits,
): Promise<Uint8Array> {
  const { size, fit, shrink = size, kernel } = spec;
  const margin = Math.floor((shrink - size) / 2);
  const middle = { left: margin, top: margin, width: size, height: size };
  const { data, info } = await decodeWith(bytes, limits, (pipeline) =>
    (shrink === size
      ? pipeline.resize({ width: size, height: size, fit, kernel })
      : pipeline.resize({ width: shrink, height: shrink, fit, kernel }).extract(middle)
    )
      .toColorspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  // Memory that libvips allocated cannot be transferred between threads; a copy can.
  return info.channels === 4 ? flatten(data) : new Uint8Array(data);
}

/** A picture of any proportions: width x height x 3 interleaved RGB bytes in a buffer of their own. */
export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  readonly rgb: Uint8Array;
}

/**
 * Decodes a whole picture as {@link decodeImage} does, no larger than needed; a smaller one keeps its size.
 * @param edge - pixels of the longer edge at most
 * @throws as {@link decodeImage}
 */
export async function decodeWhole(
  bytes: Uint8Array,
  edge: number,
  limits: DecodeLimits,
): Promise<DecodedPicture> {
  const { data, info } = await decodeWith(bytes, limits, (pipeline) =>
    pipeline
      .resize({ width: edge, height: edge, fit: 'inside', withoutEnlargement: true })
      .toColorspace('srgb')
      .raw({ depth: 'uchar' })
      .toBuffer({ resolveWithObject: true }),
  );
  const rgb = info.channels === 4 ? flatten(data) : new Uint8Array(data);
  return { width: info.width, height: info.height, rgb };
}

/** Mean distance from white, 0 to 255, below which a white ground would swallow what is seen. */
const FAINT = 24;
const WHITE = 255;
const DARK = 48;

/** Lays RGBA pixels on the ground they stand out from. @returns RGB */
function flatten(rgba: Uint8Array): Uint8Array {
  const ground = isFaintOnWhite(rgba) ? DARK : WHITE;
  const pixels = rgba.length / 4;
  const rgb = new Uint8Array(pixels * 3);
  for (let pixel = 0; pixel < pixels; pixel++) {
    const alpha = rgba[pixel * 4 + 3]! / 255;
    for (let channel = 0; channel < 3; channel++) {
      rgb[pixel * 3 + channel] = Math.round(rgba[pixel * 4 + channel]! * alpha + ground * (1 - alpha));
    }
  }
  return rgb;
}

/** Whether what is opaque is nearly white all over, as logos made for dark pages are. */
function isFaintOnWhite(rgba: Uint8Array): boolean {
  let opaque = 0;
  let distance = 0;
  for (let at = 0; at < rgba.length; at += 4) {
    const alpha = rgba[at + 3]!;
    opaque += alpha;
    distance += alpha * (WHITE - Math.min(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!));
  }
  return opaque > 0 && distance / opaque < FAINT;
}
