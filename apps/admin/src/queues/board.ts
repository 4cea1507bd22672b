import { createBullBoard } from '@bull-board/api';
import { BullAdapter } from '@bull-board/api/bullAdapter';
import type {
  AppControllerRoute,
  AppViewRoute,
  BullBoardQueues,
  IServerAdapter,
  UIConfig,
} from '@bull-board/api/typings/app';
import type { BullQueues } from '@unseen/queue';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

type Query = Record<string, unknown>;

/** What the page asked for, answered. */
export interface BoardAnswer {
  readonly status: number;
  readonly body: unknown;
}

/**
 * Bull Board without a web server of its own: Nest's routes, and with them its guard, stand in front of everything. It only
 * reads: jobs are steered by their own routes, and what is taken from a queue here would come back from the ledger.
 */
export class Board implements IServerAdapter {
  /** Folder of its files; the page names them as `static/...`. */
  folder = '';
  readonly #basePath: string;
  readonly #bull: BullQueues;
  #queues: BullBoardQueues = new Map();
  #config: UIConfig = {};
  #reads: AppControllerRoute[] = [];
  #entry!: AppViewRoute;

  /** @param basePath - where the page is, such as `/queues` */
  constructor(bull: BullQueues, basePath: string) {
    this.#bull = bull;
    this.#basePath = basePath;
    createBullBoard({
      queues: bull.queues.map((queue) => new BullAdapter(queue, { readOnlyMode: true })),
      serverAdapter: this,
      options: { uiConfig: { boardTitle: 'Unseen: queues', hideDocsLink: true } },
    });
  }

  /** The page; which part of it an address shows is its own business. */
  async page(): Promise<string> {
    const { name, params } = this.#entry.handler({ basePath: this.#basePath, uiConfig: this.#config });
    const values = params as Readonly<Record<string, string>>;
    const template = await readFile(join(this.folder, name), 'utf8');
    return (
      template
        .replaceAll(/<%[-=]\s*(\w+)\s*%>/g, (_, value: string) => values[value] ?? '')
        // Nothing is fetched from elsewhere.
        .replaceAll(/<link[^>]*https?:[^>]*>/g, '')
    );
  }

  /**
   * Answers what the page asks for.
   *
   * @param path - below the page, as in the request: `/api/queues`
   * @returns undefined where there is no such address
   * @throws AppError `queue_unavailable`
   */
  async answer(path: string, query: Query): Promise<BoardAnswer | undefined> {
    const parts = path.split('/');
    for (const read of this.#reads) {
      const params = [read.route]
        .flat()
        .map((pattern) => match(pattern.split('/'), parts))
        .find(Boolean);
      if (params === undefined) continue;
      const request = { queues: this.#queues, uiConfig: this.#config, params, query, body: {}, headers: {} };
      const { status = 200, body } = await this.#bull.ask(Promise.resolve(read.handler(request)));
      return { status, body };
    }
    return undefined;
  }

  close(): void {
    this.#bull.close();
  }

  // What Bull Board tells the server it is put into.

  setQueues(queues: BullBoardQueues): this {
    this.#queues = queues;
    return this;
  }
  setViewsPath(path: string): this {
    this.folder = path;
    return this;
  }
  setUIConfig(config: UIConfig): this {
    this.#config = config;
    return this;
  }
  setApiRoutes(routes: AppControllerRoute[]): this {
    this.#reads = routes.filter(({ method }) => [method].flat().every((name) => name === 'get'));
    return this;
  }
  setStaticPath(): this {
    return this;
  }
  setEntryRoute(route: AppViewRoute): this {
    this.#entry = route;
    return this;
  }
  setErrorHandler(): this {
    return this;
  }
}

/** The parameters of a path, where it has the form of the pattern: `:name` stands for one part. */
function match(pattern: readonly string[], parts: readonly string[]): Record<string, string> | undefined {
  if (pattern.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [at, expected] of pattern.entries()) {
    const part = parts[at] ?? '';
    if (expected.startsWith(':')) params[expected.slice(1)] = decodeURIComponent(part);
    else if (expected !== part) return undefined;
  }
  return params;
}
