import { AppError } from '@unseen/domain';
import { availableParallelism } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { z } from 'zod';
import type { Config, Environment } from './config.ts';
import { loneSettings } from './servers.ts';
import { cacheBytesFor, memoryBytes } from './memory.ts';
import { VARIABLES, type Variable } from './variables.ts';

type Name = keyof typeof VARIABLES;
type Value<N extends Name> = z.output<(typeof VARIABLES)[N]['schema']>;

const repository = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * Reads the environment into one frozen, typed config. Nothing else in Unseen reads `process.env`.
 *
 * @param environment - usually `process.env`
 * @throws AppError `config_invalid` with one sentence per wrong variable that says what to set
 */
export function loadConfig(environment: Environment = process.env): Config {
  const problems: string[] = [];
  const read = <N extends Name>(name: N, fallback: string): Value<N> => {
    const raw = environment[name];
    const given = raw === undefined || raw.trim() === '' ? fallback : raw.trim();
    const parsed = VARIABLES[name].schema.safeParse(given);
    if (parsed.success) return parsed.data as Value<N>;
    const variable: Omit<Variable, 'name'> = VARIABLES[name];
    const shown = variable.secret ? 'not' : JSON.stringify(given);
    problems.push(`Set ${name} to ${parsed.error.issues[0]?.message}; it is ${shown}.`);
    return undefined as never;
  };
  const value = <N extends Name>(name: N): Value<N> => read(name, VARIABLES[name].fallback);
  const optional = (name: Name): string | undefined => environment[name]?.trim() || undefined;
  const given = <N extends Name>(name: N): Value<N> | undefined =>
    optional(name) === undefined ? undefined : value(name);

  problems.push(...misspelled(environment));
  const dataDir = resolve(value('UNSEEN_DATA_DIR'));
  const host = value('HOST');
  const apiKey = given('UNSEEN_API_KEY');
  const pack = packFolder(environment);
  if (!isLoopback(host) && optional('UNSEEN_API_KEY') === undefined) {
    problems.push(
      `Set UNSEEN_API_KEY to ${VARIABLES.UNSEEN_API_KEY.schema.safeParse('').error?.issues[0]?.message}: HOST=${host} can be reached from other machines. Or set HOST=127.0.0.1.`,
    );
  }
  problems.push(...loneSettings((name) => optional(name) !== undefined));
  const config: Config = {
    http: {
      host,
      port: value('PORT'),
      maxUploadBytes: value('UNSEEN_MAX_UPLOAD_MB') * 2 ** 20,
      corsOrigins: given('UNSEEN_CORS_ORIGINS') ?? [],
    },
    dataDir,
    cacheBytes: given('UNSEEN_CACHE_BYTES') ?? cacheBytesFor(memoryBytes()),
    importRoot: resolve(optional('UNSEEN_IMPORT_ROOT') ?? join(dataDir, 'import')),
    sample: value('UNSEEN_SAMPLE') === 'on',
    encoder: {
      pack,
      packs: packsFolder(environment),
      provider: value('UNSEEN_EXECUTION_PROVIDER'),
      workers: value('UNSEEN_WORKERS'),
      threads: value('UNSEEN_THREADS'),
      maxBatch: value('UNSEEN_MAX_BATCH'),
    },
    readerPack: resolve(optional('UNSEEN_READER_PACK') ?? join(repository, 'models/reader')),
    readerProvider: value('UNSEEN_READER_PROVIDER'),
    image: {
      maxPixels: value('UNSEEN_MAX_PIXELS'),
      timeoutSeconds: value('UNSEEN_DECODE_TIMEOUT'),
      readPlaces: value('UNSEEN_READ_PLACES') === 'on',
      maxFileBytes: value('UNSEEN_MAX_FILE_MB') * 2 ** 20,
    },
    qdrant:
      optional('UNSEEN_QDRANT_URL') === undefined
        ? undefined
        : {
            urls: value('UNSEEN_QDRANT_URL'),
            apiKey: optional('UNSEEN_QDRANT_API_KEY'),
            prefix: value('UNSEEN_QDRANT_PREFIX'),
            timeoutMs: value('UNSEEN_QDRANT_TIMEOUT_MS'),
            searchEf: value('UNSEEN_QDRANT_HNSW_EF'),
            readCopies: given('UNSEEN_QDRANT_READ_COPIES'),
            layout: {
              shards: value('UNSEEN_QDRANT_SHARDS'),
              replicas: value('UNSEEN_QDRANT_REPLICAS'),
              writeCopies: given('UNSEEN_QDRANT_WRITE_COPIES'),
              hnswM: value('UNSEEN_QDRANT_HNSW_M'),
              hnswEfConstruct: value('UNSEEN_QDRANT_HNSW_EF_CONSTRUCT'),
              quantization: value('UNSEEN_QDRANT_QUANTIZATION'),
            },
          },
    databaseUrl: given('UNSEEN_DATABASE_URL'),
    databaseConnections: value('UNSEEN_DATABASE_CONNECTIONS'),
    databaseLocksUrl: given('UNSEEN_DATABASE_LOCKS_URL'),
    staleMs: value('UNSEEN_STALE_SECONDS') * 1_000,
    redisUrl: given('UNSEEN_REDIS_URL'),
    redisSentinels: given('UNSEEN_REDIS_SENTINELS'),
    redisPrefix: value('UNSEEN_REDIS_PREFIX'),
    s3:
      optional('UNSEEN_S3_BUCKET') === undefined
        ? undefined
        : {
            endpoint: given('UNSEEN_S3_ENDPOINT'),
            bucket: value('UNSEEN_S3_BUCKET'),
            region: value('UNSEEN_S3_REGION'),
            credentials: credentials(
              optional('UNSEEN_S3_ACCESS_KEY_ID'),
              optional('UNSEEN_S3_SECRET_ACCESS_KEY'),
            ),
          },
    ingestion: {
      role: value('UNSEEN_ROLE'),
      drainSeconds: value('UNSEEN_DRAIN_SECONDS'),
      chunksAhead: value('UNSEEN_JOB_CHUNKS_AHEAD'),
      sweepHours: value('UNSEEN_SWEEP_HOURS'),
      trashDays: value('UNSEEN_TRASH_DAYS'),
    },
    fetch: {
      enabled: value('UNSEEN_FETCH_URLS') === 'on',
      ports: value('UNSEEN_FETCH_PORTS'),
      networks: given('UNSEEN_FETCH_NETWORKS') ?? [],
      maxBytes: value('UNSEEN_FETCH_MAX_MB') * 2 ** 20,
      timeoutSeconds: value('UNSEEN_FETCH_TIMEOUT'),
    },
    search: {
      rescoreDeadlineMs: value('UNSEEN_RESCORE_DEADLINE_MS'),
      atOnce: given('UNSEEN_SEARCHES_AT_ONCE') ?? Math.max(8, 4 * availableParallelism()),
      waitMs: value('UNSEEN_SEARCH_WAIT_MS'),
      secret: given('UNSEEN_SECRET'),
    },
    auth: { apiKey },
    platformUrl: given('UNSEEN_PLATFORM_URL'),
    tracing: {
      endpoint: optional('UNSEEN_OTLP_ENDPOINT') && value('UNSEEN_OTLP_ENDPOINT').replace(/\/+$/, ''),
      share: value('UNSEEN_TRACE_SHARE'),
    },
    log: { level: value('UNSEEN_LOG_LEVEL') },
  };
  if (problems.length > 0) throw new AppError('config_invalid', problems.join('\n'));
  return deepFreeze(config);
}

function packFolder(environment: Environment): string {
  return resolve(environment['UNSEEN_MODEL_PACK']?.trim() || join(repository, 'models/lite'));
}

function packsFolder(environment: Environment): string {
  return resolve(environment['UNSEEN_MODEL_PACKS']?.trim() || dirname(packFolder(environment)));
}

/** What the environment says of making model packs with the command line. */
export interface ModelsConfig {
  /** The folder of the folders of packs. */
  readonly packs: string;
  /** Where models are fetched from: an address or a folder. */
  readonly mirror: string;
  /** Python for training. */
  readonly python: string;
  /** The folder of the recipe that trains. */
  readonly training: string;
}

/** Reads it; packs lie where the platform of this machine looks for them. */
export function loadModelsConfig(environment: Environment = process.env): ModelsConfig {
  const given = (name: Name) => environment[name]?.trim() || undefined;
  return {
    packs: packsFolder(environment),
    mirror: given('UNSEEN_MODEL_MIRROR') ?? VARIABLES.UNSEEN_MODEL_MIRROR.fallback,
    python: given('UNSEEN_PYTHON') ?? VARIABLES.UNSEEN_PYTHON.fallback,
    training: join(repository, 'training'),
  };
}

/** What the command line imports with: how pictures are fetched, and the key of somebody's Qdrant server. @throws as {@link loadConfig} */
export function loadImportConfig(environment: Environment = process.env): {
  fetch: Config['fetch'];
  qdrantApiKey?: string;
} {
  const qdrantApiKey = environment['UNSEEN_QDRANT_API_KEY']?.trim() || undefined;
  return { fetch: loadConfig(environment).fetch, qdrantApiKey };
}

/** Names that start with `UNSEEN_` but mean nothing are most likely slips: silence would hide them. */
function misspelled(environment: Environment): string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('UNSEEN_') && !(name in VARIABLES))
    .map(
      (name) => `Unset ${name}: there is no such setting. Known ones are in docs/reference/configuration.md.`,
    );
}

function credentials(accessKeyId: string | undefined, secretAccessKey: string | undefined) {
  return accessKeyId === undefined || secretAccessKey === undefined
    ? undefined
    : { accessKeyId, secretAccessKey };
}

/** Whether only this machine can reach the address. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

function deepFreeze<T extends object>(value: T): T {
  for (const part of Object.values(value))
    if (typeof part === 'object' && part !== null) deepFreeze(part as object);
  return Object.freeze(value);
}
