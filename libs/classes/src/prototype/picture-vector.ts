import { decodeImage, type DecodeLimits } from '@unseen/imaging';
import type { ClassParts } from '../class-parts.ts';

/** The vector of an exemplar that is a picture file: D floats, L2-normalized. @throws AppError `image_*`, `encoder_failed` */
export async function pictureVector(
  encoder: Pick<ClassParts['encoder'], 'imageSpec' | 'encodeImage'>,
  limits: DecodeLimits,
  bytes: Uint8Array,
): Promise<Float32Array> {
  const pixels = await decodeImage(bytes, encoder.imageSpec, limits);
  return (await encoder.encodeImage(pixels, 'interactive')).global;
}
