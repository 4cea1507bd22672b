import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const bin = fileURLToPath(new URL('../../apps/cli/bin/unseen.mjs', import.meta.url));

/** How a command ended. */
export interface Ended {
  /** Exit code; null when a signal ended it. */
  readonly status: number | null;
  /** What it printed for the reader or program that asked. */
  readonly out: string;
  /** What it said beside that: progress and errors. */
  readonly err: string;
}

/** The command line under way. */
export interface Running {
  readonly process: ChildProcess;
  readonly ended: Promise<Ended>;
}

/** Starts the command line with an environment of its own. */
export function startUnseen(environment: Readonly<Record<string, string>>, ...args: string[]): Running {
  return startNode(bin, environment, ...args);
}

/** Starts a program of ours with an environment of its own. @param path - what Node runs */
export function startNode(
  path: string,
  environment: Readonly<Record<string, string>>,
  ...args: string[]
): Running {
  const child = spawn(process.execPath, [path, ...args], {
    env: { PATH: process.env['PATH'], ...environment },
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr.on('data', (data: Buffer) => (err += data.toString()));
  const ended = new Promise<Ended>((resolve) =>
    child.once('close', (status) => resolve({ status, out, err })),
  );
  return { process: child, ended };
}

/** Runs the command line to its end. */
export function unseen(environment: Readonly<Record<string, string>>, ...args: string[]): Promise<Ended> {
  return startUnseen(environment, ...args).ended;
}
