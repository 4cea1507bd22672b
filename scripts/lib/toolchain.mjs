// Brings a fresh clone to a state that can run: packages installed, TypeScript built.
// Runs on the Node the user has (>= 20); everything else runs on the Node 24 that the packages bring.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));
const bin = join(root, 'node_modules', '.bin');

/** Environment for children: the repository's own Node and tools come first. */
export function toolEnv(extra = {}) {
  return { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH ?? ''}`, ...extra };
}

/** The Node 24 that `npm install` brought. */
export const node = join(bin, process.platform === 'win32' ? 'node.cmd' : 'node');

/** Runs a command in the repository root and exits with its status when it fails. */
export function run(command, args, options = {}) {
  const result = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: toolEnv(), ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) process.exit(result.status ?? 1);
}

/** Runs one of the JavaScript tools under node_modules with Node 24. */
export function runTool(script, args, options) {
  run(node, [join(root, 'node_modules', script), ...args], options);
}

function installFingerprint() {
  const hash = createHash('sha256');
  for (const file of ['package.json', 'package-lock.json']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

/** Installs the packages unless the installed ones are those of the lock file. */
export function install() {
  const stamp = join(root, 'node_modules', '.unseen-install');
  const wanted = installFingerprint();
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted && existsSync(node)) return;
  console.log('Installing packages (a minute or two, once) ...');
  // The CPU libraries of onnxruntime are inside its package; its install script would only add CUDA.
  const env = { ONNXRUNTIME_NODE_INSTALL: 'skip', ...process.env };
  // `npm install`, not `npm ci`: the lock file names optional packages of other platforms that a mirror may lack.
  run('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error'], {
    env,
    shell: process.platform === 'win32',
  });
  writeFileSync(stamp, installFingerprint());
}

/** Compiles what has changed since the last build, and bundles the browser UI when it has. */
export function build() {
  runTool('typescript/bin/tsc', ['-b']);
  bundleWeb();
}

function bundleWeb() {
  const web = join(root, 'apps', 'web');
  const stamp = join(web, 'dist', '.bundled');
  const wanted = fingerprint([
    join(web, 'src'),
    join(web, 'public'),
    join(web, 'index.html'),
    join(web, 'vite.config.ts'),
    join(root, 'libs', 'client', 'src'),
    join(root, 'package-lock.json'),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  runTool('vite/bin/vite.js', ['build', '--logLevel', 'warn'], { cwd: web });
  writeFileSync(stamp, wanted);
}

/** A hash over the content of files and folders. */
function fingerprint(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    if (statSync(path).isDirectory()) {
      hash.update(fingerprint(readdirSync(path).map((name) => join(path, name))));
    } else hash.update(path).update(readFileSync(path));
  }
  return hash.digest('hex');
}
