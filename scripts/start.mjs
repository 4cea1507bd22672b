// `npm start`: install and build what is missing, then run the standalone platform.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, node, root, toolEnv } from './lib/toolchain.mjs';

install();
build();
const child = spawn(node, [join(root, 'apps/standalone/dist/main.js'), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
  env: toolEnv(),
});
// A terminal sends Ctrl-C to the whole group; forwarding makes `kill` of this process work as well.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal ? 1 : 0)));
