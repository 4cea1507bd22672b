/** Environment variables as the process got them. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Everything that can be set, read once at start and frozen. */
export interface Config {
  readonly http: {
    readonly host: string;
    readonly port: number;
    /** Largest request body in bytes. */
    readonly maxUploadBytes: number;
  };
  /** Absolute path of the data directory of the embedded engines. */
  readonly dataDir: string;
  /** Absolute path below which bulk jobs may read. */
  readonly importRoot: string;
  /** Load the sample collection when the store is empty. */
  readonly sample: boolean;
  readonly encoder: {
    /** Absolute path of the model pack's folder. */
    readonly pack: string;
    readonly provider: 'cpu' | 'cuda' | 'webgpu';
    /** Bulk inferences at once on the CPU. */
    readonly workers: number;
    /** CPU threads one bulk inference uses. */
    readonly threads: number;
    readonly maxBatch: number;
  };
  readonly image: {
    readonly maxPixels: number;
    readonly timeoutSeconds: number;
  };
  readonly search: {
    readonly rescoreDeadlineMs: number;
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
