// `npm run dev`: the platform and the web page, made anew whenever a source changes. The platform answers where `npm start` does
// and restarts on a change; the page is at Vite's address, and asks that platform.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { build, install, node, root, toolEnv } from './lib/toolchain.mjs';

install();
build();
const { ALLOCATOR } = await import('../libs/config/dist/index.js');
const tool = (path) => join(root, 'node_modules', path);
const children = [
  start([tool('typescript/bin/tsc'), '-b', '--watch', '--preserveWatchOutput']),
  // What is watched is every file it has imported: the built ones.
  start(['--watch-preserve-output', '--watch', join(root, 'apps/standalone/dist/main.js')]),
  start([tool('vite/bin/vite.js'), '--clearScreen', 'false'], join(root, 'apps/web')),
];
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop(0));

function start(args, cwd = root) {
  const child = spawn(node, args, { cwd, stdio: 'inherit', env: { ...ALLOCATOR, ...toolEnv() } });
  // Without one of them the others are of no use.
  child.on('exit', (code) => stop(code ?? 1));
  return child;
}

function stop(code) {
  for (const child of children) child.kill('SIGTERM');
  process.exitCode = code;
}
