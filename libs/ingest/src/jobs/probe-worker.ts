import { decodeImage, identifyImage, makeThumbnail, type DecodeLimits } from '@unseen/imaging';

/** A picture to decode. */
export interface ProbeRequest {
  readonly bytes: Uint8Array;
  readonly limits: DecodeLimits;
}

// The child of a PictureProbe: does to a picture what taking it in would do, and says so if it lives to tell.
process.on('message', ({ bytes, limits }: ProbeRequest) => {
  void probe(bytes, limits).finally(() => process.send?.('survived'));
});

async function probe(bytes: Uint8Array, limits: DecodeLimits): Promise<void> {
  await Promise.allSettled([
    identifyImage(bytes, limits),
    decodeImage(bytes, { size: 224, fit: 'fill', kernel: 'cubic' }, limits),
    makeThumbnail(bytes, limits),
  ]);
}
