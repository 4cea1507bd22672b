// node scripts/release.mjs VERSION [--dry-run] [--images REGISTRY]
// Makes a release out of `main`: version, changelog, bill of materials, client package, commit and tag; says what is left to publish.
// A dry run does all of it in a clone that is thrown away. With --images the images are built and tagged as well (needs Docker).
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import {
  IMAGES,
  MENTIONS,
  mentionVersion,
  nextVersionProblem,
  releaseChangelog,
  setVersion,
  WORKSPACES,
} from './lib/release.mjs';
import { root, toolEnv } from './lib/toolchain.mjs';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { 'dry-run': { type: 'boolean', default: false }, images: { type: 'string' } },
});
const [version] = positionals;
const dry = values['dry-run'];
const current = readJson(root, 'package.json').version;
const problem = version === undefined ? 'Name the version.' : nextVersionProblem(current, version);
if (problem !== undefined)
  fail(`${problem}\nnode scripts/release.mjs VERSION [--dry-run] [--images REGISTRY]`);

const base = dry ? clone() : checked();
try {
  release(base);
} finally {
  if (dry) rmSync(base, { recursive: true, force: true });
}

/** The repository itself, when it is in a state to be released. */
function checked() {
  if (output(root, 'git', 'status', '--porcelain') !== '') fail('Commit or remove what is changed first.');
  if (output(root, 'git', 'rev-parse', '--abbrev-ref', 'HEAD') !== 'main') fail('Releases are made of main.');
  if (output(root, 'git', 'tag', '--list', `v${version}`) !== '') fail(`There is a tag v${version} already.`);
  return root;
}

/** A clone of what is committed, with the client as it is built here. */
function clone() {
  const folder = mkdtempSync(join(tmpdir(), 'unseen-release-'));
  run(folder, 'git', 'clone', '--quiet', '--shared', '--no-tags', root, '.');
  const built = join(root, 'libs/client/dist');
  if (existsSync(built)) cpSync(built, join(folder, 'libs/client/dist'), { recursive: true });
  return folder;
}

function release(folder) {
  const date = new Date().toISOString().slice(0, 10);
  for (const path of WORKSPACES(folder)) writeJson(folder, path, setVersion(readJson(folder, path), version));
  for (const [path, place] of MENTIONS) {
    const file = join(folder, path);
    writeFileSync(file, mentionVersion(readFileSync(file, 'utf8'), place, version));
    console.log(`version: ${path}`);
  }
  const changelog = join(folder, 'CHANGELOG.md');
  writeFileSync(changelog, releaseChangelog(readFileSync(changelog, 'utf8'), version, date));
  run(folder, 'npm', 'install', '--package-lock-only', '--ignore-scripts', '--loglevel=error');

  const out = dry ? join(folder, 'release') : resolve(root, 'release');
  mkdirSync(out, { recursive: true });
  const sbom = join(out, `unseen-${version}.cdx.json`);
  writeFileSync(
    sbom,
    output(folder, 'npm', 'sbom', '--sbom-format=cyclonedx', '--package-lock-only', '--omit=dev'),
  );
  const { components = [] } = JSON.parse(readFileSync(sbom, 'utf8'));
  console.log(`bill of materials: ${components.length} packages`);
  const [packed] = JSON.parse(
    output(folder, 'npm', 'pack', '--json', '--ignore-scripts', '--pack-destination', out, './libs/client'),
  );
  console.log(`client package: ${packed.filename}, ${packed.files.length} files`);

  run(
    folder,
    'git',
    'add',
    'CHANGELOG.md',
    'package.json',
    'package-lock.json',
    'libs',
    'apps',
    'clients',
    'k8s',
  );
  const author = dry ? ['-c', 'user.name=dry run', '-c', 'user.email=dry@run'] : [];
  run(folder, 'git', ...author, 'commit', '--quiet', '--message', `release: ${version}`);
  run(folder, 'git', ...author, 'tag', '--annotate', `v${version}`, '--message', `Unseen ${version}`);
  console.log(`commit: ${output(folder, 'git', 'log', '-1', '--format=%s')}`);
  console.log(`tag: ${output(folder, 'git', 'describe', '--tags', '--exact-match')}`);
  images(folder);
  console.log(
    dry
      ? 'Dry run: nothing of it was kept.'
      : `Left to do: git push origin main v${version}, npm publish release/${packed.filename}, push the images.`,
  );
}

/** Builds and tags the images, or says what their tags will be. */
function images(folder) {
  const registry = values.images ?? 'REGISTRY';
  for (const [target, name] of IMAGES) {
    const tag = `${registry}/${name}:${version}`;
    console.log(`image: ${tag}`);
    if (values.images !== undefined && !dry)
      run(folder, 'docker', 'build', '--target', target, '--tag', tag, '.');
  }
}

function readJson(folder, path) {
  return JSON.parse(readFileSync(join(folder, path), 'utf8'));
}

function writeJson(folder, path, value) {
  writeFileSync(join(folder, path), `${JSON.stringify(value, null, 2)}\n`);
}

function run(cwd, command, ...args) {
  const { status, error } = spawnSync(command, args, { cwd, stdio: 'inherit', env: toolEnv() });
  if (error || status !== 0) throw error ?? new Error(`${command} ${args[0]} ended with ${status}`);
}

function output(cwd, command, ...args) {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    env: toolEnv(),
    maxBuffer: 256 * 1024 * 1024,
  });
  if (error || status !== 0) throw error ?? new Error(`${command} ${args[0]}: ${stderr}`);
  return stdout.trim();
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
