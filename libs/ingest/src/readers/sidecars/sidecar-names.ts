import { isPictureName } from '@unseen/imaging/types';

/** Largest sidecar that is read, in bytes. */
const MAX_BYTES = 64 * 1024;
/** Lightroom keeps the masks of a picture in its file. */
const MAX_XMP_BYTES = 1024 * 1024;

/** What Google Photos puts behind the name of a picture. It cuts names so that they have, with `.json`, 51 characters. */
const TAKEOUT_SUFFIX = 'supplemental-metadata';
const TAKEOUT_LENGTH = 46;
/** What it puts behind that of a picture that was edited there, in the languages of most people. */
const EDITED = /-(?:edited|bearbeitet|modifi\u00e9|editado|modificato|bewerkt)(?=(?:\(\d+\))?\.\w+$)/i;

/**
 * Whether a file may be a sidecar: beside `cat.jpg` a `cat.txt` or `cat.jpg.txt` holds captions, one a line; `cat.json` an object with `caption` and
 * whatever else is known, as image data sets in WebDataset form have them, or what Google Photos knows; `cat.xmp` what Lightroom and darktable know.
 */
export function isSidecarName(path: string): boolean {
  return /\.(?:txt|json|xmp)$/i.test(path);
}

/** Most bytes that are read of a sidecar of this name. */
export function maxSidecarBytes(path: string): number {
  return /\.xmp$/i.test(path) ? MAX_XMP_BYTES : MAX_BYTES;
}

/** What a sidecar stands beside: the path of a picture, with or without its extension. */
export function pictureOfSidecar(path: string): string {
  const name = path.slice(0, path.lastIndexOf('.')).normalize('NFC');
  if (!/\.json$/i.test(path)) return name;
  // The second of two pictures of one name, `cat(1).jpg`, has `cat.jpg(1).json` or `cat.jpg.supplemental-metadata(1).json`.
  const [, named = '', number = ''] = /^(.*?)(\(\d+\))?$/s.exec(name) ?? [];
  const dot = named.lastIndexOf('.');
  const picture = TAKEOUT_SUFFIX.startsWith(named.slice(dot + 1)) ? named.slice(0, dot) : named;
  return isPictureName(picture) === 'yes' ? picture.replace(/(?=\.\w+$)/, number) : name;
}

/** What its sidecars may call a picture. */
export function namesOfPicture(path: string): string[] {
  const name = path.normalize('NFC');
  const start = name.lastIndexOf('/') + 1;
  const [folder, file] = [name.slice(0, start), name.slice(start)];
  const dot = file.lastIndexOf('.');
  const unedited = file.replace(EDITED, '');
  return [
    ...(dot > 0 ? [folder + file.slice(0, dot)] : []),
    name,
    ...(file.length > TAKEOUT_LENGTH ? [folder + file.slice(0, TAKEOUT_LENGTH)] : []),
    ...(unedited === file ? [] : [folder + unedited]),
  ];
}
