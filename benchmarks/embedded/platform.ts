import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { dirname, basename } from 'node:path';
import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Standalone } from '../../test/support/standalone.ts';
import { post } from '../support/post.ts';

const unseen = fileURLToPath(new URL('../../apps/cli/bin/unseen.mjs', import.meta.url));

/** What a search asks besides its text. */
export type SearchOptions = Readonly<Record<string, unknown>>;

/** The embedded platform as `npm start` runs it, with one collection of pictures. */
export class BenchPlatform {
  static readonly collection = 'pictures';
  readonly #platform: Standalone;
  readonly #pictures: string;
  readonly #connections = new Agent({ keepAlive: true });
  /** Searches answered so far. */
  searches = 0;

  private constructor(platform: Standalone, pictures: string) {
    this.#platform = platform;
    this.#pictures = pictures;
  }

  /** Starts an empty one. @param pictures - folder that {@link load} reads */
  static async start(pictures: string): Promise<BenchPlatform> {
    const environment = { UNSEEN_IMPORT_ROOT: dirname(pictures), UNSEEN_LOG_LEVEL: 'info' };
    return new BenchPlatform(await Standalone.startFromNothing(environment), pictures);
  }

  get pid(): number {
    return this.#platform.pid;
  }

  /** Loads the folder by a job. @returns pictures a second, the job's own count of them */
  async load(): Promise<{ pictures: number; perSecond: number }> {
    const started = performance.now();
    const { id } = await this.#platform.json(202, 'POST', '/v1/jobs', {
      collection: BenchPlatform.collection,
      source: { type: 'folder', path: basename(this.#pictures) },
    });
    for (;;) {
      await sleep(100);
      const job = await this.#platform.json(200, 'GET', `/v1/jobs/${id}`);
      if (job.state === 'failed') throw new Error(JSON.stringify(job));
      if (job.state !== 'completed') continue;
      return { pictures: job.done, perSecond: (1_000 * job.done) / (performance.now() - started) };
    }
  }

  /** Milliseconds of one search. */
  async search(text: string, options: SearchOptions): Promise<number> {
    const started = performance.now();
    const query = { collection: BenchPlatform.collection, text, limit: 20, candidates: 100, ...options };
    await post(this.#connections, `${this.#platform.url}/v1/search`, query);
    this.searches++;
    return performance.now() - started;
  }

  /** Milliseconds until a class that is added classifies. */
  async addClass(name: string): Promise<number> {
    const started = performance.now();
    await this.#platform.json(201, 'POST', '/v1/classes', { name, seen: false });
    const { classes } = await this.#platform.json(200, 'POST', '/v1/classify', {
      text: name,
      collection: BenchPlatform.collection,
    });
    if (!classes.some((each: { name: string }) => each.name === name))
      throw new Error(`${name} does not classify.`);
    return performance.now() - started;
  }

  /** Milliseconds of a search by the command line, from nothing to its end. */
  async commandLine(text: string): Promise<number> {
    const started = performance.now();
    const args = ['search', text, '-c', BenchPlatform.collection, '--url', this.#platform.url, '--json'];
    const child = spawn(process.execPath, [unseen, ...args], { stdio: 'ignore' });
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`unseen search ended with ${code}.`);
    return performance.now() - started;
  }

  /** Ends it and starts it again on its data. @returns milliseconds of the start */
  async restart(): Promise<number> {
    await this.#platform.stop();
    const started = performance.now();
    await this.#platform.boot();
    return performance.now() - started;
  }

  async dispose(): Promise<void> {
    this.#connections.destroy();
    await this.#platform.dispose();
  }
}
