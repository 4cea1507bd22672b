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

/** The platform on servers: ingestion, two workers, query and admin as processes of their own behind one origin. */
export class Distributed extends Platform {
  readonly ingestion: ServiceProcess;
  readonly workers: readonly ServiceProcess[];
  readonly query: ServiceProcess;
  readonly admin: ServiceProcess;
  /** Address of its Redis database. */
  readonly redis: string;
  readonly #router: Router;

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
    this.ingestion = service('ingestion', 'ingestion', { UNSEEN_ROLE: 'api' });
    this.workers = ['worker-1', 'worker-2'].map((name) =>
      service('ingestion', name, { UNSEEN_ROLE: 'worker' }),
    );
    this.query = service('query', 'query');
    this.admin = service('admin', 'admin');
  }

  /** Starts one on empty places of the servers. */
  static async start(
    servers: ServerAddresses,
    environment: Record<string, string> = {},
  ): Promise<Distributed> {
    const dataDir = await mkdtemp(join(tmpdir(), 'unseen-e2e-'));
    const places = await emptyPlaces(servers);
    const platform = new Distributed(dataDir, { ...places, ...environment }, await Router.open());
    await platform.boot();
    return platform;
  }

  async boot(): Promise<void> {
    await Promise.all(this.#processes.map((process) => process.start()));
    for (const service of [this.ingestion, this.query, this.admin]) {
      await this.#router.add(() => [service.url]);
    }
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
    return [this.ingestion, ...this.workers, this.query, this.admin];
  }
}

/** An empty database, Redis database, bucket and prefix of collections, as settings. */
async function emptyPlaces(servers: ServerAddresses): Promise<Record<string, string>> {
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
    UNSEEN_QDRANT_URL: servers.qdrant,
    UNSEEN_QDRANT_PREFIX: `t${randomBytes(6).toString('hex')}`,
    UNSEEN_SECRET: randomBytes(32).toString('hex'),
    // Five processes share the machine.
    UNSEEN_WORKERS: '1',
    UNSEEN_THREADS: '1',
  };
}
