import { StandaloneModule } from '@unseen/app-standalone';
import { loadConfig } from '@unseen/config';
import { createLogger, describeModule } from '@unseen/platform';
import openapi, { astToString } from 'openapi-typescript';

const NOTE =
  '// Written by `npm run reference` from the OpenAPI document; `npm run check` holds it to the routes.\n';

/** The types of the client, from the routes as they are in the built code. */
export async function renderClient(): Promise<string> {
  const config = loadConfig({});
  const document = await describeModule(StandaloneModule.forRoot(config, createLogger(config, 'reference')));
  const tree = await openapi(JSON.stringify(document), { alphabetize: true, defaultNonNullable: false });
  return NOTE + astToString(tree);
}
