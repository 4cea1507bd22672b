import { ALLOCATOR } from '@unseen/config';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** One process of the platform, built code; it can be ended and started again. */
export class ServiceProcess {
  readonly #main: string;
  readonly #environment: Readonly<Record<string, string>>;
  #child: ChildProcess | undefined;
  #errors = '';
  /** Where it answers; another address after each start. */
  url = '';

  /** @param app - name of the folder below `apps` */
  constructor(app: string, environment: Readonly<Record<string, string>>) {
    this.#main = fileURLToPath(new URL(`../../apps/${app}/dist/main.js`, import.meta.url));
    this.#environment = environment;
  }

  /** Starts it and waits until it answers. @throws Error with what it wrote when it ends instead */
  async start(): Promise<void> {
    const child = spawn(process.execPath, [this.#main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        ...ALLOCATOR,
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: '0',
        UNSEEN_LOG_LEVEL: 'error',
        // Orders are compared: a slow machine must not fall back to the one without re-scoring.
        UNSEEN_RESCORE_DEADLINE_MS: '60000',
        ...this.#environment,
      },
    });
    this.#child = child;
    this.#errors = '';
    child.stderr.on('data', (data: Buffer) => (this.#errors += data.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /ready at (http:\/\/\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      this.url = url;
      // Keep draining, or a full pipe would stall the process.
      child.stdout.resume();
      return;
    }
    throw new Error(`the platform did not start (${child.signalCode ?? child.exitCode}):\n${this.#errors}`);
  }

  get pid(): number {
    return this.#child?.pid ?? 0;
  }

  /** What the process wrote to standard error so far. */
  get log(): string {
    return this.#errors;
  }

  /** Sends a signal and does not wait. */
  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }

  /** Ends the process: SIGTERM unless told otherwise. Returns the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exit)[0];
  }
}
