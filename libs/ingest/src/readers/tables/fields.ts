import { AppError } from '@unseen/domain';

/** What each field of a table or an object is, by position. */
export interface Layout {
  readonly id?: number;
  readonly image?: number;
  readonly captions: readonly number[];
  readonly metadata: readonly number[];
}

const IDS = ['id', 'item_id'];
/** Names of picture fields: the first of them that is there counts, the others are metadata. */
const IMAGES = [
  'image',
  'path',
  'file',
  'image_path',
  'file_name',
  'filename',
  'image_file',
  'image_filename',
  'image_name',
  'img',
  'img_path',
  'photo',
  'picture',
  'image_url',
  'img_url',
  'image_link',
  'image_src',
  'picture_url',
  'photo_url',
  'url',
];
/** Names whose fields are captions where there is no field `caption`. */
const WORDS = ['title', 'text', 'description', 'alt_text', 'alt'];

/** `Image URL` and `image-url` are `image_url`. */
function plain(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s\-]+/g, '_');
}

/** Tells what fields are by the names people give them. A caption is `caption`, `captions`, `caption_1`, ..., else whatever is there of title, text and description. */
export function layOut(names: readonly string[]): Layout {
  const known = names.map(plain);
  const first = (wanted: readonly string[]) => {
    const name = wanted.find((one) => known.includes(one));
    return name === undefined ? undefined : known.indexOf(name);
  };
  const id = first(IDS);
  const image = first(IMAGES);
  const named = known.flatMap((name, at) => (/^captions?(?:_\d+)?$/.test(name) ? [at] : []));
  const captions =
    named.length > 0 ? named : WORDS.map((word) => known.indexOf(word)).filter((at) => at !== -1);
  const taken = new Set([id, image, ...captions]);
  const metadata = names.flatMap((name, at) => (taken.has(at) || name.trim() === '' ? [] : [at]));
  return { id, image, captions, metadata };
}

/**
 * As {@link layOut}, for the header of a table.
 *
 * @throws AppError `source_invalid` when no column holds pictures or captions, or a column is there twice
 */
export function layOutTable(names: readonly string[]): Layout {
  const layout = layOut(names);
  if (layout.image === undefined && layout.captions.length === 0) {
    const found = names
      .filter((name) => name !== '')
      .join(', ')
      .slice(0, 300);
    throw new AppError(
      'source_invalid',
      `The header row names neither a picture nor a caption. Columns found: ${found}. ` +
        'Needed: image (or path, file, file_name, image_url, url), or caption (or text, title, description).',
    );
  }
  const twice = names.find((name, at) => {
    const isOneOf = (group: readonly string[]) =>
      group.includes(plain(name)) && names.findIndex((other) => group.includes(plain(other))) < at;
    return name !== '' && (names.indexOf(name) < at || isOneOf(['image', 'path', 'file']) || isOneOf(['id']));
  });
  if (twice === undefined) return layout;
  throw new AppError(
    'source_invalid',
    `The header row names "${twice.slice(0, 80)}" or a synonym of it twice.`,
  );
}
