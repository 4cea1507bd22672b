import { filterableFields, MODALITIES, type VectorPoint } from '@unseen/domain';
import { RecordBatch, Struct, Table, makeData } from 'apache-arrow';
import { rangesOf } from '../filter/ranges.ts';
import { tagsOf } from '../filter/tags.ts';
import { spaceSchema, type SpaceFacts } from '../space/space-schema.ts';
import { keywordText } from '../keywords/keyword-text.ts';
import { encodePayload } from './payload.ts';
import { encodeRecord } from './record.ts';
import { binaryColumn, textColumn, textListColumn, vectorColumn } from './columns.ts';

/** Points as one record batch with the columns of {@link spaceSchema}, in its order. */
export function pointTable(points: readonly VectorPoint[], facts: SpaceFacts): Table {
  const schema = spaceSchema(facts);
  const fields = points.map((point) => filterableFields(point));
  const children = [
    textColumn(points.map((point) => point.id)),
    textColumn(points.map((point) => point.itemId)),
    ...MODALITIES.map((modality) =>
      vectorColumn(
        points.map((point) => point.vectors[modality]),
        facts.dimensions,
      ),
    ),
    binaryColumn(points.map((point) => encodeRecord({ vector: point.vectors.image, block: point.regions }))),
    binaryColumn(points.map((point) => encodeRecord({ vector: point.vectors.caption, block: point.tokens }))),
    textColumn(points.map((point) => encodePayload(point.payload))),
    textColumn(points.map((point) => point.payload.contentHash)),
    textListColumn(fields.map(tagsOf)),
    textColumn(fields.map((values) => JSON.stringify(rangesOf(values.values)))),
    textColumn(points.map(keywordText)),
  ];
  const data = makeData({ type: new Struct(schema.fields), length: points.length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, data)]);
}
