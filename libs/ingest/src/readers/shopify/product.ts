import type { Json, Metadata } from '@unseen/domain';
import { parsePrice } from '../tables/prices.ts';
import { note } from '../tables/text-source.ts';
import type { Row } from './columns.ts';
import { beginning, plainText } from './plain-text.ts';

/** Longest description kept as metadata, and as a caption: text encoders read no more than a few sentences. */
const DESCRIPTION_LENGTH = 2_000;
const SUMMARY_LENGTH = 300;
/** Values kept of what every variant has its own of: metadata is bounded. */
const MAX_VALUES = 100;

/** A row and the line it starts on. */
export interface ProductRow extends Row {
  readonly line: number;
}

/** A picture of a product. */
export interface ProductPicture {
  readonly line: number;
  /** A path or an address. */
  readonly image: string;
  readonly alt: string;
}

/** What a product's rows say of it as a whole. */
export interface ProductFacts {
  /** Title, and the beginning of the description: what a picture of it shows, in words. */
  readonly captions: readonly string[];
  readonly metadata: Metadata;
}

/** The pictures of a product, each once: those of its gallery in the order of their positions, then those only a variant has. */
export function picturesOf(rows: readonly ProductRow[]): ProductPicture[] {
  const pictures = new Map<string, ProductPicture>();
  const place = ({ position }: ProductRow) => (/^\d+$/.test(position) ? Number(position) : Infinity);
  const inOrder = rows
    .filter(({ image }) => image !== '')
    .sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)));
  for (const { image, alt, line } of inOrder) {
    if (image !== '' && !pictures.has(image)) pictures.set(image, { line, image, alt });
  }
  for (const { variantImage: image, line } of rows) {
    if (image !== '' && !pictures.has(image)) pictures.set(image, { line, image, alt: '' });
  }
  return [...pictures.values()];
}

/** Facts of a product; what its first row leaves open, a later one may say. @param notes - hears of prices that cannot be read */
export function factsOf(rows: readonly ProductRow[], notes: string[]): ProductFacts {
  const said = (column: keyof Row) => rows.find((row) => row[column] !== '')?.[column] ?? '';
  const title = said('title');
  const description = plainText(said('body'));
  const prices = rows.flatMap(({ price, line }) => {
    const value = price === '' ? undefined : parsePrice(price);
    if (price !== '' && value === undefined)
      note(notes, `line ${line}: the price "${price.slice(0, 40)}" cannot be read.`);
    return value ?? [];
  });
  const published = said('published').toLowerCase();
  const metadata: Record<string, Json> = {
    handle: said('handle'),
    ...text('title', title),
    ...text('vendor', said('vendor')),
    ...text('category', said('category')),
    ...text('type', said('type')),
    ...text('status', said('status')),
    ...texts('tags', said('tags').split(',')),
    ...(published === 'true' || published === 'false' ? { published: published === 'true' } : {}),
    ...(prices.length === 0 ? {} : { price: Math.min(...prices), priceMax: Math.max(...prices) }),
    ...texts(
      'sku',
      rows.map(({ sku }) => sku),
    ),
    ...optionsOf(rows),
    ...text('description', beginning(description, DESCRIPTION_LENGTH)),
  };
  return {
    captions: [title, beginning(description, SUMMARY_LENGTH)].filter((caption) => caption !== ''),
    metadata,
  };
}

/** The values of each option, such as every color; a product without options has one that says so. */
function optionsOf(rows: readonly ProductRow[]): Record<string, Json> {
  const options: Record<string, Json> = {};
  for (const n of [1, 2, 3] as const) {
    const name = rows.find((row) => row[`option${n}Name`] !== '')?.[`option${n}Name`];
    const values = rows.map((row) => row[`option${n}Value`]);
    if (name !== undefined && !values.includes('Default Title')) Object.assign(options, texts(name, values));
  }
  return Object.keys(options).length === 0 ? {} : { options };
}

function text(name: string, value: string): Record<string, Json> {
  return value === '' ? {} : { [name]: value };
}

function texts(name: string, values: readonly string[]): Record<string, Json> {
  const unique = [...new Set(values.map((value) => value.trim()).filter((value) => value !== ''))];
  return unique.length === 0 ? {} : { [name]: unique.slice(0, MAX_VALUES) };
}
