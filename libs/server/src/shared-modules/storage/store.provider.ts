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
}

/** Gives an application a store that outlives it. */
export function storeProvider<T extends { ping(): Promise<void>; bytes(): Promise<number> }>({
  token,
  name,
  store,
  serverOf,
  embedded,
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
      metrics.watchStorage(name, async () => store().bytes());
      return store();
    },
  };
}
