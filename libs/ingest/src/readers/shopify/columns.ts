import { AppError } from '@unseen/domain';

/** What is read of a row, by the names its column has had in exports, lower case. */
const NAMES = {
  handle: ['handle', 'url handle'],
  title: ['title'],
  body: ['body (html)', 'body html', 'description'],
  vendor: ['vendor'],
  category: ['product category', 'category'],
  type: ['type'],
  tags: ['tags'],
  published: ['published', 'published on online store'],
  status: ['status'],
  image: ['image src', 'product image url'],
  position: ['image position'],
  alt: ['image alt text'],
  sku: ['variant sku', 'sku'],
  price: ['variant price', 'price'],
  variantImage: ['variant image', 'variant image url'],
  option1Name: ['option1 name'],
  option1Value: ['option1 value'],
  option2Name: ['option2 name'],
  option2Value: ['option2 value'],
  option3Name: ['option3 name'],
  option3Value: ['option3 value'],
} as const;

/** A column that is read. */
export type Column = keyof typeof NAMES;

/** The cells of a row that are read; absent columns are empty. */
export type Row = Readonly<Record<Column, string>>;

/** Where the columns of a table are. */
export interface Columns {
  readonly width: number;
  /** The cells of a row of that width. */
  row(fields: readonly string[]): Row;
}

/**
 * Finds the columns in a header row.
 *
 * @throws AppError `source_invalid` when it is not that of a product export
 */
export function findColumns(header: readonly string[]): Columns {
  const names = header.map((name) => name.toLowerCase());
  const places = Object.entries(NAMES).map(([column, known]) => {
    return [column, names.findIndex((name) => (known as readonly string[]).includes(name))] as const;
  });
  const found = (column: Column) => places.some(([name, at]) => name === column && at !== -1);
  if (!found('handle') || !(found('title') || found('image'))) {
    throw new AppError(
      'source_invalid',
      'The header row is not that of a product export: it needs "Handle", and "Title" or "Image Src".',
    );
  }
  return {
    width: header.length,
    row: (fields) => Object.fromEntries(places.map(([name, at]) => [name, fields[at] ?? ''])) as Row,
  };
}
