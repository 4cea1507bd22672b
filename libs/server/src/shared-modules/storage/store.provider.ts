import type { Abstract, FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Health } from '../../health/health.ts';
import { Metrics } from '../../metrics/metrics.ts';
import { CONFIG } from '../tokens.ts';

/** A store of the process under its token, in `/health/ready` and in the metrics. */
export interface SharedStore<T> {
  readonly token: Abstract<T>;
  /** What `/health/ready` and the metrics call it. */
  readonly name: string;
  readonly store: () => T;
  /** The server it is, where it is one. */
  readonly serverOf: (config: Config) => string | undefined;
  /** What it is where it lives in this process. */
  readonly embedded: string;
  /** Reports what is only to be known of this store. */
  readonly watch?: (metrics: Metrics, store: () => T) => void;
}

/** What every store can say of itself. */
interface Told {
  readonly retries: number;
  ping(): Promise<void>;
  bytes(): Promise<number>;
}

/** Gives an application a store that outlives it. */
export function storeProvider<T extends Told>({
  token,
  name,
  store,
  serverOf,
  embedded,
  watch,
}: SharedStore<T>): FactoryProvider<T> {
  return {
    provide: token,
    inject: [CONFIG, Health, Metrics],
    useFactory: (config: Config, health: Health, metrics: Metrics) => {
      const server = serverOf(config);
      const probe = async () =>
        store()
          .ping()
          .then(() => server ?? embedded);
      health.register(name, probe, server !== undefined);
      watch?.(metrics, store);
      metrics.watchRetries(name, () => store().retries);
      metrics.watchStorage(name, async () => store().bytes());
      return store();
    },
  };
}
