import { Ajv, type ValidateFunction } from 'ajv';

/** A schema of an OpenAPI document, as far as the tests look into it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly example?: unknown;
  readonly nullable?: boolean;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required?: boolean;
  readonly schema: Schema;
}

type Content = Readonly<Record<string, { readonly schema?: Schema }>>;

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: { readonly required?: boolean; readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** One route of the document. */
export interface Route {
  readonly path: string;
  readonly method: string;
  readonly operation: Operation;
}

/** The OpenAPI document a platform serves, and whether its answers are what it says. */
export class ApiDocument {
  readonly #schemas: Readonly<Record<string, Schema>>;
  readonly #paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly #ajv = new Ajv({ strict: false, validateFormats: false, allErrors: false });
  readonly #validators = new Map<Schema, ValidateFunction>();

  constructor(document: { paths: object; components: { schemas: object } }) {
    this.#schemas = document.components.schemas as Record<string, Schema>;
    this.#paths = document.paths as Record<string, Record<string, Operation>>;
    this.#ajv.addSchema({ $id: 'api', components: { schemas: closed(this.#schemas) } });
  }

  /** Every route. */
  routes(): Route[] {
    return Object.entries(this.#paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        path,
        method: method.toUpperCase(),
        operation,
      })),
    );
  }

  /** The schema behind a reference. */
  resolve(schema: Schema): Schema {
    if (schema.$ref !== undefined) return this.resolve(this.#schemas[schema.$ref.split('/').at(-1)!]!);
    return schema.allOf?.length === 1 ? this.resolve(schema.allOf[0]!) : schema;
  }

  /** What an answer has that the document does not say; nothing when the two agree. */
  problemOf({ operation }: Route, status: number, type: string | null, text: string): string | undefined {
    const own = operation.responses[status];
    const documented = own ?? (status >= 400 ? operation.responses.default : undefined);
    if (documented === undefined) return `status ${status} is not documented`;
    const media = type?.split(';')[0]?.trim() ?? '';
    if (documented.content === undefined) return text === '' ? undefined : `status ${status} has a body`;
    const content = documented.content[media];
    if (content === undefined) return `content type "${media}" is not documented for ${status}`;
    if (content.schema === undefined || !/[/+]json$/.test(media)) return undefined;
    const validate = this.#validatorOf(content.schema);
    return validate(JSON.parse(text)) ? undefined : `${status}: ${this.#ajv.errorsText(validate.errors)}`;
  }

  #validatorOf(schema: Schema): ValidateFunction {
    let validate = this.#validators.get(schema);
    if (validate === undefined) {
      validate = this.#ajv.compile(closed(schema) as object);
      this.#validators.set(schema, validate);
    }
    return validate;
  }
}

/** OpenAPI 3.0 as JSON Schema, with objects that may hold what the document lists and nothing else. */
function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const out = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (typeof out.$ref === 'string') return { $ref: `api${out.$ref}` };
  if (out.type === 'object' && out.properties !== undefined && out.additionalProperties === undefined) {
    out.additionalProperties = false;
  }
  return out.nullable === true ? { anyOf: [{ ...out, nullable: undefined }, { type: 'null' }] } : out;
}
