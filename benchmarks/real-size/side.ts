import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { peakMib } from '../embedded/process.ts';
import type { Done, Setting, Task } from './task.ts';

/** A process that encodes, and how long its tasks took. */
export class Side {
  /** Seconds of every task that was measured. */
  readonly seconds: Record<Task['kind'], number[]> = { images: [], texts: [] };
  readonly #child: ChildProcess;

  /** @param script - name of a file in this folder, without its ending */
  constructor(script: string, setting: Setting) {
    const path = fileURLToPath(new URL(`./${script}.ts`, import.meta.url));
    this.#child = fork(path, [JSON.stringify(setting)], { execArgv: ['--conditions=unseen-source'] });
  }

  /**
   * @returns seconds that the task took
   * @throws Error when the process ended instead
   */
  async run(task: Task): Promise<number> {
    this.#child.send(task);
    const ended = new AbortController();
    try {
      const [done] = (await Promise.race([
        once(this.#child, 'message', { signal: ended.signal }),
        once(this.#child, 'exit', { signal: ended.signal }).then(([code]) => {
          throw new Error(`A process that encodes ended with ${String(code)}; what it wrote stands above`);
        }),
      ])) as [Done];
      return done.seconds;
    } finally {
      ended.abort();
    }
  }

  /** Runs a task and keeps how long it took. */
  async measure(task: Task): Promise<void> {
    this.seconds[task.kind].push(await this.run(task));
  }

  /** The most it had resident, in MiB. */
  memory(): Promise<number> {
    return peakMib(this.#child.pid!);
  }

  async close(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.disconnect();
    await gone;
  }
}
