import type { ApiDocument, Route, Schema } from './document.ts';

/** A request with one thing in it that no rule foresees. */
export interface Probe {
  readonly route: Route;
  /** Where the value stands, for messages. */
  readonly at: string;
  readonly value: string;
  readonly path: string;
  readonly body?: string | FormData;
}

/** JSON values, as text: some are no values JavaScript could write. */
const JSON_VALUES: readonly string[] = [
  'null',
  'true',
  '5',
  '"text"',
  '[]',
  '{}',
  '[{}]',
  '""',
  '"a\\u0000b"',
  '"\\ud800"',
  '["\\udc00"]',
  '"__proto__"',
  '"constructor"',
  '{"__proto__":{"a":1}}',
  '{"constructor":{"prototype":{"a":1}},"toJSON":1,"then":{"eq":1}}',
  JSON.stringify('x'.repeat(100_000)),
  '-1',
  '0',
  '1.5',
  '9007199254740993',
  '-9223372036854775808',
  '1e400',
  '4294967296',
];

/** Texts of an address, encoded. */
const TEXT_VALUES: readonly string[] = [
  '',
  'null',
  'true',
  'abc',
  '%00',
  'a%00b',
  '%ED%A0%80',
  '%FF',
  '__proto__',
  'constructor',
  '..',
  '%5B%5D',
  '%7B%22a%22%3A',
  '%7B%22constructor%22%3A1%7D',
  'x'.repeat(2_000),
  '-1',
  '0',
  '1.5',
  '9007199254740993',
  '1e400',
  'NaN',
];

const FIELD_NAMES = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toJSON', 'then', 'a\0b', ''];

/** What stands in a body besides the value tried: enough that the rest of the request is in order. */
export type Bases = (route: Route) => {
  path: Readonly<Record<string, string>>;
  body: Readonly<Record<string, unknown>>;
};

/** Every route with every value in every property, parameter and place of its path. */
export function probesOf(document: ApiDocument, bases: Bases): Probe[] {
  return document.routes().flatMap((route) => {
    const { path: names, body } = bases(route);
    const { parameters = [], requestBody } = route.operation;
    const at = (replace: Record<string, string> = {}) =>
      route.path.replace(
        /\{(\w+)\}/g,
        (_all, name: string) => replace[name] ?? encodeURIComponent(names[name] ?? 'seed'),
      );
    const query = parameters.filter((each) => each.in === 'query');
    const needed = query
      .filter((each) => each.required)
      .map(({ name, schema }) => `${name}=${textOf(schema)}`);
    const address = needed.length > 0 ? `${at()}?${needed.join('&')}` : at();
    const content = requestBody?.content ?? {};
    const json = content['application/json']?.schema;
    const whole = json && bodyOf(document, json, body);
    const text = whole && JSON.stringify(whole);
    return [
      ...parameters
        .filter((each) => each.in === 'path')
        .flatMap(({ name }) =>
          TEXT_VALUES.filter((value) => value !== '' && value !== '..').map((value) => ({
            route,
            at: `path ${name}`,
            value,
            path: at({ [name]: value }),
            body: text,
          })),
        ),
      ...query.flatMap(({ name }) =>
        [...TEXT_VALUES, `1&${name}=2`].map((value) => {
          const others = needed.filter((each) => !each.startsWith(`${name}=`));
          const path = `${at()}?${[...others, `${name}=${value}`].join('&')}`;
          return { route, at: `query ${name}`, value, path, body: text };
        }),
      ),
      ...(json && whole
        ? bodyProbes(document, json, whole).map((probe) => ({ ...probe, route, path: address }))
        : []),
      ...(content['multipart/form-data']?.schema
        ? formProbes(document, content['multipart/form-data'].schema, body).map((probe) => ({
            ...probe,
            route,
            path: address,
          }))
        : []),
    ];
  });
}

interface BodyProbe {
  readonly at: string;
  readonly value: string;
  readonly body: string | FormData;
}

function bodyProbes(document: ApiDocument, schema: Schema, whole: object): BodyProbe[] {
  const alone = JSON_VALUES.map((value) => ({ at: 'body', value, body: value }));
  const inside = placesOf(document, schema, []).flatMap((place) =>
    JSON_VALUES.map((value) => ({
      at: `body ${place.join('.')}`,
      value,
      body: JSON.stringify(withValue(whole, place)).replace(`"${MARK}"`, () => value),
    })),
  );
  const unknown = FIELD_NAMES.map((name) => ({
    at: 'body, unknown field',
    value: name,
    body: JSON.stringify(whole).replace(
      '{',
      () => `{${JSON.stringify(name)}:1${Object.keys(whole).length > 0 ? ',' : ''}`,
    ),
  }));
  return [...alone, ...inside, ...unknown];
}

function formProbes(
  document: ApiDocument,
  schema: Schema,
  base: Readonly<Record<string, unknown>>,
): BodyProbe[] {
  const names = Object.keys(document.resolve(schema).properties ?? {});
  return [...names, ...FIELD_NAMES.slice(0, 6)].flatMap((name) =>
    JSON_VALUES.flatMap((json) =>
      ['', 'application/json'].map((type) => {
        const form = new FormData();
        for (const [key, value] of Object.entries(base)) if (key !== name) form.set(key, String(value));
        const text = json.startsWith('"') && type === '' ? (JSON.parse(json) as string) : json;
        form.set(name, type === '' ? text.toWellFormed() : new Blob([text], { type }));
        return { at: `form ${name} ${type}`, value: json, body: form };
      }),
    ),
  );
}

/** Paths of all properties of a body, objects inside included. */
function placesOf(document: ApiDocument, schema: Schema, before: readonly string[]): string[][] {
  const { properties = {} } = document.resolve(schema);
  return Object.entries(properties).flatMap(([name, of]) => [
    [...before, name],
    ...(before.length < 3 ? placesOf(document, of, [...before, name]) : []),
  ]);
}

const MARK = '@@value@@';

function withValue(whole: object, [name, ...rest]: readonly string[]): object {
  const inside = (whole as Record<string, unknown>)[name!];
  const value =
    rest.length === 0 ? MARK : withValue(typeof inside === 'object' && inside ? inside : {}, rest);
  return { ...whole, [name!]: value };
}

/** A body with what is required, from the examples of the document. */
function bodyOf(document: ApiDocument, schema: Schema, base: Readonly<Record<string, unknown>>): object {
  const { properties = {}, required = [] } = document.resolve(schema);
  const own = required.map((name) => [name, valueOf(document, properties[name]!)] as const);
  return { ...Object.fromEntries(own), ...base };
}

function valueOf(document: ApiDocument, schema: Schema): unknown {
  const { type, example, enum: words, properties, items } = document.resolve(schema);
  if (schema.example !== undefined) return schema.example;
  if (example !== undefined) return example;
  if (words !== undefined) return words[0];
  if (properties !== undefined) return bodyOf(document, schema, {});
  if (items !== undefined) return [valueOf(document, items)];
  return type === 'boolean'
    ? true
    : type === 'integer' || type === 'number'
      ? 1
      : type === 'object'
        ? {}
        : 'text';
}

function textOf({ example = '1' }: Schema): string {
  return encodeURIComponent(typeof example === 'string' ? example : JSON.stringify(example));
}
