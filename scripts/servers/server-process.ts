import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** A server that runs for tests, on loopback. */
export interface TestServer {
  readonly url: string;
  /** Starts it again where it was: same port, same data. */
  start(): Promise<void>;
  /** Ends it: SIGTERM unless told otherwise; the data stays. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Sends a signal without waiting for an end, e.g. SIGSTOP. */
  signal(signal: NodeJS.Signals): void;
  /** Ends it and removes its data. */
  remove(): Promise<void>;
}

/** How a server is started. */
export interface ServerCommand {
  readonly command: string;
  readonly args: readonly string[];
  readonly port: number;
  /** Who runs it, where this process may choose. */
  readonly user?: { readonly uid: number; readonly gid: number };
  readonly environment?: Readonly<Record<string, string>>;
}

/** Seconds a server may take to open its port, on a busy machine. */
const START_SECONDS = 60;

/** One server process that can be ended and started again. */
export class ServerProcess {
  readonly #command: ServerCommand;
  #child: ChildProcess | undefined;
  #output = '';

  constructor(command: ServerCommand) {
    this.#command = command;
  }

  /** Starts it and waits until its port is open. @throws Error with what it wrote when it ends instead */
  async start(): Promise<void> {
    const { command, args, port, user, environment } = this.#command;
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { PATH: process.env['PATH'], ...environment },
      ...user,
    });
    this.#child = child;
    this.#output = '';
    let failure: Error | undefined;
    child.on('error', (error) => (failure = error));
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => (this.#output = (this.#output + data.toString()).slice(-4_000)));
    }
    for (const started = Date.now(); Date.now() - started < START_SECONDS * 1_000; await sleep(50)) {
      if (failure !== undefined) throw failure;
      if (child.exitCode !== null || child.signalCode !== null) break;
      if (await isOpen(port)) return;
    }
    child.kill('SIGKILL');
    throw new Error(`${command} did not open port ${port}:\n${this.#output}`);
  }

  /** Ends it and waits for its end. */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exit = once(child, 'exit');
    child.kill(signal);
    await exit;
  }

  signal(signal: NodeJS.Signals): void {
    this.#child?.kill(signal);
  }
}

/** A port nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}

/** The first of the programs that can be run; undefined when none is installed. */
export function findProgram(...candidates: readonly string[]): string | undefined {
  return candidates.find(
    (program) => spawnSync(program, ['--version'], { stdio: 'ignore' }).error === undefined,
  );
}

async function isOpen(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
