import { availableParallelism } from 'node:os';
import { z } from 'zod';
import { RETRY_SECONDS } from './client-config.ts';
import { isWebAddress, isWholeNumber, WEB_ADDRESS, wholeNumberWords } from './rules.ts';

/** One environment variable: what it means, what it accepts, what it is when unset. */
export interface Variable {
  readonly name: string;
  readonly help: string;
  readonly fallback: string;
  readonly schema: z.ZodType;
  /** Whether no message may show its value. */
  readonly secret?: true;
}

const integer = (min: number, max: number) =>
  z.string().refine(isWholeNumber(min, max), wholeNumberWords(min, max)).transform(Number);

const share = z.coerce
  .number('a number from 0 to 1')
  .min(0, 'a number from 0 to 1')
  .max(1, 'a number from 0 to 1');

const oneOf = <const T extends readonly [string, ...string[]]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

const list = <T>(one: z.ZodType<T, string>, error: string) =>
  z
    .string()
    .transform((value) => value.split(',').map((part) => one.safeParse(part.trim())))
    .refine((parts) => parts.every((part) => part.success), error)
    .transform((parts) => parts.map((part) => part.data as T));

const origin = z
  .string()
  .refine(
    (value) => /^https?:/.test(value) && URL.canParse(value) && new URL(value).origin === value,
    'an http or https address without a path',
  );

const text = z.string().min(1, 'a value that is not empty');

/** Each worker holds the model once (about 0.2 GB with `lite`), so not one per core on large machines. */
const WORKERS = Math.min(4, availableParallelism());

/** The variables by name; `docs/reference/configuration.md` lists the same ones. */
export const VARIABLES = {
  HOST: { help: 'Address to listen on.', fallback: '127.0.0.1', schema: text },
  PORT: { help: 'Port to listen on; 0 picks a free one.', fallback: '8080', schema: integer(0, 65_535) },
  UNSEEN_DATA_DIR: { help: 'Folder of the embedded stores.', fallback: './data', schema: text },
  UNSEEN_IMPORT_ROOT: {
    help: 'Folder below which bulk jobs may read.',
    fallback: '<UNSEEN_DATA_DIR>/import',
    schema: text,
  },
  UNSEEN_SAMPLE: {
    help: 'Whether to load the sample collection into an empty store.',
    fallback: 'on',
    schema: oneOf(['on', 'off']),
  },
  UNSEEN_MODEL_PACK: {
    help: 'Folder of the model pack to begin with; after `unseen model switch`, the pack it went over to is used.',
    fallback: 'models/lite of this repository',
    schema: text,
  },
  UNSEEN_MODEL_PACKS: {
    help: 'Folder of the folders of model packs that `unseen model switch` can go over to; the same packs on every machine.',
    fallback: 'the folder that UNSEEN_MODEL_PACK lies in',
    schema: text,
  },
  UNSEEN_MODEL_MIRROR: {
    help: 'Where `unseen model get` fetches models: the address of a server that speaks as the Hugging Face hub does, or a folder with `<owner>/<name>` of each.',
    fallback: 'https://huggingface.co',
    schema: text,
  },
  UNSEEN_PYTHON: {
    help: 'Python with PyTorch and the packages of `training/requirements.txt`, which `unseen model train` runs.',
    fallback: 'python3',
    schema: text,
  },
  UNSEEN_READER_PACK: {
    help: 'Folder of the pack that reads what is written in pictures, in collections whose `readText` is on.',
    fallback: 'models/reader of this repository',
    schema: text,
  },
  UNSEEN_READER_PROVIDER: {
    help: 'Where the reader pack runs; a provider that is not there is said in the log, and nothing is read. On the CPU also where encoders run on a GPU: pictures are read behind all other work.',
    fallback: 'cpu',
    schema: oneOf(['cpu', 'cuda', 'webgpu']),
  },
  UNSEEN_EXECUTION_PROVIDER: {
    help: 'Where models run; a provider that is not there stops the start.',
    fallback: 'cpu',
    schema: oneOf(['cpu', 'cuda', 'webgpu']),
  },
  UNSEEN_WORKERS: {
    help: 'Bulk inferences at once on the CPU. One thread each beats one inference on many threads.',
    fallback: String(WORKERS),
    schema: integer(1, 64),
  },
  UNSEEN_THREADS: {
    help: 'CPU threads one bulk inference uses.',
    fallback: String(Math.max(1, Math.floor(availableParallelism() / WORKERS))),
    schema: integer(1, 1_024),
  },
  UNSEEN_MAX_BATCH: { help: 'Pictures in one inference.', fallback: '8', schema: integer(1, 4_096) },
  UNSEEN_MAX_UPLOAD_MB: { help: 'Largest request body in MiB.', fallback: '128', schema: integer(1, 4_096) },
  UNSEEN_MAX_FILE_MB: {
    help: 'Largest picture file in MiB that a job reads.',
    fallback: '128',
    schema: integer(1, 4_096),
  },
  UNSEEN_CORS_ORIGINS: {
    help: 'Origins whose pages may ask from a browser, with a key of theirs, and read the answers (CORS); with commas between. Unset: none but the own pages.',
    fallback: '(none)',
    schema: list(origin, 'origins, such as https://shop.example, with commas between'),
  },
  UNSEEN_MAX_PIXELS: {
    help: 'Largest picture in pixels (width x height); half as many for GIF, WebP, AVIF and HEIC, which are decoded whole.',
    fallback: '128000000',
    schema: integer(1, 1_000_000_000),
  },
  UNSEEN_READ_PLACES: {
    help: 'Whether jobs keep where pictures say they were taken, as `place` in the metadata.',
    fallback: 'off',
    schema: oneOf(['off', 'on']),
  },
  UNSEEN_DECODE_TIMEOUT: {
    help: 'Seconds decoding one picture may take.',
    fallback: '15',
    schema: integer(1, 600),
  },
  UNSEEN_CACHE_BYTES: {
    help: 'Bytes of memory in which the vector store keeps what it read lately: embedded, indexes of ids and filters (100,000 items take about 60 MB, and where they do not fit, a filter that is new takes half a second); on Qdrant, vectors, blocks and payloads (20 KB an item). 0: none.',
    fallback: 'a sixteenth of the memory there is, 64 to 512 MiB',
    schema: integer(0, 2 ** 40),
  },
  UNSEEN_QDRANT_URL: {
    help: 'Address of a Qdrant server (REST) that keeps the vectors, or of several nodes of one cluster with commas between; unset: LanceDB in the data directory.',
    fallback: '(none)',
    schema: list(z.url({ protocol: /^https?$/ }), 'http or https addresses with commas between'),
  },
  UNSEEN_QDRANT_API_KEY: {
    help: 'Key the Qdrant server asks for. Use it with an https address.',
    fallback: '(none)',
    schema: text,
  },
  UNSEEN_QDRANT_PREFIX: {
    help: 'First part of the names of all Qdrant collections, so that installations can share a server.',
    fallback: 'unseen',
    schema: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, '1 to 32 of a-z, 0-9, "-" and "_"'),
  },
  UNSEEN_QDRANT_TIMEOUT_MS: {
    help: 'Milliseconds one read of the Qdrant server may take.',
    fallback: '5000',
    schema: integer(10, 600_000),
  },
  UNSEEN_QDRANT_SHARDS: {
    help: 'Shards of a new Qdrant collection: at least one per node.',
    fallback: '1',
    schema: integer(1, 1_024),
  },
  UNSEEN_QDRANT_REPLICAS: {
    help: 'Copies of each shard of a new Qdrant collection: 2 survive the loss of a node, with 3 a write is also on two nodes when it is answered.',
    fallback: '1',
    schema: integer(1, 16),
  },
  UNSEEN_QDRANT_WRITE_COPIES: {
    help: 'Copies of a new Qdrant collection that must have a write before it counts; as many as there are copies stops writes when a node is lost.',
    fallback: 'most of three and more copies, else 1',
    schema: integer(1, 16),
  },
  UNSEEN_QDRANT_READ_COPIES: {
    help: 'Copies of a Qdrant shard that a search asks before it answers: a number, majority, quorum or all. More sees a copy that lags behind, and refuses searches while a node is away.',
    fallback: "(none: Qdrant's own, 1)",
    schema: z.union([oneOf(['majority', 'quorum', 'all']), integer(1, 16)], {
      error: 'majority, quorum, all or a whole number from 1 to 16',
    }),
  },
  UNSEEN_QDRANT_HNSW_M: {
    help: 'Links per vector in the graphs of a new Qdrant collection: more finds better and takes more memory.',
    fallback: '16',
    schema: integer(4, 128),
  },
  UNSEEN_QDRANT_HNSW_EF_CONSTRUCT: {
    help: 'Candidates looked at when Qdrant links a vector: more finds better and indexes slower.',
    fallback: '128',
    schema: integer(16, 2_048),
  },
  UNSEEN_QDRANT_QUANTIZATION: {
    help: 'Form in which a new Qdrant collection searches vectors: int8, turbo4 and turbo2 take 8, 4 and 2 bits of memory per dimension, none takes 32.',
    fallback: 'int8',
    schema: oneOf(['int8', 'turbo4', 'turbo2', 'none']),
  },
  UNSEEN_QDRANT_HNSW_EF: {
    help: 'Candidates a graph search of Qdrant keeps in view: more finds better and takes longer.',
    fallback: '128',
    schema: integer(16, 10_000),
  },
  UNSEEN_JOB_CHUNKS_AHEAD: {
    help: 'Chunks of 64 entries that a bulk job plans ahead of the workers, each of which works on three: more keep more workers busy.',
    fallback: '32',
    schema: integer(1, 10_000),
  },
  UNSEEN_SWEEP_HOURS: {
    help: 'Hours between looks for stored pictures and vectors that nothing needs, as a killed process leaves them: what two looks in a row find is removed. 0: never; `unseen doctor --storage --clean` does it at once.',
    fallback: '24',
    schema: integer(0, 8_760),
  },
  UNSEEN_RESCORE_DEADLINE_MS: {
    help: 'Milliseconds re-scoring may take before the fused order is returned.',
    fallback: '500',
    schema: integer(0, 60_000),
  },
  UNSEEN_SEARCHES_AT_ONCE: {
    help: 'Searches one process works on at the same time; others wait their turn. Unset: four for each core, and at least eight.',
    fallback: '(none)',
    schema: integer(1, 10_000),
  },
  UNSEEN_SEARCH_WAIT_MS: {
    help: 'Milliseconds a search waits for its turn at most; then it is refused with 503 and Retry-After, so that those answered are answered well.',
    fallback: '3000',
    schema: integer(1, 600_000),
  },
  UNSEEN_DATABASE_URL: {
    help: 'Postgres server that keeps the ledger. Unset: embedded.',
    fallback: '(none)',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// address' }),
    secret: true,
  },
  UNSEEN_DATABASE_CONNECTIONS: {
    help: 'Connections one process holds to Postgres at most, and one more for locks.',
    fallback: '10',
    schema: integer(1, 1_000),
  },
  UNSEEN_DATABASE_LOCKS_URL: {
    help: 'Address of Postgres that keeps sessions, for locks and migrations, where UNSEEN_DATABASE_URL is a pooler in transaction mode.',
    fallback: 'UNSEEN_DATABASE_URL',
    schema: z.url({ protocol: /^postgres(ql)?$/, error: 'a postgres:// address' }),
    secret: true,
  },
  UNSEEN_STALE_SECONDS: {
    help: 'Seconds for which searches go on while Postgres is away, with keys, classes and settings of collections as they were last read: what was not read in that time is refused. 0: all are refused.',
    fallback: '300',
    schema: integer(0, 86_400),
  },
  UNSEEN_REDIS_URL: {
    help: 'Redis server that keeps the queue. Unset: embedded.',
    fallback: '(none)',
    schema: z.url({ protocol: /^rediss?$/, error: 'a redis:// or rediss:// address' }),
    secret: true,
  },
  UNSEEN_REDIS_SENTINELS: {
    help: 'Sentinels that know which Redis is the master, as `host:port` with commas between; the host of UNSEEN_REDIS_URL is then the name of the master, such as `redis://:password@mymaster/0`.',
    fallback: '(none)',
    schema: list(
      z
        .string()
        .regex(/^[^\s:/@]+:\d{1,5}$/)
        .transform((place) => ({ host: place.split(':')[0]!, port: Number(place.split(':')[1]) })),
      'host:port of each, with commas between',
    ),
  },
  UNSEEN_REDIS_PREFIX: {
    help: 'First part of the names of all keys in Redis, so that installations can share a server.',
    fallback: 'unseen',
    schema: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,31}$/, '1 to 32 of a-z, 0-9, "-" and "_"'),
  },
  UNSEEN_S3_BUCKET: {
    help: 'Bucket of an S3-compatible store that keeps the pictures; made when it is not there. Unset: files in the data directory.',
    fallback: '(none)',
    schema: z
      .string()
      .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, '3 to 63 lower-case letters, digits, dots or hyphens'),
  },
  UNSEEN_S3_ENDPOINT: {
    help: "Address of that store. Unset: Amazon's own.",
    fallback: '(none)',
    schema: z.url({ protocol: /^https?$/, error: 'an http or https address' }),
  },
  UNSEEN_S3_REGION: { help: 'Region of that store.', fallback: 'us-east-1', schema: text },
  UNSEEN_S3_ACCESS_KEY_ID: {
    help: 'Key id for that store. Unset: what the machine offers, such as a role.',
    fallback: '(none)',
    schema: text,
  },
  UNSEEN_S3_SECRET_ACCESS_KEY: {
    help: 'Secret of that key.',
    fallback: '(none)',
    schema: text,
    secret: true,
  },
  UNSEEN_FETCH_URLS: {
    help: 'Whether bulk jobs fetch pictures that a table names by http or https address.',
    fallback: 'off',
    schema: oneOf(['on', 'off']),
  },
  UNSEEN_FETCH_NETWORKS: {
    help: 'Networks besides the public internet that pictures may be fetched from: CIDR blocks with commas between.',
    fallback: '(none)',
    schema: list(z.union([z.cidrv4(), z.cidrv6()]), 'CIDR blocks, such as 10.1.2.0/24, with commas between'),
  },
  UNSEEN_FETCH_PORTS: {
    help: 'Ports that pictures may be fetched from, with commas between.',
    fallback: '80,443',
    schema: list(integer(1, 65_535), 'ports from 1 to 65535 with commas between'),
  },
  UNSEEN_FETCH_MAX_MB: {
    help: 'Largest picture that is fetched, in MiB.',
    fallback: '32',
    schema: integer(1, 4_096),
  },
  UNSEEN_FETCH_TIMEOUT: {
    help: 'Seconds fetching one picture may take in all.',
    fallback: '20',
    schema: integer(1, 600),
  },
  UNSEEN_ROLE: {
    help: 'What a process of the ingestion service does: answer requests (api), work off the queue (worker), or both (all).',
    fallback: 'all',
    schema: oneOf(['all', 'api', 'worker']),
  },
  UNSEEN_DRAIN_SECONDS: {
    help: 'Seconds a process that is told to stop takes to finish the chunks of jobs it has begun; what is not done by then is done again. Whoever stops it must wait 15 seconds longer.',
    fallback: '10',
    schema: integer(0, 3_600),
  },
  UNSEEN_TRASH_DAYS: {
    help: 'Days for which items that were put into the trash can be had back; then they are removed for good.',
    fallback: '30',
    schema: integer(1, 3_650),
  },
  UNSEEN_SECRET: {
    help: 'Signs the cursors of searches: the same for all replicas of the query service. Unset: made once, in the data directory.',
    fallback: '(none)',
    schema: z.string().min(32, 'at least 32 characters'),
    secret: true,
  },
  UNSEEN_API_KEY: {
    help: 'The first key, with every scope: `usk_` and at least 32 letters or digits. Needed unless HOST is a loopback address.',
    fallback: '(none)',
    schema: z.string().regex(/^usk_[A-Za-z0-9]{32,}$/, '"usk_" followed by at least 32 letters or digits'),
    secret: true,
  },
  UNSEEN_PLATFORM_URL: {
    help: 'Where the whole platform answers (the gateway), for the tools of `/mcp` on the admin service. Unset: the service itself, which is right where one process is everything.',
    fallback: '(none)',
    schema: origin,
  },
  UNSEEN_URL: {
    help: 'Where the command line finds the platform.',
    fallback: 'the one of `unseen login`, else http://127.0.0.1:8080',
    schema: text.refine(isWebAddress, WEB_ADDRESS),
  },
  UNSEEN_PROFILE: {
    help: 'Which platform of `unseen login` the command line talks to.',
    fallback: 'the one logged in to last',
    schema: text,
  },
  UNSEEN_RETRY_SECONDS: {
    help: 'Seconds for which the command line tries again while the platform does not answer or asks to wait.',
    fallback: String(RETRY_SECONDS.fallback),
    schema: integer(0, RETRY_SECONDS.max),
  },
  UNSEEN_OTLP_ENDPOINT: {
    help: 'Address of an OpenTelemetry collector (OTLP over HTTP) that gets traces.',
    fallback: '(none)',
    schema: z.url({ protocol: /^https?$/, error: 'an http or https address' }),
  },
  UNSEEN_TRACE_SHARE: {
    help: 'Share of requests and chunks that are traced, 0 to 1.',
    fallback: '1',
    schema: share,
  },
  UNSEEN_LOG_LEVEL: {
    help: 'How much to log: JSON lines on standard error, or lines for people where that is a terminal.',
    fallback: 'info',
    schema: oneOf(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']),
  },
} as const satisfies Record<string, Omit<Variable, 'name'>>;
