// node deploy/image/pack.mjs ingestion|query|admin FOLDER [--with-node]
// Puts all that one service runs on into an empty folder: built code, its own packages, the model pack, and by choice the Node it
// runs on (for machines without containers). From a built checkout.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
/** The Node 24 that `npm install` brought. */
const node = join(root, 'node_modules/node/bin/node');
if (Number.parseInt(process.versions.node, 10) < 24 && fs.existsSync(node)) {
  // Any Node may start this; the rest needs what the services need.
  const again = spawnSync(node, process.argv.slice(1), { stdio: 'inherit' });
  process.exit(again.status ?? 1);
}

const { cpSync, existsSync, globSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } = fs;
const [app, folder, option] = process.argv.slice(2);
const known = option === undefined || option === '--with-node';
if (!['ingestion', 'query', 'admin'].includes(app) || folder === undefined || !known) {
  console.error('node deploy/image/pack.mjs ingestion|query|admin FOLDER [--with-node]');
  process.exit(2);
}
const out = resolve(folder);
mkdirSync(out, { recursive: true });
if (readdirSync(out).length > 0) throw new Error(`${out} is not empty`);

/** Run by standalone only; each is imported when it is opened, and a service of its own never does. */
const EMBEDDED_ENGINES = ['@lancedb', 'apache-arrow', '@electric-sql'];
/** Tools of development that a package asks for as if it ran on them. */
const TOOLS = ['typescript'];

writeManifests();
install();
dropForeignBinaries();
for (const name of [...EMBEDDED_ENGINES, ...TOOLS])
  rmSync(join(out, 'node_modules', name), { recursive: true, force: true });
copyBuilt();
if (option === '--with-node') {
  mkdirSync(join(out, 'bin'));
  cpSync(existsSync(node) ? node : process.execPath, join(out, 'bin/node'));
}

/** Workspaces without what only development needs: npm would install it for every package that is linked. */
function writeManifests() {
  for (const path of ['package.json', ...globSync('{libs,apps}/*/package.json', { cwd: root })]) {
    const manifest = JSON.parse(readFileSync(join(root, path), 'utf8'));
    delete manifest.devDependencies;
    // The browser's code is bundled; nothing of it is looked up at run time.
    if (manifest.name === '@unseen/app-web') delete manifest.dependencies;
    mkdirSync(dirname(join(out, path)), { recursive: true });
    writeFileSync(join(out, path), `${JSON.stringify(manifest, null, 2)}\n`);
  }
  for (const path of ['package-lock.json', '.npmrc']) cpSync(join(root, path), join(out, path));
}

/** The service's own packages, as the lock file has them. */
function install() {
  const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const { status } = spawnSync('npm', [...args, `--workspace=@unseen/app-${app}`], {
    cwd: out,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}

/** onnxruntime-node brings its libraries for every platform: 290 MB, of which one runs 45. */
function dropForeignBinaries() {
  for (const path of globSync('node_modules/onnxruntime-node/bin/*/*/*', { cwd: out })) {
    if (!path.endsWith(join(process.platform, process.arch))) rmSync(join(out, path), { recursive: true });
  }
}

/** Built code of the service and of the workspaces it is linked to; nothing of the others. */
function copyBuilt() {
  const linked = new Set(readdirSync(join(out, 'node_modules/@unseen')));
  for (const path of globSync('{libs,apps}/*', { cwd: out })) {
    const { name } = JSON.parse(readFileSync(join(out, path, 'package.json'), 'utf8'));
    if (!linked.has(name.replace('@unseen/', ''))) {
      rmSync(join(out, path), { recursive: true });
      rmSync(join(out, 'node_modules', name), { force: true });
    } else if (existsSync(join(root, path, 'dist'))) {
      const filter = (file) => !/(\.d\.ts|\.map|\.tsbuildinfo)$/.test(file);
      cpSync(join(root, path, 'dist'), join(out, path, 'dist'), { recursive: true, filter });
    }
  }
  if (app === 'admin') {
    // The browser's part is bundled files that admin serves.
    cpSync(join(root, 'apps/web/dist/site'), join(out, 'apps/web/dist/site'), { recursive: true });
    const file = join(out, 'apps/admin/dist/openapi.json');
    const { status } = spawnSync(process.execPath, ['scripts/openapi.mjs', file], {
      cwd: root,
      stdio: 'inherit',
    });
    if (status !== 0) process.exit(status ?? 1);
  }
  for (const [library, models] of [
    ['encoder', 'models/lite'],
    ['reader', 'models/reader'],
  ]) {
    if (linked.has(library)) cpSync(join(root, models), join(out, models), { recursive: true });
  }
}
