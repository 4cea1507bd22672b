import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../../apps/standalone/dist/main.js', import.meta.url));

/** A running standalone platform of its own, built code, real engines, real model pack. */
export class Standalone {
  readonly dataDir: string;
  readonly environment: Record<string, string>;
  url = '';
  private child?: ChildProcess;
  private errors = '';

  private constructor(dataDir: string, environment: Record<string, string>) {
    this.dataDir = dataDir;
    this.environment = environment;
  }

  /** Starts one on a free port with an empty data directory and no sample. */
  static async start(environment: Record<string, string> = {}): Promise<Standalone> {
    const platform = new Standalone(await mkdtemp(join(tmpdir(), 'unseen-e2e-')), environment);
    await platform.boot();
    return platform;
  }

  /** Starts the process again on the same data directory. */
  async boot(): Promise<void> {
    const child = spawn(process.execPath, [main], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        PORT: '0',
        UNSEEN_SAMPLE: 'off',
        UNSEEN_LOG_LEVEL: 'error',
        UNSEEN_DATA_DIR: this.dataDir,
        ...this.environment,
      },
    });
    this.child = child;
    this.errors = '';
    child.stderr.on('data', (data: Buffer) => (this.errors += data.toString()));
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /ready at (http:\/\/\S+)/.exec(line)?.[1];
      if (url === undefined) continue;
      this.url = url;
      // Keep draining, or a full pipe would stall the process.
      child.stdout.resume();
      return;
    }
    throw new Error(`the platform did not start (${child.signalCode ?? child.exitCode}):\n${this.errors}`);
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  /** What the process wrote to standard error so far. */
  get log(): string {
    return this.errors;
  }

  /** Ends the process: SIGTERM unless told otherwise. Returns the exit code. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    const child = this.child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null;
    const exit = once(child, 'exit') as Promise<[number | null]>;
    child.kill(signal);
    return (await exit)[0];
  }

  /** Stops and removes everything. */
  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  /** Sends a request; JSON bodies as objects. */
  async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    const isForm = body instanceof FormData;
    return fetch(this.url + path, {
      method,
      headers: body === undefined || isForm ? headers : { 'content-type': 'application/json', ...headers },
      body: body === undefined ? undefined : isForm ? body : JSON.stringify(body),
    });
  }

  /** As {@link send}, expecting a status, and parses the answer. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  async json(status: number, method: string, path: string, body?: unknown): Promise<any> {
    const response = await this.send(method, path, body);
    const text = await response.text();
    if (response.status !== status)
      throw new Error(`${method} ${path}: ${response.status} instead of ${status}: ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}
