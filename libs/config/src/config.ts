/** Environment variables as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that can be set, read once at start and frozen. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Largest request body in bytes. */
    readonly maxUploadBytes: number;
    /** Origins whose pages may read answers. */
    readonly corsOrigins: readonly string[];
  };
  /** Absolute path of the data directory of the embedded engines. */
  readonly dataDir: string;
  /** Bytes of memory in which the vector store keeps what it read lately. */
  readonly cacheBytes: number;
  /** Absolute path below which bulk jobs may read. */
  readonly importRoot: string;
  /** Load the sample collection when the store is empty. */
  readonly sample: boolean;
  readonly encoder: {
    /** Absolute path of the model pack's folder. */
    readonly pack: string;
    /** Absolute path of the folder whose folders are packs to switch to. */
    readonly packs: string;
    readonly provider: 'cpu' | 'cuda' | 'webgpu';
    /** Bulk inferences at once on the CPU. */
    readonly workers: number;
    /** CPU threads one bulk inference uses. */
    readonly threads: number;
    readonly maxBatch: number;
  };
  /** Absolute path of the folder of the pack that reads what is written in pictures. */
  readonly readerPack: string;
  readonly readerProvider: 'cpu' | 'cuda' | 'webgpu';
  readonly image: {
    readonly maxPixels: number;
    readonly timeoutSeconds: number;
    /** Whether jobs keep where pictures say they were taken. */
    readonly readPlaces: boolean;
    /** Largest picture file a job reads. */
    readonly maxFileBytes: number;
  };
  /** The Qdrant server that keeps the vectors; absent: LanceDB in the data directory. */
  readonly qdrant?: {
    /** One or more nodes: another is asked while one is away. */
    readonly urls: readonly string[];
    readonly apiKey?: string;
    /** First part of the names of all collections. */
    readonly prefix: string;
    readonly timeoutMs: number;
    readonly searchEf: number;
    /** Copies a read asks; absent: as Qdrant thinks. */
    readonly readCopies?: number | 'majority' | 'quorum' | 'all';
    /** Of new collections. */
    readonly layout: {
      readonly shards: number;
      readonly replicas: number;
      readonly writeCopies?: number;
      readonly hnswM: number;
      readonly hnswEfConstruct: number;
      readonly quantization: 'int8' | 'turbo4' | 'turbo2' | 'none';
    };
  };
  /** The Postgres server that keeps the ledger; absent: PGlite in the data directory. */
  readonly databaseUrl?: string;
  /** Connections one process holds to it at most. */
  readonly databaseConnections: number;
  /** Where Postgres keeps sessions, when `databaseUrl` is a pooler. */
  readonly databaseLocksUrl?: string;
  /** Milliseconds for which what the ledger last said is used while it is away. */
  readonly staleMs: number;
  /** Where the whole platform answers; absent: at each service itself. */
  readonly platformUrl?: string;
  /** The Redis server that keeps the queue; absent: pg-boss on the embedded ledger. */
  readonly redisUrl?: string;
  /** Who knows which Redis is the master, whose name is the host of `redisUrl`; absent: `redisUrl` is its address. */
  readonly redisSentinels?: readonly { readonly host: string; readonly port: number }[];
  /** First part of the names of all keys there. */
  readonly redisPrefix: string;
  /** The S3-compatible store that keeps the pictures; absent: files in the data directory. */
  readonly s3?: {
    /** Absent: Amazon's own. */
    readonly endpoint?: string;
    readonly bucket: string;
    readonly region: string;
    /** Absent: what the machine offers, such as a role. */
    readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
  };
  readonly ingestion: {
    /** What this process of the ingestion service does: answer requests, work off the queue, or both. */
    readonly role: 'all' | 'api' | 'worker';
    /** Seconds it takes to finish the chunks it has begun, when it is told to stop. */
    readonly drainSeconds: number;
    /** Chunks of a bulk job planned ahead of the workers. */
    readonly chunksAhead: number;
    /** Hours between looks for pictures and vectors that nothing needs; 0: none. */
    readonly sweepHours: number;
    /** Days for which items in the trash can be had back. */
    readonly trashDays: number;
  };
  /** How pictures are fetched from web addresses in bulk jobs. */
  readonly fetch: {
    readonly enabled: boolean;
    readonly ports: readonly number[];
    /** Networks to allow besides the public internet, as CIDR blocks. */
    readonly networks: readonly string[];
    readonly maxBytes: number;
    readonly timeoutSeconds: number;
  };
  readonly search: {
    readonly rescoreDeadlineMs: number;
    /** Searches one process works on at the same time. */
    readonly atOnce: number;
    /** Milliseconds a search waits for its turn, at most. */
    readonly waitMs: number;
    /** Signs cursors; the same for all replicas of the query service. Absent: made once, in the data directory. */
    readonly secret?: string;
  };
  readonly auth: {
    /** The first key, all scopes, tenant `default`; empty: open, which only a loopback address allows. */
    readonly apiKey?: string;
  };
  readonly tracing: {
    /** Base address of an OTLP/HTTP collector; absent: nothing is traced. */
    readonly endpoint?: string;
    /** Share of new traces that are kept, 0 to 1. */
    readonly share: number;
  };
  readonly log: { readonly level: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent' };
}
