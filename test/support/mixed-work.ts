import { setTimeout as sleep } from 'node:timers/promises';
import { itemForm } from './pictures.ts';
import type { Platform } from './platform.ts';

/** What of an item one may find: nothing, or these captions. */
type Content = string | undefined;

/** An item that one worker alone changes, one change after the other. */
interface Known {
  readonly id: string;
  /** As the last change that was acknowledged left it. */
  certain: Content;
  /** What changes that broke off since then may have made of it. */
  maybe: Content[];
}

/** What {@link MixedWork} may send. */
export interface MixedWorkOptions {
  readonly platform: Platform;
  /** Pictures that items show; the same one often in several. */
  readonly pictures: readonly Uint8Array<ArrayBuffer>[];
  /** Sources of bulk jobs, and how many items each makes. */
  readonly sources: readonly {
    readonly type: string;
    readonly path: string;
    readonly annotations?: string;
    readonly items: number;
  }[];
}

const WORKERS = 4;
const ITEMS_EACH = 6;
const COLLECTION = 'mixed';

/**
 * Clients that write, replace, change and delete items, start jobs, teach classes and take backups all at once while the platform is
 * killed under them. It remembers what was acknowledged.
 */
export class MixedWork {
  readonly #options: MixedWorkOptions;
  readonly #items: Known[][] = Array.from({ length: WORKERS }, (_, worker) =>
    Array.from({ length: ITEMS_EACH }, (__, n) => ({
      id: `w${worker}-${n}`,
      certain: undefined,
      maybe: [],
    })),
  );
  /** Jobs that were acknowledged. */
  readonly jobs: { readonly id: string; readonly collection: string; readonly items: number }[] = [];
  /** Names of classes that were acknowledged. */
  readonly classes: string[] = [];
  /** Answers that nothing explains. */
  readonly faults: string[] = [];
  acknowledged = 0;
  #serial = 0;
  #working = false;
  #workers: Promise<void>[] = [];

  constructor(options: MixedWorkOptions) {
    this.#options = options;
  }

  /** Sets the clients to work until {@link pause}. */
  resume(): void {
    this.#working = true;
    this.#workers = [
      ...this.#items.map((items) => this.#repeat(() => this.#change(items))),
      this.#repeat(() => this.#other()),
    ];
  }

  /** Lets every client end what it is at: what the kill broke off has failed already. */
  async pause(): Promise<void> {
    this.#working = false;
    await Promise.all(this.#workers);
  }

  /** @returns what is not as it was acknowledged */
  async wrong(): Promise<string[]> {
    const wrong: string[] = [];
    for (const { id, certain, maybe } of this.#items.flat()) {
      const response = await this.#options.platform.send('GET', this.#path(id));
      const item = (await response.json()) as { captions?: string[] };
      const found = response.status === 404 ? undefined : (item.captions?.[0] ?? `status ${response.status}`);
      if (![certain, ...maybe].includes(found))
        wrong.push(`${id}: ${found}, not ${[certain, ...maybe].join(' or ')}`);
    }
    return wrong;
  }

  async #repeat(act: () => Promise<void>): Promise<void> {
    while (this.#working) {
      await act();
      await sleep(Math.random() * 40);
    }
  }

  async #change(items: readonly Known[]): Promise<void> {
    const { pictures } = this.#options;
    const item = items[Math.floor(Math.random() * items.length)]!;
    const caption = `thing ${(this.#serial += 1)}`;
    const kind = Math.random();
    const picture = pictures[this.#serial % pictures.length];
    const wanted = kind < 0.25 ? undefined : caption;
    const status =
      kind < 0.25
        ? await this.#send('DELETE', this.#path(item.id))
        : kind < 0.8 || item.certain === undefined
          ? await this.#send(
              'PUT',
              this.#path(item.id),
              itemForm({ caption }, kind < 0.65 ? picture : undefined),
            )
          : await this.#send('PATCH', this.#path(item.id), { caption });
    if (status === undefined) item.maybe.push(wanted);
    // What is not there can be neither changed nor deleted; and then it is known not to be there.
    else if (status === 404) Object.assign(item, { certain: undefined, maybe: [] });
    else if (status < 300) Object.assign(item, { certain: wanted, maybe: [] });
  }

  async #other(): Promise<void> {
    const { sources, pictures, platform } = this.#options;
    const serial = (this.#serial += 1);
    const kind = Math.random();
    if (kind < 0.5) {
      const { items, ...source } = sources[serial % sources.length]!;
      const collection = `job-${serial}`;
      const job = await this.#post('/v1/jobs', { collection, source });
      if (job !== undefined) this.jobs.push({ id: job.id, collection, items });
    } else if (kind < 0.8) {
      const name = `class ${serial}`;
      const image = Buffer.from(pictures[serial % pictures.length]!).toString('base64');
      if ((await this.#post('/v1/classes', { name, seen: false, pictures: [image] })) !== undefined)
        this.classes.push(name);
    } else {
      await platform
        .send('GET', '/v1/backup')
        .then((response) => response.arrayBuffer())
        .catch(() => undefined);
    }
    await sleep(300);
  }

  /** @returns the answer of what was acknowledged */
  async #post(path: string, body: unknown): Promise<{ id: string } | undefined> {
    try {
      const response = await this.#options.platform.send('POST', path, body);
      const text = await response.text();
      if (response.ok) return JSON.parse(text) as { id: string };
      // A platform that is starting or going may say so; all else was sent as it should be.
      if (response.status !== 503) this.faults.push(`POST ${path}: ${text}`);
      return undefined;
    } catch {
      return undefined;
    }
  }

  /** @returns the status; absent when nobody can say whether it was done */
  async #send(method: string, path: string, body?: unknown): Promise<number | undefined> {
    try {
      const response = await this.#options.platform.send(method, path, body);
      const text = await response.text();
      if (response.status === 500) this.faults.push(`${method} ${path}: ${text}`);
      if (response.ok) this.acknowledged += 1;
      return response.status >= 500 ? undefined : response.status;
    } catch {
      return undefined;
    }
  }

  #path(id: string): string {
    return `/v1/items/${id}?collection=${COLLECTION}`;
  }
}
