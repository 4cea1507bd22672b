import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPictureWords } from './picture-words.ts';
import { HEIC_PICTURES } from './testing/heic-pictures.ts';

const picture = () => sharp({ create: { width: 40, height: 30, channels: 3, background: '#a65' } });
const EXIF = {
  IFD0: { ImageDescription: 'A pier at dusk', Make: 'Testcam', Model: 'T1' },
  IFD2: { DateTimeOriginal: '2026:05:01 12:30:00', OffsetTimeOriginal: '+02:00' },
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '52/1 31/1 0/1',
    GPSLongitudeRef: 'W',
    GPSLongitude: '13/1 30/1 0/1',
  },
};
const XMP = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description><dc:description><rdf:Alt><rdf:li xml:lang="x-default">Sea &amp; sand</rdf:li></rdf:Alt></dc:description><dc:subject><rdf:Bag><rdf:li>sea</rdf:li><rdf:li>dusk</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>`;

describe('readPictureWords', () => {
  it.each(['jpeg', 'png', 'webp', 'tiff'] as const)('reads what cameras write into %s', async (format) => {
    const bytes = await picture().toFormat(format).withExif(EXIF).toBuffer();
    const { captions, metadata } = readPictureWords(bytes);
    if (format === 'tiff') return;
    expect(captions).toEqual(['A pier at dusk']);
    expect(metadata).toEqual({ takenAt: '2026-05-01T12:30:00+02:00', camera: 'Testcam T1' });
  });

  it('says where it was taken when asked', async () => {
    const bytes = await picture().jpeg().withExif(EXIF).toBuffer();
    expect(readPictureWords(bytes, true).metadata['place']).toEqual({
      latitude: 52.516667,
      longitude: -13.5,
    });
  });

  it('reads HEIC, and descriptions and keywords that editors write', async () => {
    expect(readPictureWords(HEIC_PICTURES.get(1)!)).toEqual({
      captions: ['A wooden pier at dusk'],
      metadata: { camera: 'Testcam T1' },
    });
    const bytes = await picture().jpeg().withXmp(XMP).toBuffer();
    expect(readPictureWords(bytes)).toEqual({
      captions: ['Sea & sand'],
      metadata: { keywords: ['sea', 'dusk'] },
    });
  });

  it('reads an IPTC block, and leaves what every picture of a camera says', async () => {
    const field = (id: number, text: string) => {
      const head = Buffer.from([0x1c, 2, id, 0, 0]);
      head.writeUInt16BE(Buffer.byteLength(text), 3);
      return Buffer.concat([head, Buffer.from(text)]);
    };
    const iim = Buffer.concat([
      field(120, 'Two dogs'),
      field(25, 'dog'),
      field(25, 'play'),
      field(90, 'Xanadu'),
    ]);
    const body = Buffer.concat([Buffer.from('Photoshop 3.0\0' + '8BIM\x04\x04\0\0\0\0\0\0', 'latin1'), iim]);
    const segment = Buffer.concat([Buffer.from([0xff, 0xed, 0, 0]), body]);
    segment.writeUInt16BE(body.length + 2, 2);
    const jpeg = await picture()
      .jpeg()
      .withExif({ IFD0: { ImageDescription: 'OLYMPUS DIGITAL CAMERA' } })
      .toBuffer();
    const bytes = Buffer.concat([jpeg.subarray(0, 2), segment, jpeg.subarray(2)]);
    expect(readPictureWords(bytes)).toEqual({
      captions: ['Two dogs'],
      metadata: { keywords: ['dog', 'play'] },
    });
    expect(readPictureWords(bytes, true).metadata['place']).toEqual({ city: 'Xanadu' });
  });

  it('reads titles where there is no description, but no names of files', async () => {
    const titled = (title: string) =>
      picture()
        .jpeg()
        .withXmp(
          `<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><dc:title><rdf:Alt><rdf:li>${title}</rdf:li></rdf:Alt></dc:title></rdf:RDF></x:xmpmeta>`,
        )
        .toBuffer();
    expect(readPictureWords(await titled('The old pier')).captions).toEqual(['The old pier']);
    for (const name of ['IMG_1234', 'DSC01234.JPG', '_DSC0815', 'pier.tiff'])
      expect(readPictureWords(await titled(name)).captions).toEqual([]);
  });

  it.each(['OLYMPUS DIGITAL CAMERA', '{"shape": [160, 160, 3]}', 'ImageJ=1.53t\nimages=1', 'Screenshot'])(
    'leaves what programs write into every picture: %s',
    async (stamp) => {
      const bytes = await picture()
        .jpeg()
        .withExif({ IFD0: { ImageDescription: stamp } })
        .toBuffer();
      expect(readPictureWords(bytes).captions).toEqual([]);
    },
  );

  it('reads what was written before UTF-8', async () => {
    const field = Buffer.concat([Buffer.from([0x1c, 2, 120, 0, 4]), Buffer.from('Caf\xe9', 'latin1')]);
    const iptc = Buffer.concat([
      Buffer.from('Photoshop 3.0\0' + '8BIM\x04\x04\0\0\0\0\0\0', 'latin1'),
      field,
    ]);
    expect(readPictureWords(iptc).captions).toEqual(['Caf\u00e9']);
    const exif = Buffer.alloc(26 + 6);
    exif.set([0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x0e, 0x01, 2, 0, 6, 0, 0, 0, 26, 0, 0, 0]);
    exif.write('caf\xe9s', 26, 'latin1');
    expect(readPictureWords(Buffer.concat([Buffer.from('Exif\0\0'), exif])).captions).toEqual(['caf\u00e9s']);
  });

  it('reads the texts of a PNG', async () => {
    const bytes = await picture().png().toBuffer();
    const chunk = (type: string, data: string) => {
      const head = Buffer.alloc(8);
      head.writeUInt32BE(Buffer.byteLength(data), 0);
      head.write(type, 4);
      return Buffer.concat([head, Buffer.from(data), Buffer.alloc(4)]);
    };
    const withTexts = (...texts: Buffer[]) =>
      Buffer.concat([bytes.subarray(0, 33), ...texts, bytes.subarray(33)]);
    const read = (...texts: Buffer[]) => readPictureWords(withTexts(...texts)).captions;
    expect(read(chunk('tEXt', 'Description\0A pier'))).toEqual(['A pier']);
    expect(read(chunk('iTXt', 'Description\0\0\0de\0Beschreibung\0Ein Steg, gro\u00df'))).toEqual([
      'Ein Steg, gro\u00df',
    ]);
    expect(read(chunk('tEXt', 'Software\0matplotlib'), chunk('tEXt', 'Title\0Pier'))).toEqual(['Pier']);
    expect(read(chunk('tEXt', 'Title\0Pier'), chunk('tEXt', 'Description\0A pier'))).toEqual(['A pier']);
    expect(read(chunk('iTXt', 'Description\0\x01\0\0\0packed'))).toEqual([]);
  });

  it('finds nothing where there is nothing, and survives rubbish', async () => {
    expect(readPictureWords(await picture().png().toBuffer())).toEqual({ captions: [], metadata: {} });
    for (const text of [
      '',
      'Exif\0\0II*\0\xff\xff\xff\xff',
      'Photoshop 3.0\0' + '8BIM\x04\x04\x1c\x02',
      '<x:xmpmeta>',
    ]) {
      expect(readPictureWords(Buffer.from(text, 'latin1')).captions).toEqual([]);
    }
  });
});
