// `npm run quality -- --set "NAME" --format flickr --images DIR --annotations FILE [--split FILE]`: measures retrieval as
// `unseen evaluate` does and writes the table of README.md.
import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { EvaluationResult } from '@unseen/evaluation';
import { renderQuality, withQuality } from './render.ts';

const readme = new URL('../../README.md', import.meta.url);
const unseen = fileURLToPath(new URL('../../apps/cli/bin/unseen.mjs', import.meta.url));

const args = process.argv.slice(2);
const at = args.indexOf('--set');
const set = at < 0 ? 'your set' : args.splice(at, 2)[1]!;
const folder = await mkdtemp(join(tmpdir(), 'unseen-quality-'));
try {
  const file = join(folder, 'figures.json');
  const { status } = spawnSync(process.execPath, [unseen, 'evaluate', ...args, '--json', file], {
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
  const result = JSON.parse(await readFile(file, 'utf8')) as EvaluationResult;
  await writeFile(readme, withQuality(await readFile(readme, 'utf8'), renderQuality(result, set)));
} finally {
  await rm(folder, { recursive: true });
}
