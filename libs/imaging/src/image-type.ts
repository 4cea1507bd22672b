// What a picture is, said once: types, names and extensions for folders, archives, uploads, buckets and the browser. It imports nothing.

/** The MIME types of pictures that are accepted; `image/x-dcraw` stands for every camera's raw files. */
export const IMAGE_TYPES = [
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'image/tiff',
  'image/avif',
  'image/heic',
  'image/x-dcraw',
] as const;

/** One of {@link IMAGE_TYPES}. */
export type ImageType = (typeof IMAGE_TYPES)[number];

/** Formats by the bytes they begin with; `[^]` stands for any byte. The first that fits counts. */
const SIGNATURES: readonly (readonly [ImageType, RegExp])[] = [
  // Blanks before the start, and a start written twice, are skipped by every viewer.
  ['image/jpeg', /^\s*(?:\xff\xd8)+\xff/],
  ['image/png', /^\x89PNG\r\n\x1a\n/],
  ['image/gif', /^GIF8[79]a/],
  ['image/webp', /^RIFF[^]{4}WEBP/],
  // Canon (CR2, CRW), Panasonic, Olympus, Fujifilm, Sigma and Minolta; other cameras write TIFF: see `isCameraRaw`.
  [
    'image/x-dcraw',
    /^(?:II\*\0[^]{4}CR|II\x1a\0\0\0HEAPCCDR|IIU\0|IIR[OS]|MMOR|FUJIFILMCCD-RAW|FOVb|\0MRM|[^]{4}ftypcrx )/,
  ],
  ['image/tiff', /^(II[*+]\0|MM\0[*+])/],
  // ISO base media files whose major or compatible brands say AVIF or HEIC (still or sequence).
  ['image/avif', /^[^]{4}ftyp(?:[^]{4})*?avi[fs]/],
  ['image/heic', /^[^]{4}ftyp(?:[^]{4})*?(?:hei[cmsx]|hev[cmsx]|mif1|msf1)/],
];

/** What else people send, so that a refusal can say what it is. */
const OTHERS: readonly (readonly [string, RegExp])[] = [
  ['a BMP picture', /^BM[^]{4}\0\0\0\0/],
  ['a Photoshop file', /^8BPS/],
  ['a JPEG XL picture', /^(?:\xff\x0a|\0\0\0\x0cJXL )/],
  ['a JPEG 2000 picture', /^(?:\xff\x4f\xff\x51|\0\0\0\x0cjP {2})/],
  ['an icon file', /^\0\0[\x01\x02]\0/],
  ['an SVG drawing', /^[^]{0,3}\s*(?:<\?xml[^]*)?<svg[\s>]/i],
  ['a web page (HTML)', /^[^]{0,3}\s*<(?:!doctype html|html|head|body)/i],
  ['an XML file', /^[^]{0,3}\s*<\?xml/],
  ['a PDF document', /^%PDF/],
  ['a video', /^(?:[^]{4}(?:ftyp|moov|mdat)|\x1a\x45\xdf\xa3|RIFF[^]{4}AVI )/],
  ['a zip archive', /^PK[\x03\x05]/],
  ['a JSON file', /^\s*[{[]\s*["{[\]}]/],
  ['a Git LFS pointer: the picture itself was not downloaded', /^version https:\/\/git-lfs/],
];

/** Bytes that tell a type: long enough for the brand list of an ISO base media file. */
const HEAD_BYTES = 256;

/** Tells a picture's type by its first bytes; a TIFF may be a camera's raw file all the same. */
export function typeByHead(bytes: Uint8Array): ImageType | undefined {
  const head = textOf(bytes);
  return SIGNATURES.find(([, signature]) => signature.test(head))?.[0];
}

/** What bytes that are no accepted picture are, in words: `a web page (HTML)`; undefined when that cannot be told. */
export function describeContent(bytes: Uint8Array): string | undefined {
  const head = textOf(bytes);
  return OTHERS.find(([, signature]) => signature.test(head))?.[0];
}

function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes.subarray(0, HEAD_BYTES));
}

/** Extensions of accepted pictures. */
const ACCEPTED = new Set(
  (
    'jpg jpeg jpe jfif pjpeg pjp mpo png apng webp gif tif tiff avif heic heif heics heifs hif ' +
    'dng cr2 cr3 crw nef nrw arw srf sr2 raf rw2 rwl orf pef srw x3f 3fr fff iiq mef mos mrw erf kdc dcr gpr arq k25 ptx dcs'
  ).split(' '),
);

/** Extensions of pictures that cannot be decoded: named as failures, never passed over in silence. */
const UNDECODABLE = new Set(
  'bmp dib jxl jp2 j2k jpx jpf jxr wdp hdp svg svgz ico cur psd psb xcf tga pcx ppm pgm pbm pnm qoi exr hdr'.split(
    ' ',
  ),
);

/**
 * Whether a file is a picture by its name: `unsure` where the name says nothing (no extension, or none that anyone uses, such as
 * `photo.jpg?v=12` or `photo.jpg_large`), so that its first bytes decide.
 */
export function isPictureName(name: string): 'yes' | 'no' | 'unsure' {
  const file = name.slice(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
  const extension = extensionOf(file);
  if (ACCEPTED.has(extension) || UNDECODABLE.has(extension)) return 'yes';
  return /^[a-z0-9]{1,8}$/.test(extension) && /[a-z]/.test(extension) ? 'no' : 'unsure';
}

/** The extension of a file name, in lower case and without its dot; empty without one. */
export function extensionOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  return dot > 0 ? file.slice(dot + 1).toLowerCase() : '';
}

/**
 * Whether a path goes through something that systems hide or leave behind: dot files, `__MACOSX`, thumbnails and bins
 * of file servers, and what a photo library of macOS keeps beside its originals.
 */
export function isHidden(path: string): boolean {
  return path
    .split('/')
    .some(
      (part, at, parts) =>
        (part.startsWith('.') && !/^\.+$/.test(part)) ||
        LEFT_BEHIND.has(part.toLowerCase()) ||
        (at > 0 && /\.photoslibrary$/i.test(parts[at - 1]!) && !/^(?:originals|masters)$/i.test(part)),
    );
}

const LEFT_BEHIND = new Set([
  '__macosx',
  '@eadir',
  '#recycle',
  '@recycle',
  '#snapshot',
  '@recently-snapshot',
  '$recycle.bin',
  'recycler',
  'system volume information',
  'lost+found',
  'thumbs.db',
  'ehthumbs.db',
]);
