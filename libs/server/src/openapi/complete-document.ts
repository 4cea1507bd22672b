import type { OpenAPIObject } from '@nestjs/swagger';
import { exampleOf, type Schema, type Schemas } from './example.ts';

const FORM = 'multipart/form-data';
const JSON_TYPE = 'application/json';

interface Media {
  schema?: Schema;
  example?: unknown;
}

interface Operation {
  summary?: string;
  description?: string;
  tags?: string[];
  requestBody?: { content: Record<string, Media> };
  responses: Record<string, { content?: Record<string, Media> }>;
}

/**
 * Adds to a document what follows from what it says: the schema of a form beside that of its JSON, with the picture as a file;
 * examples of bodies and answers, from those of the fields; no tags without routes.
 */
export function completeDocument(document: OpenAPIObject): OpenAPIObject {
  const schemas = document.components!.schemas as unknown as Schemas;
  const operations = Object.values(document.paths).flatMap(
    (path) => Object.values(path) as unknown as Operation[],
  );
  for (const { requestBody } of operations) {
    if (requestBody === undefined) continue;
    requestBody.content = formApart(requestBody.content, schemas);
    // A table is text, whatever the JSON beside it looks like.
    const table = requestBody.content['text/csv'];
    if (table !== undefined)
      table.schema = { type: 'string', description: 'A table with a line of column names' };
  }
  for (const { requestBody, responses } of operations) {
    for (const { content } of [requestBody, ...Object.values(responses)].filter(
      (each) => each !== undefined,
    )) {
      if (content !== undefined) addExamples(content, schemas);
    }
  }
  for (const operation of operations) operation.description ??= `${operation.summary}.`;
  const used = new Set(operations.flatMap(({ tags = [] }) => tags));
  document.tags = document.tags?.filter(({ name }) => used.has(name));
  return document;
}

/** JSON first: generators that know one body take the first. */
function formApart(content: Record<string, Media>, schemas: Schemas): Record<string, Media> {
  const { [FORM]: form, [JSON_TYPE]: json, ...others } = content;
  const reference = form?.schema?.$ref;
  if (form === undefined || reference === undefined || json === undefined) return content;
  const name = reference.slice(reference.lastIndexOf('/') + 1);
  const own = `${name}Form`;
  schemas[own] ??= asForm(schemas[name]!);
  return { [JSON_TYPE]: json, [FORM]: { schema: { $ref: `#/components/schemas/${own}` } }, ...others };
}

function asForm(schema: Schema): Schema {
  const { image, ...properties } = schema.properties ?? {};
  if (image === undefined) return schema;
  const file: Schema = { type: 'string', format: 'binary', description: 'The picture, as a file' };
  return { ...schema, properties: { image: file, ...properties } };
}

function addExamples(content: Record<string, Media>, schemas: Schemas): void {
  for (const [type, media] of Object.entries(content)) {
    if (media.schema !== undefined && media.example === undefined && type.endsWith('json')) {
      media.example = exampleOf(media.schema, schemas);
    }
  }
}
