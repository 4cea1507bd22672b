import { parentPort } from 'node:worker_threads';
import libheif from 'libheif-js/wasm-bundle.js';

/** A HEIC or HEIF file to look at, or to decode. */
export interface HeifRequest {
  readonly bytes: Uint8Array;
  /** More pixels than these are not decoded. */
  readonly maxPixels: number;
  /** Only the size is wanted. */
  readonly sizeOnly: boolean;
}

/** Size as seen upright, and RGBA pixels where they were asked for and may be decoded; an error where the file is damaged. */
export type HeifReply =
  | { readonly width: number; readonly height: number; readonly pixels?: Uint8Array; readonly memory: number }
  | { readonly error: string };

// The decoder is compiled C: here it can neither hold up the process nor outlive its time, and its memory goes with the thread.
parentPort!.on('message', (request: HeifRequest) => {
  answer(request).then(
    (reply) =>
      parentPort!.postMessage(
        reply,
        'pixels' in reply && reply.pixels ? [reply.pixels.buffer as ArrayBuffer] : [],
      ),
    (error: unknown) => parentPort!.postMessage({ error: String(error) } satisfies HeifReply),
  );
});

async function answer({ bytes, maxPixels, sizeOnly }: HeifRequest): Promise<HeifReply> {
  const decoder = new libheif.HeifDecoder();
  const images = decoder.decode(bytes);
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (image === undefined) return { error: 'no picture in it' };
    const [width, height] = [image.get_width(), image.get_height()];
    const memory = libheif.HEAPU8.byteLength;
    if (sizeOnly || width * height > maxPixels) return { width, height, memory };
    const { promise, resolve } = Promise.withResolvers<{ data: Uint8ClampedArray } | null>();
    image.display({ data: new Uint8ClampedArray(width * height * 4), width, height }, resolve);
    const shown = await promise;
    if (shown === null) return { error: 'the picture cannot be decoded' };
    return { width, height, pixels: new Uint8Array(shown.data.buffer), memory: libheif.HEAPU8.byteLength };
  } finally {
    for (const image of images) image.free();
  }
}
