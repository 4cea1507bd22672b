/** What of a schema becomes a type. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly nullable?: boolean;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean | Schema;
  readonly required?: readonly string[];
  readonly description?: string;
}

const HEADER = `# Written by \`npm run reference\` from the OpenAPI document; \`npm run check\` holds it to the routes.
"""Requests and answers of the Unseen API, as typed dictionaries."""

from __future__ import annotations

from typing import Any, Literal, NotRequired, TypedDict
`;

/** Words that cannot name a field of a Python class. */
export const KEYWORDS = new Set(
  `False None True and as assert async await break class continue def del elif else except finally for from global if
  import in is lambda nonlocal not or pass raise return try while with yield`.split(/\s+/),
);

/** The types of the Python client: a \`TypedDict\` per schema. @param document - the OpenAPI document */
export function renderPython(document: object): string {
  const { components } = document as { components: { schemas: Readonly<Record<string, Schema>> } };
  const schemas = Object.entries(components.schemas).sort(([a], [b]) => (a < b ? -1 : 1));
  const types = schemas.map(([name, schema]) => typeOfSchema(name, schema));
  return `${[HEADER, ...types].join('\n\n')}`;
}

function typeOfSchema(name: string, schema: Schema): string {
  if (schema.properties === undefined) return `${name} = ${JSON.stringify(pythonType(schema))}\n`;
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties).sort(([a], [b]) => (a < b ? -1 : 1));
  const typed = fields.map(([field, inside]) => {
    return { field, note: noteOf(inside), type: pythonType(inside), wrap: wrapper(required.has(field)) };
  });
  if (typed.every(({ field }) => /^[A-Za-z_]\w*$/.test(field) && !KEYWORDS.has(field))) {
    const lines = typed.flatMap(({ field, note, type, wrap }) => [...note, `    ${field}: ${wrap(type)}`]);
    return [`class ${name}(TypedDict):`, ...(lines.length === 0 ? ['    pass'] : lines), ''].join('\n');
  }
  // Such a dictionary is made by a call, whose types are looked at when the module is read: before the others are there.
  const lines = typed.flatMap(({ field, note, type, wrap }) => [
    ...note.map((line) => `    ${line}`),
    `        ${JSON.stringify(field)}: ${wrap(quoted(type))},`,
  ]);
  return [`${name} = TypedDict(`, `    ${JSON.stringify(name)},`, '    {', ...lines, '    },', ')', ''].join(
    '\n',
  );
}

function wrapper(required: boolean): (type: string) => string {
  return required ? (type) => type : (type) => `NotRequired[${type}]`;
}

function noteOf({ description }: Schema): string[] {
  return description === undefined ? [] : [`    # ${description.replace(/\s+/g, ' ').trim()}`];
}

/** A schema as a Python type; other schemas by their names. */
export function pythonType(schema: Schema): string {
  const type = plainTypeOf(schema);
  return schema.nullable === true && !/\bNone\b/.test(type) ? `${type} | None` : type;
}

function plainTypeOf({
  $ref,
  enum: values,
  oneOf,
  anyOf,
  allOf,
  type,
  items,
  additionalProperties,
}: Schema): string {
  if ($ref !== undefined) return $ref.slice($ref.lastIndexOf('/') + 1);
  if (values !== undefined) return literals(values);
  const union = oneOf ?? anyOf ?? (allOf?.length === 1 ? allOf : undefined);
  if (union !== undefined) return [...new Set(union.map(pythonType))].join(' | ');
  if (type !== undefined && typeof type !== 'string')
    return [...new Set(type.map((one) => plainTypeOf({ type: one, items, additionalProperties })))].join(
      ' | ',
    );
  switch (type) {
    case 'string':
      return 'str';
    case 'integer':
      return 'int';
    case 'number':
      return 'float';
    case 'boolean':
      return 'bool';
    case 'null':
      return 'None';
    case 'array':
      return `list[${items === undefined ? 'Any' : pythonType(items)}]`;
    case 'object':
      return `dict[str, ${typeof additionalProperties === 'object' ? pythonType(additionalProperties) : 'Any'}]`;
    default:
      return 'Any';
  }
}

/** A type as a Python string; none of ours holds a single quote. */
function quoted(type: string): string {
  return `'${type}'`;
}

function literals(values: readonly unknown[]): string {
  const named = values.map((value) =>
    value === null ? 'None' : typeof value === 'boolean' ? (value ? 'True' : 'False') : JSON.stringify(value),
  );
  return `Literal[${named.join(', ')}]`;
}
