import { spawnSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { chown, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePort, ServerProcess, type TestServer } from './server-process.ts';

/** A Postgres that runs for tests. */
export interface PostgresServer extends TestServer {
  /** Folder of its data. */
  readonly data: string;
  /** Runs a program as the account it runs as. @throws Error with what it wrote when it fails */
  run(program: string, ...args: readonly string[]): void;
}

/**
 * Starts a Postgres with an empty cluster. Undefined when Postgres is not installed.
 * @param own - settings besides those it needs
 */
export async function startPostgres(
  own: Readonly<Record<string, string>> = {},
): Promise<PostgresServer | undefined> {
  const bin = findBin();
  if (bin === undefined) return undefined;
  const dir = await mkdtemp(join(tmpdir(), 'unseen-postgres-'));
  // Postgres refuses to run as root.
  const user = process.getuid?.() === 0 ? accountOf('postgres') : undefined;
  if (user !== undefined) await chown(dir, user.uid, user.gid);
  const data = join(dir, 'data');
  const made = spawnSync(
    join(bin, 'initdb'),
    ['--pgdata', data, '--username', 'unseen', '--auth', 'trust', '--encoding', 'UTF8', '--no-sync'],
    { encoding: 'utf8', cwd: dir, ...user },
  );
  if (made.status !== 0) throw new Error(`initdb failed:\n${made.stderr}`);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: dir,
    max_connections: 200,
    ...own,
  };
  const server = new ServerProcess({
    command: join(bin, 'postgres'),
    args: ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    port,
    user,
  });
  const start = async (): Promise<void> => {
    await server.start();
    const ready = () =>
      spawnSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0;
    while (!ready()) await sleep(50);
  };
  await start();
  return {
    url: `postgres://unseen@127.0.0.1:${port}/postgres`,
    data,
    run: (program, ...args) => {
      const path = existsSync(join(bin, program)) ? join(bin, program) : program;
      const environment = {
        PATH: process.env['PATH'],
        PGHOST: '127.0.0.1',
        PGPORT: String(port),
        PGUSER: 'unseen',
      };
      const { status, stderr } = spawnSync(path, args, {
        encoding: 'utf8',
        cwd: dir,
        env: environment,
        ...user,
      });
      if (status !== 0) throw new Error(`${program} failed:\n${stderr}`);
    },
    start,
    // SIGINT is Postgres' fast shutdown: it does not wait for its clients to leave.
    stop: (signal = 'SIGINT') => server.stop(signal),
    signal: (signal) => server.signal(signal),
    remove: async () => {
      await server.stop('SIGINT');
      await rm(dir, { recursive: true, force: true });
    },
  };
}

/** Debian keeps the programs off the path. */
function findBin(): string | undefined {
  const folders = [
    ...globSync('/usr/lib/postgresql/*/bin'),
    '/usr/local/bin',
    '/usr/bin',
    '/opt/homebrew/bin',
  ];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

function accountOf(name: string): { uid: number; gid: number } {
  const id = (kind: string): number => Number(spawnSync('id', [kind, name], { encoding: 'utf8' }).stdout);
  return { uid: id('-u'), gid: id('-g') };
}
