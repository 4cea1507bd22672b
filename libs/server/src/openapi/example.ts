/** A schema of OpenAPI 3.0, as far as examples need it. */
export interface Schema {
  $ref?: string;
  type?: string;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  required?: string[];
  items?: Schema;
  allOf?: Schema[];
  oneOf?: Schema[];
  enum?: unknown[];
  example?: unknown;
  default?: unknown;
  minimum?: number;
  nullable?: boolean;
}

export type Schemas = Record<string, Schema>;

/** Objects inside objects, at most: enough to see the shape of an answer. */
const MOST_LEVELS = 6;

const BY_FORMAT: Readonly<Record<string, unknown>> = {
  'date-time': '2027-01-31T12:00:00.000Z',
  uuid: '3f0c1f3e-6f0f-4a55-9d9a-0f6f0f6f0f6f',
  byte: 'iVBORw0KGgo=',
};

/** An example of a schema, put together from the examples of its properties. */
export function exampleOf(schema: Schema, schemas: Schemas, level = 0): unknown {
  const { $ref, allOf, oneOf, properties, items, required = [] } = schema;
  if (schema.example !== undefined) return schema.example;
  if ($ref !== undefined) return exampleOf(schemas[$ref.slice($ref.lastIndexOf('/') + 1)]!, schemas, level);
  if (allOf?.[0] !== undefined) return exampleOf(allOf[0], schemas, level);
  if (schema.default !== undefined) return schema.default;
  if (schema.enum !== undefined) return schema.enum[0];
  if (oneOf?.[0] !== undefined) return exampleOf(oneOf[0], schemas, level);
  if (properties !== undefined) {
    const shown = Object.entries(properties).filter(
      ([name, property]) => required.includes(name) || (level < 2 && property.example !== undefined),
    );
    return Object.fromEntries(
      shown.map(([name, property]) => [name, exampleOf(property, schemas, level + 1)]),
    );
  }
  if (items !== undefined) return level < MOST_LEVELS ? [exampleOf(items, schemas, level + 1)] : [];
  if (typeof schema.additionalProperties === 'object') {
    return { name: exampleOf(schema.additionalProperties, schemas, level + 1) };
  }
  return exampleOfType(schema);
}

function exampleOfType({ type, format = '', minimum = 1 }: Schema): unknown {
  switch (type) {
    case 'integer':
      return Math.max(minimum, 1);
    case 'number':
      return 0.5;
    case 'boolean':
      return true;
    case 'object':
      return {};
    default:
      return BY_FORMAT[format] ?? 'text';
  }
}
