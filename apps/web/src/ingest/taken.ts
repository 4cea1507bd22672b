/** As much of a file as holds what a camera wrote at its beginning. */
const HEAD_BYTES = 128 * 1024;

const EXIF_FOLDER = 0x8769;
const TAKEN = 0x9003;
const ASCII = 2;

/**
 * When a photograph was taken, as its camera wrote it (EXIF 2.32, `DateTimeOriginal`): the time of the place, without a zone.
 *
 * @returns `2024-08-09T17:12:00`; undefined where a file does not say
 */
export async function takenAt(file: Blob): Promise<string | undefined> {
  try {
    return readTaken(new DataView(await file.slice(0, HEAD_BYTES).arrayBuffer()));
  } catch {
    // A damaged head is no reason not to take the picture.
    return undefined;
  }
}

/** The same of the first bytes of a JPEG file. @throws RangeError where they end too soon */
export function readTaken(view: DataView): string | undefined {
  if (view.byteLength < 4 || view.getUint16(0) !== 0xffd8) return undefined;
  for (let at = 2; at + 10 < view.byteLength;) {
    const marker = view.getUint16(at);
    // From the picture itself on, nothing is said of it.
    if (marker >> 8 !== 0xff || marker === 0xffda) return undefined;
    if (marker === 0xffe1 && view.getUint32(at + 4) === 0x45786966) return taken(view, at + 10);
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** @param start - of the TIFF block, from which its places are counted */
function taken(view: DataView, start: number): string | undefined {
  const little = view.getUint16(start) === 0x4949;
  const short = (at: number) => view.getUint16(start + at, little);
  const long = (at: number) => view.getUint32(start + at, little);
  const entry = (folder: number, tag: number): number | undefined => {
    for (let index = 0; index < short(folder); index++) {
      const at = folder + 2 + index * 12;
      if (short(at) === tag) return at;
    }
    return undefined;
  };
  const pointer = entry(long(4), EXIF_FOLDER);
  const at = pointer === undefined ? undefined : entry(long(pointer + 8), TAKEN);
  if (at === undefined || short(at + 2) !== ASCII) return undefined;
  const place = start + long(at + 8);
  const text = Array.from({ length: 19 }, (_, index) =>
    String.fromCharCode(view.getUint8(place + index)),
  ).join('');
  const [, year, month, day, time] = /^(\d{4}):(\d{2}):(\d{2}) (\d{2}:\d{2}:\d{2})$/.exec(text) ?? [];
  const iso = `${year}-${month}-${day}T${time}`;
  return year === undefined || year === '0000' || Number.isNaN(Date.parse(iso)) ? undefined : iso;
}
