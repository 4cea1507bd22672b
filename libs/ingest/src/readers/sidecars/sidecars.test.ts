import { afterEach, beforeEach, expect, it } from 'vitest';
import { tarOf, zipOf, type Files } from '../../testing/corpus.ts';
import { png } from '../../testing/png.ts';
import { Sandbox } from '../../testing/sandbox.ts';

let sandbox: Sandbox;
beforeEach(async () => {
  sandbox = await Sandbox.make();
});
afterEach(() => sandbox.close());

const PICTURE = png([10, 20, 30]);
const LONG = 'a_picture_with_a_name_that_is_longer_than_google_takes.jpg';

/** As Google Takeout writes it. */
const takeout = (description: string, more: object = {}) =>
  JSON.stringify({
    title: 'IMG.jpg',
    description,
    imageViews: '3',
    creationTime: { timestamp: '1600000000', formatted: '13.09.2020' },
    photoTakenTime: { timestamp: '1580558400', formatted: '01.02.2020' },
    geoData: { latitude: 52.5, longitude: 13.4, altitude: 0 },
    url: 'https://photos.google.com/photo/x',
    googlePhotosOrigin: { mobileUpload: { deviceType: 'IOS_PHONE' } },
    ...more,
  });

const xmp = (inside: string) =>
  `<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF><rdf:Description>${inside}</rdf:Description></rdf:RDF></x:xmpmeta>`;
const list = (name: string, ...texts: string[]) =>
  `<${name}><rdf:Bag>${texts.map((text) => `<rdf:li>${text}</rdf:li>`).join('')}</rdf:Bag></${name}>`;

const takenAt = '2020-02-01T12:00:00Z';

it.each<[string, Record<string, string>, Record<string, unknown>]>([
  ['a text', { 'a.jpg': '', 'a.txt': 'A dog' }, { 'a.jpg': ['A dog'] }],
  ['a text named like the whole file', { 'a.jpg': '', 'a.jpg.txt': 'A dog' }, { 'a.jpg': ['A dog'] }],
  [
    'texts of two pictures of one name',
    { 'a.jpg': '', 'a.png': '', 'a.jpg.txt': 'A dog', 'a.png.txt': 'A cat' },
    { 'a.jpg': ['A dog'], 'a.png': ['A cat'] },
  ],
  [
    'JSON named like the whole file',
    { 'a.jpg': '', 'a.jpg.json': '{"caption":"A dog","by":"Ann"}' },
    { 'a.jpg': ['A dog', { by: 'Ann' }] },
  ],
  [
    'Google Photos',
    { 'IMG.jpg': '', 'IMG.jpg.json': takeout('A dog', { people: [{ name: 'Ann' }], favorited: true }) },
    { 'IMG.jpg': ['A dog', { takenAt, people: ['Ann'], favorite: true }] },
  ],
  [
    'Google Photos, as of late',
    { 'IMG.jpg': '', 'IMG.jpg.supplemental-metadata.json': takeout('') },
    { 'IMG.jpg': [{ takenAt }] },
  ],
  [
    'Google Photos, cut',
    {
      'WhatsApp Image 2020-02-01 at 10.00.00.jpeg': '',
      'WhatsApp Image 2020-02-01 at 10.00.00.jpeg.sup.json': takeout('A dog'),
    },
    { 'WhatsApp Image 2020-02-01 at 10.00.00.jpeg': ['A dog', { takenAt }] },
  ],
  [
    'Google Photos, the name of the picture cut',
    { [LONG]: '', [`${LONG.slice(0, 46)}.json`]: takeout('A dog') },
    { [LONG]: ['A dog', { takenAt }] },
  ],
  [
    'Google Photos, two of one name',
    {
      'IMG.jpg': '',
      'IMG(1).jpg': '',
      'IMG.jpg.json': takeout('A dog'),
      'IMG.jpg(1).json': takeout('A cat'),
      'b/IMG(2).jpg': '',
      'b/IMG.jpg.supplemental-metadata(2).json': takeout('A cow'),
    },
    {
      'IMG.jpg': ['A dog', { takenAt }],
      'IMG(1).jpg': ['A cat', { takenAt }],
      'b/IMG(2).jpg': ['A cow', { takenAt }],
    },
  ],
  [
    'Google Photos, edited there',
    { 'IMG.jpg': '', 'IMG-edited.jpg': '', 'IMG.jpg.json': takeout('A dog') },
    { 'IMG.jpg': ['A dog', { takenAt }], 'IMG-edited.jpg': ['A dog', { takenAt }] },
  ],
  [
    'Lightroom',
    {
      'IMG.dng': '',
      'IMG.xmp': xmp(list('dc:description', 'Sea &amp; sand') + list('dc:subject', 'sea', 'dusk')),
    },
    { 'IMG.dng': ['Sea & sand', { keywords: ['sea', 'dusk'] }] },
  ],
  [
    'darktable, with a title alone',
    { 'IMG.jpg': '', 'IMG.jpg.xmp': xmp(list('dc:title', 'The pier')) },
    { 'IMG.jpg': ['The pier'] },
  ],
  ['an XMP file that says nothing', { 'IMG.jpg': '', 'IMG.xmp': xmp('') }, { 'IMG.jpg': [] }],
])('beside a picture, in a folder, a zip and a tar: %s', async (_, files, expected) => {
  const all: Files = new Map(
    Object.entries(files).map(([path, text]) => [path, text === '' ? PICTURE : Buffer.from(text)]),
  );
  for (const [path, bytes] of all) await sandbox.write(`folder/${path}`, bytes);
  await sandbox.write('a.zip', zipOf(all));
  await sandbox.write('a.tar', await tarOf(all));
  for (const source of [
    { type: 'folder', path: 'folder' },
    { type: 'archive', path: 'a.zip' },
    { type: 'archive', path: 'a.tar' },
  ] as const) {
    const reader = await sandbox.open(source);
    const { entries, failures } = await sandbox.read(source);
    expect(failures).toEqual([]);
    const found = entries.map(({ id, captions, metadata }) => [
      id,
      [...captions, ...(Object.keys(metadata).length > 0 ? [metadata] : [])],
    ]);
    expect(Object.fromEntries(found)).toEqual(expected);
    await Array.fromAsync(reader.read(0));
    expect(reader.passedOver!.kinds).toEqual({});
  }
});

it('tells the place of a picture only when it is asked for', async () => {
  await sandbox.write('IMG.jpg', PICTURE);
  await sandbox.write('IMG.jpg.json', takeout(''));
  const { openSource } = await import('../open-source.ts');
  const read = async (withPlace: boolean) => {
    const reader = await openSource({ type: 'folder', path: '.' }, { ...sandbox.context, withPlace });
    return Array.fromAsync(reader.read(0));
  };
  expect(JSON.stringify(await read(false))).not.toContain('52.5');
  expect(await read(true)).toMatchObject([
    { metadata: { takenAt, place: { latitude: 52.5, longitude: 13.4 } } },
  ]);
});

it('passes over what stands beside no picture', async () => {
  await sandbox.write('IMG.jpg', PICTURE);
  await sandbox.write('metadata.json', '{"title":"Album"}');
  await sandbox.write('OTHER.jpg.json', takeout('gone'));
  await sandbox.write('OTHER.xmp', xmp(''));
  const reader = await sandbox.open({ type: 'folder', path: '.' });
  await Array.fromAsync(reader.read(0));
  expect(reader.passedOver!.kinds).toEqual({ '.json': 2, '.xmp': 1 });
});
