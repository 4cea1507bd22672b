import type { Abstract, FactoryProvider } from '@nestjs/common';
import type { Config } from '@unseen/config';
import { Health } from '../../health/health.ts';
import { CONFIG } from '../tokens.ts';

/** A store of the process under its token, and in `/health/ready`. */
export interface SharedStore<T> {
  readonly token: Abstract<T>;
  /** What `/health/ready` calls it. */
  readonly name: string;
  readonly store: () => T;
  /** Which engine it is. */
  readonly kindOf: (config: Config) => string;
}

/** Gives an application a store that outlives it. */
export function storeProvider<T extends { ping(): Promise<void> }>({
  token,
  name,
  store,
  kindOf,
}: SharedStore<T>): FactoryProvider<T> {
  return {
    provide: token,
    inject: [CONFIG, Health],
    useFactory: (config: Config, health: Health) => {
      health.register(name, async () =>
        store()
          .ping()
          .then(() => kindOf(config)),
      );
      return store();
    },
  };
}
