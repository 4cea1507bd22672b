// `npm run reference`: writes what is made from the code: pages of docs/reference, types of libs/client.
// With `--check` it only compares, and fails when something is out of date.
import { readFile, writeFile } from 'node:fs/promises';
import { renderAlerts } from './render-alerts.ts';
import { renderClient } from './render-client.ts';
import { renderReference } from './render.ts';

const root = new URL('../../', import.meta.url);
const files = {
  ...Object.fromEntries(
    Object.entries(renderReference()).map(([name, text]) => [`docs/reference/${name}`, text]),
  ),
  'libs/client/src/generated/api.ts': await renderClient(),
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
