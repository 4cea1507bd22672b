import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Platform } from './platform.ts';
import { ServiceProcess } from './service-process.ts';

/** The platform as `npm start` runs it: one process on embedded engines. */
export class Standalone extends Platform {
  readonly #process: ServiceProcess;

  private constructor(dataDir: string, environment: Record<string, string>) {
    super(dataDir);
    this.#process = new ServiceProcess('standalone', {
      UNSEEN_SAMPLE: 'off',
      UNSEEN_DATA_DIR: dataDir,
      ...environment,
    });
  }

  /** Starts one on a free port with an empty data directory and no sample. */
  static async start(environment: Record<string, string> = {}): Promise<Standalone> {
    const platform = new Standalone(await mkdtemp(join(tmpdir(), 'unseen-e2e-')), environment);
    await platform.boot();
    return platform;
  }

  boot(): Promise<void> {
    return this.#process.start();
  }

  get url(): string {
    return this.#process.url;
  }

  get pid(): number {
    return this.#process.pid;
  }

  get log(): string {
    return this.#process.log;
  }

  stop(signal?: NodeJS.Signals): Promise<number | null> {
    return this.#process.stop(signal);
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }
}
