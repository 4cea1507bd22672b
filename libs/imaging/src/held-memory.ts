import type { Metadata } from 'sharp';
import type { ImageType } from './image-type.ts';

/** Bytes of one sample by sharp's name of its form. */
const SAMPLE: Readonly<Record<string, number>> = { uchar: 1, char: 1, ushort: 2, short: 2, double: 8 };

/**
 * Bytes a decoder holds at once for a picture, about: nothing to speak of where rows are decoded one after another, all of it where
 * the format has no rows to begin with. What counts is the size that the header promises, not that of the file.
 */
export function heldMemory(
  type: ImageType,
  header: Pick<Metadata, 'width' | 'height'> & Partial<Metadata>,
): number {
  const { width, height, channels = 4, depth = 'uchar', isProgressive = false, chromaSubsampling } = header;
  const pixels = width * height;
  switch (type) {
    case 'image/jpeg':
    case 'image/x-dcraw':
      // Coefficients of 16 bits, until the last scan: half as many colors as brightness with 4:2:0.
      return isProgressive ? pixels * (chromaSubsampling === '4:2:0' ? 3 : 6) : 0;
    case 'image/png':
      return isProgressive ? pixels * channels * (SAMPLE[depth] ?? 4) : 0;
    case 'image/tiff':
      // A file may be a single strip or tile.
      return pixels * channels * (SAMPLE[depth] ?? 4);
    case 'image/gif':
    case 'image/webp':
    case 'image/avif':
    case 'image/heic':
      return pixels * 8;
  }
}
