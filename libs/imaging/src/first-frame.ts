import sharp from 'sharp';
import type { DecodeLimits } from './limits.ts';

/** Frames that are looked at: who begins with more blank ones means them. */
const MOST_FRAMES = 16;
/** Edge that frames are shrunk to before they are looked at, in pixels. */
const LOOK_EDGE = 64;

/** What was found out of animations, for as long as their bytes are in use: several steps need it. */
const found = new WeakMap<Uint8Array, Promise<number>>();

/**
 * The first frame of an animation that shows something, from 0: many begin with a blank one, from which the picture fades in.
 *
 * @param frames - how many there are
 * @returns 0 as well for what is no animation, or blank all over
 */
export function firstFrame(bytes: Uint8Array, frames: number, limits: DecodeLimits): Promise<number> {
  if (frames < 2) return Promise.resolve(0);
  const known = found.get(bytes);
  if (known !== undefined) return known;
  const finding = findFrame(bytes, Math.min(frames, MOST_FRAMES), limits);
  found.set(bytes, finding);
  finding.catch(() => found.delete(bytes));
  return finding;
}

async function findFrame(bytes: Uint8Array, frames: number, limits: DecodeLimits): Promise<number> {
  try {
    for (let frame = 0; frame < frames; frame++) {
      if (!(await isBlank(bytes, frame, limits))) return frame;
    }
  } catch {
    // A damaged one: whoever decodes the picture will say so.
  }
  return 0;
}

/** Whether a frame is of one color, or altogether transparent. */
async function isBlank(bytes: Uint8Array, page: number, limits: DecodeLimits): Promise<boolean> {
  const seconds = Math.max(1, Math.ceil(limits.timeoutSeconds));
  const pixels = await sharp(bytes, { page, limitInputPixels: limits.maxPixels, failOn: 'none' })
    .timeout({ seconds })
    .resize(LOOK_EDGE, LOOK_EDGE, { fit: 'fill', kernel: 'nearest' })
    .ensureAlpha()
    .raw()
    .toBuffer();
  const first = pixels.subarray(0, 4);
  for (let at = 0; at < pixels.length; at += 4) {
    const same = pixels[at] === first[0] && pixels[at + 1] === first[1] && pixels[at + 2] === first[2];
    const clear = pixels[at + 3] === 0 && first[3] === 0;
    if (!clear && !(same && pixels[at + 3] === first[3])) return false;
  }
  return true;
}
