import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram, freePort, ServerProcess } from '../../scripts/servers/server-process.ts';
import { emptyPlaces, type ServerAddresses } from './distributed.ts';
import { Platform } from './platform.ts';
import { ServiceProcess } from './service-process.ts';

const CADDYFILE = fileURLToPath(new URL('../../deploy/gateway/Caddyfile', import.meta.url));

/** What is there of each service, by name. */
const REPLICAS = { ingestion: 2, worker: 2, query: 2, admin: 1 } as const;
export type ServiceName = keyof typeof REPLICAS;

/** The program of the gateway; undefined where it is not installed. */
export const caddy = findProgram('caddy');

/** The platform as an operator runs it: several replicas of each service behind the gateway that is deployed, each at an address that stays. */
export class Replicated extends Platform {
  readonly replicas: Readonly<Record<ServiceName, readonly ServiceProcess[]>>;
  readonly gateway: ServerProcess;
  readonly url: string;

  private constructor(
    dataDir: string,
    url: string,
    gateway: ServerProcess,
    replicas: Record<ServiceName, readonly ServiceProcess[]>,
  ) {
    super(dataDir);
    this.url = url;
    this.gateway = gateway;
    this.replicas = replicas;
  }

  /** Starts one on empty places of the servers. */
  static async start(servers: ServerAddresses): Promise<Replicated> {
    const dataDir = await mkdtemp(join(tmpdir(), 'unseen-replicated-'));
    const places = await emptyPlaces(servers);
    const replicas: Record<ServiceName, ServiceProcess[]> = {
      ingestion: [],
      worker: [],
      query: [],
      admin: [],
    };
    const addresses: Record<string, string[]> = {};
    for (const [name, count] of Object.entries(REPLICAS) as [ServiceName, number][]) {
      for (let at = 0; at < count; at++) {
        const port = await freePort();
        (addresses[name.toUpperCase()] ??= []).push(`127.0.0.1:${port}`);
        const role = { ingestion: 'api', worker: 'worker' }[name as string];
        replicas[name].push(
          new ServiceProcess(name === 'worker' ? 'ingestion' : name, {
            ...places,
            ...(role !== undefined && { UNSEEN_ROLE: role }),
            PORT: String(port),
            UNSEEN_DATA_DIR: join(dataDir, `${name}-${at}`),
            UNSEEN_IMPORT_ROOT: join(dataDir, 'import'),
          }),
        );
      }
    }
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    const gateway = new ServerProcess({
      command: caddy!,
      args: ['run', '--config', CADDYFILE, '--adapter', 'caddyfile'],
      environment: {
        HOME: dataDir,
        GATEWAY_ADDRESS: url,
        GATEWAY_METRICS_ADDRESS: `http://127.0.0.1:${await freePort()}`,
        ...Object.fromEntries(Object.entries(addresses).map(([name, list]) => [name, list.join(' ')])),
      },
      port,
    });
    const platform = new Replicated(dataDir, url, gateway, replicas);
    await platform.boot();
    return platform;
  }

  get log(): string {
    return this.#processes.map((process) => process.log).join('');
  }

  async boot(): Promise<void> {
    // One after the other: side by side, models of seven processes are loaded by two cores.
    for (const process of this.#processes) await process.start();
    await this.gateway.start();
  }

  async stop(signal?: NodeJS.Signals): Promise<number | null> {
    await this.gateway.stop();
    const codes = await Promise.all(this.#processes.map((process) => process.stop(signal)));
    return codes.find((code) => code !== 0) ?? codes[0] ?? null;
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get #processes(): ServiceProcess[] {
    return Object.values(this.replicas).flat();
  }
}
