import { MODALITIES, type VectorPoint } from '@unseen/contracts';
import { Field, RecordBatch, Schema, Struct, Table, Utf8, makeData, type Data } from 'apache-arrow';
import { fieldValues } from '../filter/field-values.ts';
import { rangesOf } from '../filter/ranges.ts';
import { tagsOf } from '../filter/tags.ts';
import { spaceSchema, type SpaceFacts } from '../space/space-schema.ts';
import { textColumn, textListColumn, vectorColumn } from './columns.ts';

/**
 * Points as one record batch with the columns of {@link spaceSchema}, in its order.
 * @param places - where the record of each point lies
 */
export function pointTable(
  points: readonly VectorPoint[],
  places: readonly string[],
  facts: SpaceFacts,
): Table {
  const schema = spaceSchema(facts);
  const fields = points.map((point) => fieldValues(point.payload.metadata));
  const children = [
    textColumn(points.map((point) => point.id)),
    textColumn(points.map((point) => point.itemId)),
    ...MODALITIES.map((modality) =>
      vectorColumn(
        points.map((point) => point.vectors[modality]),
        facts.dimensions,
      ),
    ),
    textColumn(places),
    textColumn(points.map((point) => point.payload.contentHash)),
    textListColumn(fields.map(tagsOf)),
    textColumn(fields.map((values) => JSON.stringify(rangesOf(values)))),
  ];
  return tableOf(schema, children);
}

/** New places for points that are there: merging it leaves every other column as it is. */
export function placeTable(ids: readonly string[], places: readonly string[]): Table {
  const schema = new Schema([new Field('id', new Utf8(), false), new Field('place', new Utf8(), false)]);
  return tableOf(schema, [textColumn(ids), textColumn(places)]);
}

function tableOf(schema: Schema, children: Data[]): Table {
  const length = children[0]!.length;
  const data = makeData({ type: new Struct(schema.fields), length, nullCount: 0, children });
  return new Table(schema, [new RecordBatch(schema, data)]);
}
