// `npm run speed -- --pictures DIR`: runs the benchmark of the embedded platform and writes the table of README.md. Takes its options.
// `npm run speed -- --from FILE`: writes the table of a run that was kept with `--json FILE`.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { renderSpeed, withSpeed, type SpeedResult } from './render.ts';

const readme = new URL('../../README.md', import.meta.url);
const benchmarks = fileURLToPath(new URL('../../benchmarks/run.ts', import.meta.url));

const args = process.argv.slice(2);
const at = args.indexOf('--from');
const folder = await mkdtemp(join(tmpdir(), 'unseen-speed-'));
try {
  const file = at < 0 ? join(folder, 'figures.json') : args[at + 1]!;
  if (at < 0) {
    const command = ['--conditions=unseen-source', benchmarks, 'embedded', ...args, '--json', file];
    const { status } = spawnSync(process.execPath, command, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
  const result = JSON.parse(await readFile(file, 'utf8')) as SpeedResult;
  await writeFile(readme, withSpeed(await readFile(readme, 'utf8'), renderSpeed(result)));
} finally {
  await rm(folder, { recursive: true });
}
