import { copyReadyLedger } from '@unseen/ledger/testing';
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

  /** Starts one on a free port with an empty ledger and no sample. */
  static async start(environment: Record<string, string> = {}): Promise<Standalone> {
    const platform = await this.prepare(environment);
    await platform.boot();
    return platform;
  }

  /** What {@link start} starts, not started yet: {@link boot} does. */
  static async prepare(environment: Record<string, string> = {}): Promise<Standalone> {
    const dataDir = await mkdtemp(join(tmpdir(), 'unseen-e2e-'));
    if (environment['UNSEEN_DATABASE_URL'] === undefined) await copyReadyLedger(join(dataDir, 'ledger'));
    return new Standalone(dataDir, environment);
  }

  /** Starts one that makes everything itself, its ledger too: that takes seconds longer. */
  static async startFromNothing(environment: Record<string, string> = {}): Promise<Standalone> {
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
