import { StandaloneModule } from '@unseen/app-standalone';
import { loadConfig } from '@unseen/config';
import { type AppParts, createLogger, describeModule } from '@unseen/server';
import openapi, { astToString } from 'openapi-typescript';

const NOTE =
  '// Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.\n';

/** The types of the client, from the routes as they are in the built code. */
export async function renderClient(): Promise<string> {
  const config = loadConfig({});
  // Nothing is instantiated, so no engine is needed.
  const parts = { config, logger: createLogger(config, 'reference') } as AppParts;
  const document = await describeModule(StandaloneModule.forRoot(parts));
  const tree = await openapi(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false });
  return NOTE + astToString(tree);
}
