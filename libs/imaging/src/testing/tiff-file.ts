/** A field of a TIFF directory: its tag, and its bytes (type UNDEFINED). */
export type TiffText = readonly [tag: number, text: string];

/**
 * An uncompressed TIFF of RGB samples (TIFF 6.0), little endian.
 *
 * @param kind - 1: whole numbers, 3: floating point
 * @param texts - further fields; `exif` has its own directory
 */
export function tiffFile(
  [width, height]: readonly [number, number],
  samples: Uint8Array,
  { bits = 8, kind = 1 }: { bits?: number; kind?: 1 | 3 } = {},
  texts: readonly TiffText[] = [],
  exif: readonly TiffText[] = [],
): Buffer {
  const parts: Buffer[] = [];
  let end = 8;
  const place = (bytes: Uint8Array): number => {
    const at = end;
    const padded = Buffer.concat([bytes, Buffer.alloc(bytes.length % 2)]);
    parts.push(padded);
    end += padded.length;
    return at;
  };
  const threeOf = (value: number) => place(Buffer.from(Uint16Array.from([value, value, value]).buffer));
  const textFields = (fields: readonly TiffText[]) =>
    fields.map(([tag, text]): Field => [tag, 7, text.length, place(Buffer.from(text, 'latin1'))]);
  const fields: Field[] = [
    [256, 3, 1, width],
    [257, 3, 1, height],
    [258, 3, 3, threeOf(bits)],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, place(samples)],
    [277, 3, 1, 3],
    [278, 3, 1, height],
    [279, 4, 1, samples.length],
    [339, 3, 3, threeOf(kind)],
    ...textFields(texts),
  ];
  if (exif.length > 0) fields.push([34_665, 4, 1, place(directory(textFields(exif)))]);
  const main = place(directory(fields));
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  header.writeUInt32LE(main, 4);
  return Buffer.concat([header, ...parts]);
}

type Field = readonly [tag: number, type: number, count: number, value: number];

function directory(fields: readonly Field[]): Buffer {
  const bytes = Buffer.alloc(2 + fields.length * 12 + 4);
  bytes.writeUInt16LE(fields.length);
  for (const [index, [tag, type, count, value]] of [...fields].sort(([a], [b]) => a - b).entries()) {
    bytes.writeUInt16LE(tag, 2 + index * 12);
    bytes.writeUInt16LE(type, 4 + index * 12);
    bytes.writeUInt32LE(count, 6 + index * 12);
    bytes.writeUInt32LE(value, 10 + index * 12);
  }
  return bytes;
}
