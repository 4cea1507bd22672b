import { randomBytes, randomInt, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '@unseen/ledger/testing';
import { REDIS_DATABASES } from '../../scripts/servers/redis.ts';
import { Platform } from './platform.ts';
import { Router } from './router.ts';
import { ServiceProcess } from './service-process.ts';

/** Addresses of the servers a distributed platform runs on. */
export interface ServerAddresses {
  readonly postgres: string;
  readonly redis: string;
  readonly s3: string;
  readonly qdrant: string;
}

const SERVICES = ['ingestion', 'query', 'admin'] as const;
type ServiceName = (typeof SERVICES)[number];

/** The platform on servers: ingestion, two workers, query and admin as processes of their own behind one origin. */
export class Distributed extends Platform {
  readonly workers: readonly ServiceProcess[];
  /** Address of its Redis database. */
  readonly redis: string;
  readonly #router: Router;
  readonly #services: Record<ServiceName, ServiceProcess>;
  readonly #make: (name: ServiceName) => ServiceProcess;

  private constructor(dataDir: string, environment: Record<string, string>, router: Router) {
    super(dataDir);
    this.#router = router;
    this.redis = environment['UNSEEN_REDIS_URL'] ?? '';
    const service = (app: string, name: string, extra: Record<string, string> = {}) =>
      new ServiceProcess(app, {
        ...environment,
        ...extra,
        // Services share no disk but the folder that bulk jobs read.
        UNSEEN_DATA_DIR: join(dataDir, name),
        UNSEEN_IMPORT_ROOT: join(dataDir, 'import'),
      });
    this.#make = (name) => service(name, name, name === 'ingestion' ? { UNSEEN_ROLE: 'api' } : {});
    this.workers = ['worker-1', 'worker-2'].map((name) =>
      service('ingestion', name, { UNSEEN_ROLE: 'worker' }),
    );
    this.#services = {
      ingestion: this.#make('ingestion'),
      query: this.#make('query'),
      admin: this.#make('admin'),
    };
  }

  get ingestion(): ServiceProcess {
    return this.#services.ingestion;
  }

  get query(): ServiceProcess {
    return this.#services.query;
  }

  get admin(): ServiceProcess {
    return this.#services.admin;
  }

  /** Starts one on empty places of the servers, or on those given. */
  static async start(
    servers: ServerAddresses,
    environment: Record<string, string> = {},
    places?: Record<string, string>,
  ): Promise<Distributed> {
    const dataDir = await mkdtemp(join(tmpdir(), 'unseen-e2e-'));
    places ??= await emptyPlaces(servers);
    const platform = new Distributed(dataDir, { ...places, ...environment }, await Router.open());
    await platform.boot();
    return platform;
  }

  async boot(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.start()));
    for (const name of SERVICES) await this.#router.add(() => [this.#services[name].url]);
  }

  /**
   * Replaces a service as a rolling update does: another takes its requests, then it is told to stop.
   *
   * @returns its exit code
   */
  async roll(name: ServiceName): Promise<number | null> {
    const next = this.#make(name);
    await next.start();
    const old = this.#services[name];
    this.#services[name] = next;
    return old.stop('SIGTERM');
  }

  get url(): string {
    return this.#router.url;
  }

  get log(): string {
    return this.#processes.map((process) => process.log).join('');
  }

  async stop(signal?: NodeJS.Signals): Promise<number | null> {
    const codes = await Promise.all(this.#processes.map((process) => process.stop(signal)));
    return codes.find((code) => code !== 0) ?? codes[0] ?? null;
  }

  async dispose(): Promise<void> {
    await this.stop('SIGKILL');
    await this.#router.close();
    await rm(this.dataDir, { recursive: true, force: true });
  }

  get #processes(): ServiceProcess[] {
    return [...Object.values(this.#services), ...this.workers];
  }
}

/** An empty database, Redis database, bucket and, where there is a Qdrant, prefix of collections, as settings. */
export async function emptyPlaces(
  servers: Partial<ServerAddresses> & Omit<ServerAddresses, 'qdrant'>,
): Promise<Record<string, string>> {
  const redis = new URL(servers.redis);
  redis.pathname = `/${randomInt(REDIS_DATABASES)}`;
  const { origin, username, password } = new URL(servers.s3);
  return {
    UNSEEN_DATABASE_URL: await createDatabase(servers.postgres),
    UNSEEN_REDIS_URL: redis.href,
    UNSEEN_S3_ENDPOINT: origin,
    UNSEEN_S3_BUCKET: `test-${randomUUID()}`,
    UNSEEN_S3_ACCESS_KEY_ID: username,
    UNSEEN_S3_SECRET_ACCESS_KEY: password,
    ...(servers.qdrant !== undefined && {
      UNSEEN_QDRANT_URL: servers.qdrant,
      UNSEEN_QDRANT_PREFIX: `t${randomBytes(6).toString('hex')}`,
    }),
    UNSEEN_SECRET: randomBytes(32).toString('hex'),
    // Five processes share the machine.
    UNSEEN_WORKERS: '1',
    UNSEEN_THREADS: '1',
  };
}
