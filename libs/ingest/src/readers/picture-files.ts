/** Extensions of pictures, also of kinds that cannot be decoded: those are listed as failures instead of being passed over in silence. */
const EXTENSIONS = new Set(
  'jpg jpeg jpe jfif png apng webp gif tif tiff avif heic heif bmp jxl jp2 svg ico psd'.split(' '),
);

/** Whether a file name looks like a picture's. */
export function isPictureName(name: string): boolean {
  const dot = name.lastIndexOf('.');
  return dot > 0 && EXTENSIONS.has(name.slice(dot + 1).toLowerCase());
}

/** Whether a path goes through something systems hide or leave behind: dot files and `__MACOSX`. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => (part.startsWith('.') && part !== '.') || part === '__MACOSX');
}

/** The path of the sidecar caption of a picture: `a/cat.jpg` -> `a/cat.txt`. */
export function sidecarOf(path: string): string {
  return `${path.slice(0, path.lastIndexOf('.'))}.txt`;
}
