import { readTiffFields } from './tiff-fields.ts';
import { typeByHead, type ImageType } from './image-type.ts';

const TAG = {
  compression: 259,
  photometric: 262,
  orientation: 274,
  subDirectories: 330,
  dngVersion: 50_706,
} as const;
/** Photometric interpretations of sensor data: color filter array, and linear raw (DNG 1.7, chapter 2). */
const SENSOR = [32_803, 34_892];
/** Compressions only cameras use: Sony, Nikon, Pentax, Samsung, Kodak. */
const CAMERA_COMPRESSIONS = [32_767, 32_769, 32_770, 34_713, 65_000, 65_535];

/** Tells a picture's type by its content, whatever its name says. Only accepted types are known, so nothing else ever reaches a decoder. */
export function sniffImageType(bytes: Uint8Array): ImageType | undefined {
  const type = typeByHead(bytes);
  return type === 'image/tiff' && isCameraRaw(bytes) ? 'image/x-dcraw' : type;
}

/** Whether a TIFF holds what a sensor saw, as the raw files of most cameras and DNG do. */
function isCameraRaw(bytes: Uint8Array): boolean {
  const fields = readTiffFields(bytes);
  if (fields === undefined) return false;
  if (fields.main[0]?.numbers(TAG.dngVersion).length) return true;
  return fields.main
    .flatMap((directory) => [directory, ...fields.follow(directory, TAG.subDirectories)])
    .some(
      (directory) =>
        SENSOR.includes(directory.numbers(TAG.photometric)[0] ?? 0) ||
        CAMERA_COMPRESSIONS.includes(directory.numbers(TAG.compression)[0] ?? 0),
    );
}

/**
 * The largest JPEG inside a raw file: the picture as the camera itself developed it, which is what viewers show. It is turned as the raw
 * file says where it says nothing itself.
 *
 * @returns undefined when there is none
 */
export function embeddedJpeg(bytes: Uint8Array): Uint8Array | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let best: { at: number; pixels: number; turned: boolean } | undefined;
  for (let at = file.indexOf(START); at !== -1; at = file.indexOf(START, at + 3)) {
    const jpeg = readJpegSize(file, at);
    if (jpeg !== undefined && jpeg.pixels > (best?.pixels ?? 0)) best = { at, ...jpeg };
  }
  if (best === undefined) return undefined;
  const jpeg = file.subarray(best.at);
  const orientation = readTiffFields(tiffOf(file))?.main[0]?.numbers(TAG.orientation)[0] ?? 1;
  return best.turned || orientation < 2 || orientation > 8 ? jpeg : withOrientation(jpeg, orientation);
}

/** Where a raw file's own TIFF header is: at its start, or in the first metadata box of Canon's CR3. */
function tiffOf(file: Buffer): Buffer {
  const box = file.subarray(0, 64 * 1024).indexOf('CMT1');
  return file.toString('latin1', 4, 8) === 'ftyp' && box !== -1 ? file.subarray(box + 4) : file;
}

const START = Buffer.from([0xff, 0xd8, 0xff]);

/** Size of a JPEG of a kind viewers show (8 bits, not lossless), and whether it has EXIF of its own; undefined for chance bytes. */
function readJpegSize(file: Buffer, start: number): { pixels: number; turned: boolean } | undefined {
  let turned = false;
  for (let at = start + 2; at + 10 < file.length;) {
    const marker = file[at + 1]!;
    if (file[at] !== 0xff || marker < 0xc0) return undefined;
    const length = file.readUInt16BE(at + 2);
    if (length < 2) return undefined;
    if (marker === 0xe1 && file.toString('latin1', at + 4, at + 8) === 'Exif') turned = true;
    if (marker >= 0xc0 && marker <= 0xc2) {
      const pixels = file.readUInt16BE(at + 5) * file.readUInt16BE(at + 7);
      return file[at + 4] === 8 && pixels > 0 ? { pixels, turned } : undefined;
    }
    // A scan, or another kind of frame, before the size.
    if (marker === 0xda || (marker >= 0xc3 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)))
      return undefined;
    at += 2 + length;
  }
  return undefined;
}

/** A JPEG with an EXIF block that holds nothing but an orientation. @param orientation - 1 to 8 */
function withOrientation(jpeg: Uint8Array, orientation: number): Uint8Array {
  const exif = Buffer.from(
    'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '011200030000000100000000' + '00000000',
    'hex',
  );
  exif.writeUInt16BE(orientation, 28);
  return Buffer.concat([jpeg.subarray(0, 2), exif, jpeg.subarray(2)]);
}
