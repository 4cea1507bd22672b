// Starts a platform of its own and runs a command on it: node run-on-platform.ts COMMAND [ARGUMENT...]
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { PICTURES } from './pictures.ts';
import { Standalone } from './standalone.ts';

const [command, ...args] = process.argv.slice(2);
if (command === undefined) throw new Error('Name a command to run.');
const platform = await Standalone.start();
try {
  const root = join(platform.dataDir, 'import');
  await mkdir(root, { recursive: true });
  const env = {
    ...process.env,
    UNSEEN_URL: platform.url,
    UNSEEN_IMPORT_ROOT: root,
    UNSEEN_TEST_PICTURES: PICTURES,
  };
  const child = spawn(command, args, { stdio: 'inherit', env });
  const [status] = (await once(child, 'close')) as [number | null];
  process.exitCode = status ?? 1;
} finally {
  await platform.dispose();
}
