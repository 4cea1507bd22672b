import { crc32 } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { makeThumbnail } from './index.ts';
import { HEIC_PICTURES } from './testing/heic-pictures.ts';
import { rawFile } from './testing/raw-file.ts';
import { tiffFile, type TiffText } from './testing/tiff-file.ts';

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

const IPTC = `Photoshop 3.0\0${'8BIM\x04\x04\0\0\0\0\0\x14\x1c\x02Z\0\x0f'}${CITY}`;
/** Ways to say something in a JPEG. */
const SEGMENTS = {
  EXIF: segment(0xe1, `Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x0e\0\x02\0\0\0\x0f\0\0\0\x1a\0\0\0\0${CITY}\0`),
  XMP: segment(0xe1, `http://ns.adobe.com/xap/1.0/\0${XMP}`),
  IPTC: segment(0xed, IPTC),
  comment: segment(0xfe, CITY),
  'maker note': segment(0xe7, `Maker\0${CITY}`),
};
type Way = keyof typeof SEGMENTS;
const WAYS = Object.keys(SEGMENTS) as Way[];

/** A box of an ISO base media file (ISO/IEC 14496-12): what editors put behind HEIC and AVIF pictures. */
const box = (type: string, body: string) => {
  const data = Buffer.from(`0000${type}${body}`, 'latin1');
  data.writeUInt32BE(data.length);
  return data;
};
const uuid = (hex: string, body: string) => box('uuid', Buffer.from(hex, 'hex').toString('latin1') + body);
const BOXES: Record<Way, Buffer> = {
  EXIF: uuid('05374d7e9a8145a39b2b1e6b6cb2b0b5', `II*\0\x08\0\0\0${CITY}`),
  XMP: uuid('be7acfcb97a942e89c71999491e3afac', XMP),
  IPTC: uuid('09a14e97c0b442e0bebf36df6f0ce36f', IPTC),
  comment: box('udta', box('\xa9cmt', CITY).toString('latin1')),
  'maker note': box('free', CITY),
};

/** The tags of TIFF 6.0, XMP part 3, and EXIF 2.32. */
const FIELDS: Record<Way, { texts?: TiffText[]; exif?: TiffText[] }> = {
  EXIF: { texts: [[270, CITY]], exif: [[37_510, CITY]] },
  XMP: { texts: [[700, XMP]] },
  IPTC: {
    texts: [
      [33_723, `\x1c\x02Z\0\x0f${CITY}`],
      [34_377, IPTC],
    ],
  },
  comment: { texts: [[40_092, CITY]] },
  'maker note': { exif: [[37_500, `Maker\0${CITY}`]] },
};

/** Every kind of picture, with something said in each of the ways. The one HEIC picture cannot be made larger: nothing here encodes HEVC. */
const KINDS: Record<string, (way: Way, size: number) => Promise<Buffer>> = {
  JPEG: async (way, size) => behindStart(await picture(size).jpeg().toBuffer(), SEGMENTS[way]),
  MPO: async (way, size) => {
    const jpeg = await picture(size).jpeg().toBuffer();
    return Buffer.concat([jpeg, behindStart(jpeg, SEGMENTS[way])]);
  },
  RAW: async (way, size) => rawFile(1, behindStart(await picture(size).jpeg().toBuffer(), SEGMENTS[way])),
  HEIC: async (way) => {
    if (way !== 'EXIF') return Buffer.concat([HEIC_PICTURES.get(1)!, BOXES[way]]);
    const heic = Buffer.from(HEIC_PICTURES.get(1)!);
    heic.write(CITY, heic.indexOf('A wooden pier'), 'latin1');
    return heic;
  },
  AVIF: async (way, size) => {
    const avif = picture(size).avif({ effort: 0 });
    if (way === 'EXIF') return avif.withExif({ IFD0: { ImageDescription: CITY } }).toBuffer();
    return Buffer.concat([await avif.toBuffer(), BOXES[way]]);
  },
  TIFF: async (way, size) => {
    const { texts, exif } = FIELDS[way];
    return tiffFile([size, size], await picture(size).raw().toBuffer(), {}, texts, exif);
  },
};

describe.each(Object.keys(KINDS))('a thumbnail of %s', (kind) => {
  it.each(WAYS)('shows nothing of where the picture was taken: %s', async (way) => {
    for (const size of [60, 900]) await expectClean(await KINDS[kind]!(way, size));
  });
});

async function expectClean(bytes: Buffer): Promise<void> {
  expect(bytes.includes(CITY), 'planted').toBe(true);
  const { bytes: shown } = await makeThumbnail(bytes, LIMITS);
  expect(Buffer.from(shown).includes(CITY)).toBe(false);
  expect(Buffer.from(shown).includes('GPSLatitude')).toBe(false);
  const { exif, xmp, iptc, comments } = await sharp(shown).metadata();
  expect({ exif, xmp, iptc, comments }).toEqual({});
}

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
    for (const size of [60, 900]) await expectClean(await PLANTED[kind]!(picture(size)));
  },
);

it('gives back small JPEG, PNG and WebP files that hold nothing but pixels as they are', async () => {
  for (const format of ['jpeg', 'png', 'webp'] as const) {
    const bytes = await picture(300).toFormat(format).toBuffer();
    expect((await makeThumbnail(bytes, LIMITS)).bytes, format).toBe(bytes);
  }
});
