// `npm start`: install and build what is missing, then run the standalone platform.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, node, root, toolEnv } from './lib/toolchain.mjs';

install();
build();
// Only now is it built.
const { ALLOCATOR } = await import('../libs/config/dist/index.js');
const child = spawn(node, [join(root, 'apps/standalone/dist/main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: { ...ALLOCATOR, ...toolEnv() },
});
// A terminal sends Ctrl-C to the whole group; forwarding makes `kill` of this process work as well.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
// A killed npm takes its shell along and leaves this process behind: without its parent it ends as well.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
