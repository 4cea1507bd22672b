import { AppError, MODALITIES, type VectorSpaceKey } from '@unseen/domain';
import { Binary, Field, FixedSizeList, Float32, List, Schema, Utf8 } from 'apache-arrow';

/** Name under which the schema keeps the {@link SpaceFacts}. */
const FACTS = 'unseen.space';

/** Column of the words that keyword search looks into; absent in tables of earlier versions until they are opened. */
export const KEYWORDS = 'keywords';

/** What a table says of itself. */
export interface SpaceFacts extends VectorSpaceKey {
  /** Layout of the columns. */
  readonly format: 1;
  /** D of its vectors. */
  readonly dimensions: number;
}

/**
 * Columns of a space. Vectors and records (a vector with its block, see `write/record.ts`) are null where an item
 * lacks them; neither flat search nor an index returns a null vector. `tags` and `ranges` are what filters read (see `filter/`); `payload` is what hits show.
 * `ranges` is JSON text on the way in; the store keeps it in its binary form.
 */
export function spaceSchema(facts: SpaceFacts): Schema {
  const json = new Map([['ARROW:extension:name', 'arrow.json']]);
  return new Schema(
    [
      new Field('id', new Utf8(), false),
      new Field('item_id', new Utf8(), false),
      ...MODALITIES.map((modality) => new Field(modality, vectorType(facts.dimensions), true)),
      new Field('image_record', new Binary(), true),
      new Field('caption_record', new Binary(), true),
      new Field('payload', new Utf8(), false),
      new Field('content_hash', new Utf8(), false),
      new Field('tags', tagsType(), false),
      new Field('ranges', new Utf8(), false, json),
      new Field(KEYWORDS, new Utf8(), true),
    ],
    new Map([[FACTS, JSON.stringify(facts)]]),
  );
}

/** Type of a vector column. */
export function vectorType(dimensions: number): FixedSizeList<Float32> {
  return new FixedSizeList(dimensions, new Field('item', new Float32(), true));
}

/** Type of the `tags` column. */
export function tagsType(): List<Utf8> {
  return new List(new Field('item', new Utf8(), true));
}

/**
 * Reads what a table says of itself.
 * @throws AppError `vector_store_unavailable` when the table is not one of ours or has another layout
 */
export function readFacts(schema: Schema): SpaceFacts {
  const text = schema.metadata.get(FACTS);
  const facts = text === undefined ? undefined : (JSON.parse(text) as SpaceFacts);
  if (facts?.format !== 1) {
    throw new AppError(
      'vector_store_unavailable',
      'A table of the vector store has a layout this version does not know.',
    );
  }
  return facts;
}
