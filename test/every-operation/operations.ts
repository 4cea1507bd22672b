import { openApiDocument } from '../../scripts/reference/openapi-document.ts';

/** An operation of the API. */
interface Operation {
  readonly id: string;
  readonly method: string;
  /** Matches the paths it answers. */
  readonly path: RegExp;
  readonly parameters: number;
}

/** The operations of the OpenAPI document, so that what a client has sent can be told by their names. */
export class Operations {
  readonly #all: readonly Operation[];

  private constructor(all: readonly Operation[]) {
    this.#all = all;
  }

  static async load(): Promise<Operations> {
    const { paths } = (await openApiDocument()) as unknown as {
      paths: Readonly<Record<string, Readonly<Record<string, { readonly operationId: string }>>>>;
    };
    return new Operations(
      Object.entries(paths)
        .flatMap(([path, methods]) =>
          Object.entries(methods).map(([method, { operationId }]) => ({
            id: operationId,
            method: method.toUpperCase(),
            path: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{\w+\}/g, '[^/]+')}$`),
            parameters: path.split('{').length,
          })),
        )
        // `/v1/items/count` is no item called count.
        .sort((a, b) => a.parameters - b.parameters),
    );
  }

  get ids(): string[] {
    return this.#all.map(({ id }) => id).sort();
  }

  /** The name of the operation a request is for; undefined for what is not described, such as `/metrics`. */
  idOf(method: string, url: string): string | undefined {
    const { pathname } = new URL(url);
    return this.#all.find((each) => each.method === method && each.path.test(pathname))?.id;
  }
}

/** Writes down which operations succeed while something runs: requests go through `globalThis.fetch`, as those of the clients do. */
export class Recorder {
  readonly done = new Set<string>();
  readonly refused = new Set<string>();
  readonly #fetch = globalThis.fetch;

  constructor(operations: Operations) {
    globalThis.fetch = async (input, init) => {
      const response = await this.#fetch(input, init);
      const request = input instanceof Request ? input : new Request(input, init);
      const id = operations.idOf(request.method, request.url);
      if (id !== undefined) (response.ok ? this.done : this.refused).add(id);
      return response;
    };
  }

  stop(): void {
    globalThis.fetch = this.#fetch;
  }
}
