import { AppError } from '@unseen/domain';
import { isPictureName } from '@unseen/imaging/types';
import type { SourceField } from '../reader.ts';

/** What each field of a table or an object is, by position. */
export interface Layout {
  readonly id?: number;
  readonly image?: number;
  readonly captions: readonly number[];
  readonly metadata: readonly number[];
}

/** Names are compared by their letters and digits alone: `Image URL`, `image-url`, `image_url` and `imageUrl` are one. */
function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, '');
}

const words = (text: string) => text.split(' ');

const IDS = words('id itemid');
/** Names of picture fields: the first of them that is there counts, the others are metadata. */
const IMAGES = words(
  'image path file sourcefile imagepath imagefilepath filename filepath imagefile imagefilename imagename img imgpath imgfile imgname photo picture ' +
    'photopath picturepath photofile picturefile mainimage primaryimage productimage image1 imageurl imgurl imageurls imagelink imagesrc imageuri imageurl1 ' +
    'mainimageurl primaryimageurl productimageurl mainimagelink baseimage productimagefile1 picurl hostedimageurls imageurlsxyz pictureurl photoimageurl photourl bild bilddatei bildpfad bildurl foto fotourl ' +
    'imagen urlimagen imageurlimage productmediamainimageurl imgsrc src featuredimage featuredimageurl coverimage coverimageurl thumbnailurl ' +
    'originalurl fileurl mediaurl mediapath relativepath url uri images pictures photos attachments filesmedia',
);
/** Names whose fields are captions where there is no field `caption`: of each group the first that is there. */
const WORDS = [
  words(
    'title producttitle productname itemtitle itemname headline titel produktname bezeichnung titre titulo título titolo name',
  ),
  words('text sentence'),
  words(
    'description imagedescription photodescription productdescription itemdescription longdescription shortdescription beschreibung produktbeschreibung descripción descripcion ' +
      'descrizione descrição bodyhtml',
  ),
  words('alttext imagealttext imagealt alt'),
];

/** Names whose field is a caption where there is no other. */
const LAST_WORDS = words('prompt comment');

/** What pandas calls a column of row numbers that nobody named. */
const UNNAMED = /^(?:Unnamed: \d+|__index_level_\d+__)?$/;

/** A name with its words apart: `salePrice` is `sale_Price`. */
export function withWordsApart(name: string): string {
  return name.trim().replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_');
}

/** Whether a field holds captions and nothing else: `caption`, `captions`, `caption_1`, `image_caption`. */
export function isCaptionField(name: string): boolean {
  return /^(?:(?:image|img|picture|photo)?captions?\d*|captionabstract)$/.test(plain(name));
}

/**
 * Tells what fields are by the names people give them. A caption is `caption`, `captions`, `caption_1`, ..., else whatever is there of a title, a text and
 * a description.
 */
export function layOut(names: readonly string[]): Layout {
  const known = names.map(plain);
  const first = (wanted: readonly string[]) => {
    const name = wanted.find((one) => known.includes(one));
    return name === undefined ? undefined : known.indexOf(name);
  };
  const id = first(IDS);
  const image = first(IMAGES);
  const named = names.flatMap((name, at) => (isCaptionField(name) ? [at] : []));
  const described = WORDS.map(first).filter((at) => at !== undefined);
  const captions =
    [named, described, [first(LAST_WORDS) ?? []].flat()].find(({ length }) => length > 0) ?? [];
  const taken = new Set([id, image, ...captions]);
  const metadata = names.flatMap((name, at) => (taken.has(at) || UNNAMED.test(name.trim()) ? [] : [at]));
  return { id, image, captions, metadata };
}

/** Whether a row names a picture or a caption, as a header does. */
export function isHeader(names: readonly string[]): boolean {
  const { image, captions } = layOut(names);
  return image !== undefined || captions.length > 0;
}

/**
 * What the columns of a table without a header row are, told by its first row: a picture, with or without a text beside it, as lists for training and
 * lists of addresses have them.
 *
 * @returns undefined where the row may be a header, or has more in it
 */
export function namesOfData(row: readonly string[]): readonly string[] | undefined {
  if (isHeader(row) || row.length > 2) return undefined;
  const names = row.map((cell) => (isPicture(cell) ? 'image' : /\p{L}/u.test(cell) ? 'caption' : ''));
  return names.filter((name) => name === 'image').length === 1 && !names.includes('') ? names : undefined;
}

/** What is said to whoever made a table without a header row. */
export const NO_HEADER =
  'The table has no header row: it was read as pictures, and captions where there is a second column.';

function isPicture(cell: string): boolean {
  return /^https?:\/\//i.test(cell) || isPictureName(cell) === 'yes';
}

/**
 * As {@link layOut}, for the header of a table.
 *
 * @throws AppError `source_invalid` when no column holds pictures or captions, or a column is there twice
 */
export function layOutTable(names: readonly string[]): Layout {
  const layout = layOut(names);
  if (layout.image === undefined && layout.captions.length === 0) {
    const data = names.find(isPicture);
    if (data !== undefined) {
      throw new AppError(
        'source_invalid',
        `The first row seems to be data, no header ("${data.slice(0, 80)}"): put one above it, such as "image,caption".`,
      );
    }
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

/** What each named column becomes, in their order. */
export function fieldsOf(names: readonly string[], { id, image, captions, metadata }: Layout): SourceField[] {
  return names.flatMap((name, at): SourceField[] => {
    if (at === id) return [{ name, becomes: 'id' }];
    if (at === image) return [{ name, becomes: 'image' }];
    if (captions.includes(at)) return [{ name, becomes: 'caption' }];
    return metadata.includes(at) ? [{ name, becomes: 'metadata' }] : [];
  });
}
