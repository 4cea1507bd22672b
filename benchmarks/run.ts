// `npm run bench -- NAME [options]`: runs one benchmark, or all of them without a name.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const all = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && name !== 'run.ts')
  .map((name) => name.slice(0, -3));
const [name, ...rest] = process.argv.slice(2);
const chosen = name === undefined || name.startsWith('-') ? all : [name];
const options = name?.startsWith('-') ? [name, ...rest] : rest;
for (const benchmark of chosen) {
  if (!all.includes(benchmark)) {
    console.error(`There is no benchmark "${benchmark}". There are: ${all.join(', ')}.`);
    process.exit(1);
  }
  const { status } = spawnSync(
    process.execPath,
    ['--conditions=unseen-source', `${folder}${benchmark}.ts`, ...options],
    {
      stdio: 'inherit',
    },
  );
  if (status !== 0) process.exit(status ?? 1);
}
