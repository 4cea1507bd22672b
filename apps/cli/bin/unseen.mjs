#!/usr/bin/env node
// Runs the command line on the Node 24 that the packages bring, whatever Node started this file.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('../dist/main.js', import.meta.url);
if (!existsSync(main)) {
  console.error('Unseen is not built yet. Run `npm run build` in the repository first.');
  process.exit(1);
}
if (Number(process.versions.node.split('.', 1)[0]) >= 22) {
  await import(main.href);
} else {
  const node = fileURLToPath(new URL('../../../node_modules/.bin/node', import.meta.url));
  const { status } = spawnSync(node, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
}
