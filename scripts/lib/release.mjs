import { globSync } from 'node:fs';

/** Targets of the Dockerfile and what their images are called. */
export const IMAGES = [
  ['ingestion', 'unseen-ingestion'],
  ['query', 'unseen-query'],
  ['admin', 'unseen-admin'],
  ['worker-gpu', 'unseen-worker-gpu'],
];

/** The package files of a checkout, the root's first. */
export const WORKSPACES = (folder) => [
  'package.json',
  ...globSync('{libs,apps}/*/package.json', { cwd: folder }).sort(),
];

/** Files that name the version in words of their own: the Python client, the images that clusters run, a guide. */
export const MENTIONS = [
  ['clients/python/pyproject.toml', /^(version = ")[^"]+(")$/gm],
  ['clients/python/src/unseen_client/transport.py', /(unseen-client-python\/)[^"]+(")/g],
  [
    'k8s/overlays/prod/kustomization.yaml',
    /(newTag: |registry\.example\.com\/unseen-query:)\d+\.\d+[^\s}]*()/g,
  ],
  ['k8s/overlays/gpu/kustomization.yaml', /(newTag: )\d+\.\d+[^\s}]*()/g],
  ['docs/guides/client.md', /(unseen-client-)\d[\w.-]*?(\.tgz)/g],
];

/**
 * A file with another version where it names one.
 * @param {string} text
 * @param {RegExp} place - what stands before the version, and what behind it
 * @param {string} version
 * @throws Error when it names none
 */
export function mentionVersion(text, place, version) {
  if (text.search(place) === -1) throw new Error(`There is no version where ${place} looks for one.`);
  return text.replaceAll(place, (_all, before, after) => `${before}${version}${after}`);
}

const VERSION = /^(\d+)\.(\d+)\.(\d+)(?:-([0-9A-Za-z.-]+))?$/;

/**
 * Why a version cannot follow another; undefined when it can.
 * @param {string} current
 * @param {string} next
 * @returns {string | undefined}
 */
export function nextVersionProblem(current, next) {
  const [from, to] = [VERSION.exec(current), VERSION.exec(next)];
  if (to === null) return `"${next}" is no version: use MAJOR.MINOR.PATCH.`;
  for (const part of [1, 2, 3]) {
    const step = Number(to[part]) - Number(from[part]);
    if (step !== 0) return step > 0 ? undefined : `${next} is older than ${current}.`;
  }
  // The same numbers: the first release of what the packages say already, or a pre-release of it.
  return undefined;
}

/** A package file with a version, which what it names of the same workspace has too. */
export function setVersion(manifest, version) {
  const own = (list) =>
    list &&
    Object.fromEntries(
      Object.entries(list).map(([name, wanted]) => [name, name.startsWith('@unseen/') ? version : wanted]),
    );
  const { dependencies, devDependencies } = manifest;
  return {
    ...manifest,
    version,
    ...(dependencies && { dependencies: own(dependencies) }),
    ...(devDependencies && { devDependencies: own(devDependencies) }),
  };
}

/**
 * The changelog with what was unreleased under a version, and room for what comes next.
 * @param {string} text
 * @param {string} version
 * @param {string} date - as 2026-01-31
 * @throws Error when nothing is unreleased
 */
export function releaseChangelog(text, version, date) {
  const heading = /^## Unreleased\n+/m.exec(text);
  const rest = heading && text.slice(heading.index + heading[0].length);
  if (!rest || /^(## |$)/.test(rest)) throw new Error('CHANGELOG.md says nothing under "## Unreleased".');
  return `${text.slice(0, heading.index)}## Unreleased\n\n## ${version} - ${date}\n\n${rest}`;
}
