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
  /** Which engine it is. */
  readonly kindOf: (config: Config) => string;
}

/** Gives an application a store that outlives it. */
export function storeProvider<T extends { ping(): Promise<void>; bytes(): Promise<number> }>({
  token,
  name,
  store,
  kindOf,
}: SharedStore<T>): FactoryProvider<T> {
  return {
    provide: token,
    inject: [CONFIG, Health, Metrics],
    useFactory: (config: Config, health: Health, metrics: Metrics) => {
      health.register(name, async () =>
        store()
          .ping()
          .then(() => kindOf(config)),
      );
      metrics.watchStorage(name, async () => store().bytes());
      return store();
    },
  };
}
