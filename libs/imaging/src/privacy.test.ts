import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { expect, it } from 'vitest';
import { makeThumbnail } from './index.ts';

const LIMITS = { maxPixels: 50_000_000, timeoutSeconds: 10 };
const CITY = 'Xanadu-upon-Sea';
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:exif="http://ns.adobe.com/exif/1.0/" exif:GPSLatitude="52,31.2N"><photoshop:City xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/">${CITY}</photoshop:City></rdf:Description></rdf:RDF></x:xmpmeta>`;

const picture = (size: number) =>
  sharp({ create: { width: size, height: size, channels: 3, background: '#a65' } });
const segment = (marker: number, body: string) => {
  const data = Buffer.from(body, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([head, data]);
};
const behindStart = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)]);

/** Ways to say where a picture was taken. */
const PLANTED: Record<string, (picture: Sharp) => Promise<Buffer>> = {
  'JPEG EXIF': (image) =>
    image
      .jpeg()
      .withExif({ IFD0: { ImageDescription: CITY } })
      .toBuffer(),
  'JPEG XMP': (image) => image.jpeg().withXmp(XMP).toBuffer(),
  'JPEG IPTC': async (image) =>
    behindStart(
      await image.jpeg().toBuffer(),
      segment(0xed, `Photoshop 3.0\0${'8BIM\x04\x04\0\0\0\0\0\x14\x1c\x02Z\0\x0f'}${CITY}`),
    ),
  'JPEG comment': async (image) => behindStart(await image.jpeg().toBuffer(), segment(0xfe, CITY)),
  'JPEG maker note': async (image) =>
    behindStart(await image.jpeg().toBuffer(), segment(0xe7, `Maker\0${CITY}`)),
  'JPEG profile': async (image) => behindStart(await image.jpeg().toBuffer(), segment(0xe2, `MPF\0${CITY}`)),
  'JPEG trailer': async (image) => Buffer.concat([await image.jpeg().toBuffer(), Buffer.from(CITY)]),
  'PNG EXIF': (image) =>
    image
      .png()
      .withExif({ IFD0: { ImageDescription: CITY } })
      .toBuffer(),
  'PNG text': async (image) => {
    const png = await image.png().toBuffer();
    const body = Buffer.from(`tEXtComment\0${CITY}`, 'latin1');
    const chunk = Buffer.alloc(body.length + 8);
    chunk.writeUInt32BE(body.length - 4, 0);
    body.copy(chunk, 4);
    chunk.writeUInt32BE(crc32(body), body.length + 4);
    return Buffer.concat([png.subarray(0, 33), chunk, png.subarray(33)]);
  },
  'PNG trailer': async (image) => Buffer.concat([await image.png().toBuffer(), Buffer.from(CITY)]),
  'WebP EXIF': (image) =>
    image
      .webp()
      .withExif({ IFD0: { ImageDescription: CITY } })
      .toBuffer(),
  'WebP XMP': (image) => image.webp().withXmp(XMP).toBuffer(),
  'TIFF XMP': (image) => image.tiff().withXmp(XMP).toBuffer(),
  'AVIF XMP': (image) => image.avif({ effort: 0 }).withXmp(XMP).toBuffer(),
  'GIF comment': async (image) => {
    const gif = await image.gif().toBuffer();
    const comment = Buffer.concat([
      Buffer.from([0x21, 0xfe, CITY.length]),
      Buffer.from(CITY),
      Buffer.from([0]),
    ]);
    return Buffer.concat([gif.subarray(0, -1), comment, gif.subarray(-1)]);
  },
};

it.each(Object.keys(PLANTED))(
  'shows nothing of where a picture was taken: %s, small and large',
  async (kind) => {
    for (const size of [60, 900]) {
      const bytes = await PLANTED[kind]!(picture(size));
      expect(bytes.includes(CITY), 'planted').toBe(true);
      const { bytes: shown } = await makeThumbnail(bytes, LIMITS);
      expect(Buffer.from(shown).includes(CITY)).toBe(false);
      expect(Buffer.from(shown).includes('GPSLatitude')).toBe(false);
      const { exif, xmp, iptc, comments } = await sharp(shown).metadata();
      expect({ exif, xmp, iptc, comments }).toEqual({});
    }
  },
);

it('gives back small JPEG, PNG and WebP files that hold nothing but pixels as they are', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await picture(300).toFormat(format).toBuffer();
    expect((await makeThumbnail(bytes, LIMITS)).bytes, format).toBe(bytes);
  }
});
