import { KEYWORDS, pythonType, type Schema } from './render-python.ts';

/** What of an operation becomes a method. */
interface Operation {
  readonly operationId: string;
  readonly summary?: string;
  readonly description?: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required?: boolean;
  readonly schema?: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

/** What \`Unseen\` does by hand, because its answer is a stream without an end. */
const BY_HAND = new Set(['watchJob']);

const HEADER = `# Written by \`npm run reference\` from the OpenAPI document; \`npm run check\` holds it to the routes.
"""Every operation of the Unseen API as a typed method, for callers that wait and for callers that await."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, Literal, cast

from . import models
from .parts import Picture, if_match_header, json_or_table, segment, with_picture
`;

/** The operations of the Python client: a method each, plain and asynchronous. @param document - the OpenAPI document */
export function renderPythonOperations(document: object): string {
  const { paths } = document as { paths: Readonly<Record<string, Readonly<Record<string, Operation>>>> };
  const all = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  );
  const known = all
    .filter(({ operation }) => !BY_HAND.has(operation.operationId))
    .sort((a, b) => (a.operation.operationId < b.operation.operationId ? -1 : 1));
  const classOf = (name: string, note: string, call: string, isAsync: boolean) =>
    [
      `class ${name}:`,
      `    """${note}"""`,
      '',
      `    def __init__(self, call: ${call}) -> None:`,
      '        self._call = call',
      '',
      known
        .map(({ path, method, operation }) => methodOf(path, method, operation, isAsync).join('\n'))
        .join('\n\n'),
      '',
    ].join('\n');
  return [
    HEADER,
    classOf('Operations', 'Every operation, waited for.', 'Callable[..., Any]', false),
    classOf('AsyncOperations', 'Every operation, awaited.', 'Callable[..., Awaitable[Any]]', true),
  ].join('\n\n');
}

function methodOf(path: string, method: string, operation: Operation, isAsync: boolean): string[] {
  const { operationId, summary, description, parameters = [], requestBody, responses } = operation;
  const inside = (where: string) => parameters.filter((each) => each.in === where);
  const query = inside('query');
  const compares = inside('header').some(({ name }) => name === 'If-Match');
  const content = requestBody?.content;
  const takesPicture = content?.['multipart/form-data'] !== undefined;
  const takesTable = content?.['text/csv'] !== undefined;
  const body = content?.['application/json']?.schema;
  const positional = [
    ...inside('path').map(({ name, schema }) => `${name}: ${typed(schema)}`),
    ...(body ? [`body: ${typed(body)}${takesTable ? ' | str' : ''}`] : []),
  ];
  const named = [
    ...(takesPicture ? ['image: Picture | None = None'] : []),
    ...query.map(({ name, schema, required }) =>
      required === true
        ? `${snakeCase(name)}: ${typed(schema)}`
        : `${snakeCase(name)}: ${name === 'filter' ? 'dict[str, Any] | str | None' : optional(typed(schema))} = None`,
    ),
    ...(compares ? ['if_match: str | None = None'] : []),
  ];
  const answer = answerOf(responses);
  const given = [
    JSON.stringify(method),
    addressOf(path),
    ...(query.length > 0
      ? [`query={${query.map(({ name }) => `${JSON.stringify(name)}: ${snakeCase(name)}`).join(', ')}}`]
      : []),
    ...(takesPicture
      ? ['**with_picture(body, image)']
      : body
        ? [takesTable ? '**json_or_table(body)' : 'json=body']
        : []),
    ...(compares ? ['headers=if_match_header(if_match)'] : []),
  ];
  const call = `${isAsync ? 'await ' : ''}self._call(${given.join(', ')})`;
  const all = ['self', ...positional, ...(named.length > 0 ? ['*', ...named] : [])];
  return [
    `    ${isAsync ? 'async ' : ''}def ${snakeCase(operationId)}(${all.join(', ')}) -> ${answer}:`,
    `        """${sentence(summary ?? description ?? operationId)}"""`,
    answer === 'None' ? `        ${call}` : `        return cast(${quotedUnless(answer)}, ${call})`,
  ];
}

function answerOf(responses: Operation['responses']): string {
  const types = Object.entries(responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([, { content }]) => {
      const [kind, { schema } = {}] = Object.entries(content ?? {})[0] ?? [];
      if (kind === undefined) return 'None';
      const isJson = kind === 'application/json';
      return isJson && !content?.['text/csv'] ? typed(schema) : isJson ? `${typed(schema)} | bytes` : 'bytes';
    });
  return [...new Set(types)].join(' | ');
}

function addressOf(path: string): string {
  if (!path.includes('{')) return JSON.stringify(path);
  return `f"${path.replaceAll(/\{(\w+)\}/g, '{segment($1)}')}"`;
}

/** A type as this module names it: what is no Python type is one of the models. */
function typed(schema: Schema | undefined): string {
  return schema === undefined
    ? 'Any'
    : pythonType(schema).replaceAll(
        /\b(?!Any\b|None\b|Literal\b)([A-Z]\w+)\b(?=(?:[^"]*"[^"]*")*[^"]*$)/g,
        'models.$1',
      );
}

function optional(type: string): string {
  return /\bNone\b/.test(type) ? type : `${type} | None`;
}

/** A cast takes a type in quotes where it is a union, which is worked out only then. */
function quotedUnless(type: string): string {
  return /^[\w.]+$/.test(type) ? type : `'${type}'`;
}

function sentence(text: string): string {
  const one = text.replace(/\s+/g, ' ').trim().replaceAll('"""', "'''").replaceAll('\\', '\\\\');
  return one.endsWith('"') ? `${one} ` : one.endsWith('.') ? one : `${one}.`;
}

/** A name as Python writes it; one that is a word of the language ends with an underscore (PEP 8). */
function snakeCase(name: string): string {
  const snake = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return KEYWORDS.has(snake) ? `${snake}_` : snake;
}
