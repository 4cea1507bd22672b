import { StandaloneModule } from '@unseen/app-standalone';
import { loadConfig } from '@unseen/config';
import { type AppParts, createLogger, describeModule } from '@unseen/server';

/** The OpenAPI document of the whole interface, from the routes as they are in the built code. */
export function openApiDocument(): ReturnType<typeof describeModule> {
  const config = loadConfig({});
  // Nothing is instantiated, so no engine is needed.
  const parts = { config, logger: createLogger(config, 'reference') } as AppParts;
  return describeModule(StandaloneModule.forRoot(parts));
}
