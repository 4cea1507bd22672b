import { createProgram } from '@unseen/cli';
import { vi } from 'vitest';

/** How a command ended. */
export interface Ran {
  readonly status: number;
  readonly out: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  readonly json: any;
}

/**
 * Runs a command of the command line in this process: what it sends can be seen, and a hundred of them take seconds.
 * @param url - of the platform
 */
export async function run(url: string, ...args: string[]): Promise<Ran> {
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line = '') => void lines.push(String(line)));
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  process.exitCode = undefined;
  try {
    const program = await createProgram(args[0]);
    await program.parseAsync([...args, '--url', url, '--json'], { from: 'user' });
    const out = lines.join('\n');
    return { status: Number(process.exitCode ?? 0), out, json: parsed(lines) };
  } finally {
    process.exitCode = undefined;
    log.mockRestore();
    error.mockRestore();
  }
}

/** What it printed as JSON; of several lines, the last. */
function parsed(lines: readonly string[]): unknown {
  try {
    return JSON.parse(lines.at(-1) ?? 'null') as unknown;
  } catch {
    return undefined;
  }
}
