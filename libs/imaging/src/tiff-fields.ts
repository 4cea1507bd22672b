import { decodeText } from './decode-text.ts';

/** Fields of a TIFF directory by tag, each read when it is asked for. */
export interface TiffDirectory {
  /** Whole numbers of a field; empty when it is absent or of another kind. */
  numbers(tag: number): number[];
  /** The text of a field, trimmed; undefined when it is absent or empty. */
  text(tag: number): string | undefined;
  /** Fractions of a field, divided out. */
  fractions(tag: number): number[];
}

/** A TIFF header: what EXIF blocks, TIFF files and most raw files are made of. */
export interface TiffFields {
  /** The first directory and those chained to it. */
  readonly main: readonly TiffDirectory[];
  /** The directories a field of offsets points at, such as SubIFDs (330) or EXIF (34665). */
  follow(directory: TiffDirectory, tag: number): TiffDirectory[];
}

/** Bytes of a value by field type. */
const SIZES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  9: 4,
  10: 8,
  13: 4,
};
/** What one file may make this reader look at. */
const MAX_DIRECTORIES = 16;
const MAX_FIELDS = 1_024;
const MAX_VALUES = 4_096;

/**
 * Reads the directories of a TIFF header (TIFF 6.0, section 2; also those of Panasonic and Olympus, who number theirs otherwise).
 * Whatever in it leads out of the bytes is left out.
 */
export function readTiffFields(bytes: Uint8Array): TiffFields | undefined {
  const order = String.fromCharCode(...bytes.subarray(0, 2));
  if ((order !== 'II' && order !== 'MM') || bytes.length < 8) return undefined;
  const little = order === 'II';
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const inside = (at: number, size: number) => at >= 0 && at + size <= bytes.length;
  const short = (at: number) => view.getUint16(at, little);
  const long = (at: number) => view.getUint32(at, little);

  const readDirectory = (at: number): { directory: TiffDirectory; next: number } | undefined => {
    if (!inside(at, 2)) return undefined;
    const count = Math.min(short(at), MAX_FIELDS);
    const entries = new Map<number, { type: number; count: number; at: number }>();
    for (let index = 0; index < count; index++) {
      const entry = at + 2 + index * 12;
      if (!inside(entry, 12)) break;
      const type = short(entry + 2);
      const values = Math.min(long(entry + 4), type === 2 || type === 1 || type === 7 ? 65_536 : MAX_VALUES);
      const size = (SIZES[type] ?? 0) * values;
      if (size === 0) continue;
      const place = size <= 4 ? entry + 8 : long(entry + 8);
      if (inside(place, size)) entries.set(short(entry), { type, count: values, at: place });
    }
    const after = at + 2 + count * 12;
    return { directory: toDirectory(entries), next: inside(after, 4) ? long(after) : 0 };
  };

  const toDirectory = (
    entries: ReadonlyMap<number, { type: number; count: number; at: number }>,
  ): TiffDirectory => ({
    numbers: (tag) => {
      const entry = entries.get(tag);
      if (entry === undefined || ![1, 3, 4, 7, 13].includes(entry.type)) return [];
      const size = SIZES[entry.type]!;
      const read = size === 1 ? (place: number) => bytes[place]! : size === 2 ? short : long;
      return Array.from({ length: entry.count }, (_, index) => read(entry.at + index * size));
    },
    text: (tag) => {
      const entry = entries.get(tag);
      if (entry === undefined || (entry.type !== 2 && entry.type !== 1 && entry.type !== 7)) return undefined;
      const raw = bytes.subarray(entry.at, entry.at + entry.count);
      const end = raw.indexOf(0);
      const text = decodeText(raw.subarray(0, end === -1 ? raw.length : end));
      return text === '' ? undefined : text;
    },
    fractions: (tag) => {
      const entry = entries.get(tag);
      if (entry === undefined || entry.type !== 5) return [];
      return Array.from({ length: entry.count }, (_, index) => {
        const place = entry.at + index * 8;
        return long(place) / (long(place + 4) || 1);
      });
    },
  });

  const chain = (start: number): TiffDirectory[] => {
    const found: TiffDirectory[] = [];
    const seen = new Set<number>();
    for (let at = start; at !== 0 && !seen.has(at) && found.length < MAX_DIRECTORIES;) {
      seen.add(at);
      const read = readDirectory(at);
      if (read === undefined) break;
      found.push(read.directory);
      at = read.next;
    }
    return found;
  };
  return {
    main: chain(long(4)),
    follow: (directory, tag) =>
      directory
        .numbers(tag)
        .slice(0, MAX_DIRECTORIES)
        .flatMap((at) => chain(at).slice(0, 1)),
  };
}
