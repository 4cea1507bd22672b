// `npm run reference`: writes what is made from the code: pages of docs/reference, types of the clients.
// With `--check` it only compares, and fails when something is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { renderAlerts } from './render-alerts.ts';
import { openApiDocument } from './openapi-document.ts';
import { renderClient } from './render-client.ts';
import { renderPython } from './render-python.ts';
import { renderPythonOperations } from './render-python-operations.ts';
import { renderReference } from './render.ts';

const root = new URL('../../', import.meta.url);
const document = await openApiDocument();
const files = {
  ...Object.fromEntries(
    Object.entries(await renderReference()).map(([name, text]) => [`docs/reference/${name}`, text]),
  ),
  'libs/client/src/generated/api.ts': await renderClient(document),
  'clients/python/src/unseen_client/models.py': renderPython(document),
  'clients/python/src/unseen_client/operations.py': renderPythonOperations(document),
  'k8s/overlays/prod/alerts.yaml': await renderAlerts(),
};
const stale: string[] = [];
for (const [path, text] of Object.entries(files)) {
  const url = new URL(path, root);
  if (!process.argv.includes('--check')) await writeFile(url, text);
  else if ((await readFile(url, 'utf8').catch(() => '')) !== text) stale.push(path);
}
if (stale.length > 0) {
  process.stderr.write(`Out of date: ${stale.join(', ')}. Run \`npm run reference\`.\n`);
  process.exitCode = 1;
}
