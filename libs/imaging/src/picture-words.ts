import { decodeText } from './decode-text.ts';
import { findText } from './find-text.ts';
import { readPngWords } from './png-words.ts';
import { readTiffFields, type TiffDirectory, type TiffFields } from './tiff-fields.ts';

/** Bytes at the beginning of a picture in which cameras and editors write what they know of it. */
export const WORDS_HEAD_BYTES = 256 * 1024;

/** What a picture says of itself. */
export interface PictureWords {
  /** Descriptions that people wrote. */
  readonly captions: readonly string[];
  /** `keywords`, `takenAt` (ISO 8601, local time where no zone is written), `camera`, and `place` where it was asked for. */
  readonly metadata: Readonly<Record<string, string | string[] | { [key: string]: string | number }>>;
}

/**
 * Reads captions, keywords, date and camera out of a picture's EXIF, IPTC and XMP blocks, of any format that has them near its beginning.
 *
 * @param head - the first {@link WORDS_HEAD_BYTES}
 * @param withPlace - also where it was taken: off unless someone asks, since it may be a home
 */
export function readPictureWords(head: Uint8Array, withPlace = false): PictureWords {
  const exif = readExif(head);
  const iptc = readIptc(head);
  const xmp = readXmp(packetIn(head));
  const png = readPngWords(head);
  const captions = captionsOf(
    [xmp.description, iptc.caption, exif?.description, png.description],
    [xmp.title, iptc.title, png.title],
  );
  const keywords = [...new Set([...xmp.keywords, ...iptc.keywords])].slice(0, 100);
  const place = withPlace ? { ...exif?.place, ...(iptc.city === undefined ? {} : { city: iptc.city }) } : {};
  return {
    captions,
    metadata: {
      ...(keywords.length === 0 ? {} : { keywords }),
      ...(exif?.takenAt === undefined ? {} : { takenAt: exif.takenAt }),
      ...(exif?.camera === undefined ? {} : { camera: exif.camera }),
      ...(Object.keys(place).length === 0 ? {} : { place }),
    },
  };
}

/** What an XMP file beside a picture says of it, as Lightroom and darktable write them: its description, else its title, and its keywords. */
export function readXmpWords(file: Uint8Array): PictureWords {
  const { description, title, keywords } = readXmp(decodeText(file));
  return {
    captions: captionsOf([description], [title]),
    metadata: keywords.length === 0 ? {} : { keywords: keywords.slice(0, 100) },
  };
}

/** Descriptions, each once; where there is none, titles. */
function captionsOf(
  descriptions: readonly (string | undefined)[],
  titles: readonly (string | undefined)[],
): string[] {
  const known = (texts: readonly (string | undefined)[]) => [
    ...new Set(texts.filter((text): text is string => text !== undefined && !isStampOfCamera(text))),
  ];
  const found = known(descriptions);
  return found.length > 0 ? found : known(titles).filter((title) => !FILE_NAME.test(title));
}

/** Some programs write the name of the file where its title belongs. */
const FILE_NAME = /^\S+\.[a-z]\w{2,3}$|^_?(?:img|dsc[fn]?|pxl|mvi|p)[-_ ]?\d{3,}\S*$/i;

/** Descriptions that cameras and programs write into every picture. */
function isStampOfCamera(text: string): boolean {
  return /^(?:olympus digital camera|sony dsc|samsung|dcim|digital camera|default|untitled|minolta digital camera|kodak.*digital.*|konica minolta.*|exif_jpeg.*|jpeg|picture|image|binary comment|created with .*|cof|hdr.*|oznor.*|dav|sdr|mde|vsco|\{"shape": ?\[.*|imagej=[^]*|screenshot)$/i.test(
    text.trim(),
  );
}

interface Exif {
  readonly description?: string;
  readonly takenAt?: string;
  readonly camera?: string;
  readonly place?: { latitude: number; longitude: number };
}

function readExif(bytes: Uint8Array): Exif | undefined {
  const fields = findTiff(bytes);
  const main = fields?.main[0];
  if (fields === undefined || main === undefined) return undefined;
  const [details] = fields.follow(main, 34_665);
  const make = main.text(271);
  const model = main.text(272);
  const camera =
    model === undefined || make === undefined || model.startsWith(make)
      ? (model ?? make)
      : `${make} ${model}`;
  return {
    description: main.text(270),
    takenAt: toInstant(details?.text(36_867) ?? main.text(306), details?.text(36_881)),
    camera,
    place: placeOf(fields, main),
  };
}

/** The TIFF header of a TIFF or raw file, or behind the marks other formats put before it. */
function findTiff(bytes: Uint8Array): TiffFields | undefined {
  const direct = readTiffFields(bytes);
  if (direct !== undefined) return direct;
  for (const [mark, after] of [
    ['Exif\0\0', 6],
    ['eXIf', 4],
    ['CMT1', 4],
    ['EXIF', 8],
  ] as const) {
    // The mark may also stand for something else, as the name of an item in HEIC.
    for (let at = findText(bytes, mark); at !== -1; at = findText(bytes, mark, at + 1)) {
      const fields = readTiffFields(bytes.subarray(at + after));
      if (fields !== undefined) return fields;
    }
  }
  return undefined;
}

/** `2026:05:01 12:30:00` as ISO 8601. */
function toInstant(text: string | undefined, zone: string | undefined): string | undefined {
  const [, year, month, day, time] = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/.exec(text ?? '') ?? [];
  if (year === undefined || year === '0000' || month === '00' || day === '00') return undefined;
  return `${year}-${month}-${day}T${time}${/^[+-]\d\d:\d\d$/.test(zone ?? '') ? zone : ''}`;
}

function placeOf(
  fields: TiffFields,
  main: TiffDirectory,
): { latitude: number; longitude: number } | undefined {
  const [gps] = fields.follow(main, 34_853);
  const degrees = (tag: number, negative: string) => {
    const [whole, minutes = 0, seconds = 0] = gps?.fractions(tag) ?? [];
    if (whole === undefined) return undefined;
    const value = whole + minutes / 60 + seconds / 3600;
    return Math.round((gps!.text(tag - 1) === negative ? -value : value) * 1e6) / 1e6;
  };
  const latitude = degrees(2, 'S');
  const longitude = degrees(4, 'W');
  return latitude === undefined || longitude === undefined ? undefined : { latitude, longitude };
}

interface Iptc {
  caption?: string;
  title?: string;
  city?: string;
  keywords: string[];
}

/** Caption, title, keywords and city of an IPTC block (IIM 4.2, record 2). */
function readIptc(bytes: Uint8Array): Iptc {
  const found: Iptc = { keywords: [] };
  const start = findText(bytes, 'Photoshop 3.0\0');
  const block = start === -1 ? -1 : findText(bytes, '8BIM\x04\x04', start);
  if (block === -1) return found;
  for (let at = bytes.indexOf(0x1c, block); at !== -1 && at + 5 <= bytes.length && bytes[at] === 0x1c;) {
    const length = bytes[at + 3]! * 256 + bytes[at + 4]!;
    const text = decodeText(bytes.subarray(at + 5, at + 5 + length));
    if (length > 32_767) break;
    if (bytes[at + 1] === 2 && text !== '') {
      if (bytes[at + 2] === 120) found.caption = text;
      if (bytes[at + 2] === 5) found.title = text;
      if (bytes[at + 2] === 90) found.city = text;
      if (bytes[at + 2] === 25) found.keywords.push(text);
    }
    at += 5 + length;
  }
  return found;
}

/** The XMP packet in a picture; empty where there is none. */
function packetIn(bytes: Uint8Array): string {
  const start = findText(bytes, '<x:xmpmeta');
  const end = start === -1 ? -1 : findText(bytes, '</x:xmpmeta>', start);
  return end === -1 ? '' : decodeText(bytes.subarray(start, end));
}

/** Description, title and keywords of an XMP packet (Dublin Core: `dc:description`, `dc:title`, `dc:subject`). */
function readXmp(packet: string): { description?: string; title?: string; keywords: string[] } {
  const items = (element: string) => {
    const [, inside = ''] = new RegExp(`<${element}[^>]*>([^]*?)</${element}>`).exec(packet) ?? [];
    return [...inside.matchAll(/<rdf:li[^>]*>([^<]*)<\/rdf:li>/g)]
      .map(([, text]) => unescape(text!))
      .filter((text) => text !== '');
  };
  return {
    description: items('dc:description')[0],
    title: items('dc:title')[0],
    keywords: items('dc:subject'),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Text of XML with its entities resolved. */
function unescape(text: string): string {
  return text
    .replaceAll(
      /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(amp|lt|gt|quot|apos));/gi,
      (whole, decimal?: string, hex?: string, name?: string) => {
        if (name !== undefined) return ENTITIES[name.toLowerCase()]!;
        const code = decimal === undefined ? Number.parseInt(hex!, 16) : Number(decimal);
        return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
      },
    )
    .trim();
}
