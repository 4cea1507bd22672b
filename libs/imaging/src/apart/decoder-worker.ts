import { isAppError } from '@unseen/domain';
import { decodeHere } from '../open-image.ts';
import { toRawPicture } from '../raw-picture.ts';
import type { ApartReply, ApartRequest } from './decode-apart.ts';

// The process that `decodeApart` starts: decodes what it is sent, and ends with whoever started it.
process.on('message', ({ bytes, limits }: ApartRequest) => {
  void decodeHere(bytes, limits, (pipeline) => toRawPicture(pipeline.toColorspace('srgb')))
    .catch((error: unknown): ApartReply => {
      if (isAppError(error)) return { code: error.code, message: error.message };
      return { code: 'image_corrupt', message: 'The picture cannot be decoded' };
    })
    .then((reply) => process.send?.(reply));
});
process.on('disconnect', () => process.exit());
