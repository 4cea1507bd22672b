// `npm run openapi -- FILE`: writes the OpenAPI document of the whole interface, from the built code.
import { StandaloneModule } from '@unseen/app-standalone';
import { loadConfig } from '@unseen/config';
import { createLogger, describeModule } from '@unseen/server';
import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error('npm run openapi -- FILE');
  process.exit(2);
}
const config = loadConfig({});
const document = await describeModule(StandaloneModule.forRoot(config, createLogger(config, 'openapi')));
await writeFile(resolve(file), JSON.stringify(document));
