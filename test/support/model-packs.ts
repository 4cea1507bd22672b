import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const LITE = resolve('models/lite');

/** A folder with the pack that ships and another version of it: the same model, whose vectors are kept apart. */
export interface ModelPacks {
  readonly folder: string;
  /** Folder of the pack that ships. */
  readonly lite: string;
  /** `name@version` of the pack that ships, and of the other. */
  readonly ids: readonly [lite: string, next: string];
  remove(): Promise<void>;
}

/** Makes the folder. */
export async function makeModelPacks(): Promise<ModelPacks> {
  const folder = await mkdtemp(join(tmpdir(), 'unseen-packs-'));
  const lite = join(folder, 'lite');
  await symlink(LITE, lite);
  await cp(LITE, join(folder, 'next'), { recursive: true });
  const manifest = JSON.parse(await readFile(join(LITE, 'manifest.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const next = { ...manifest, version: '99.0.0' };
  await writeFile(join(folder, 'next/manifest.json'), JSON.stringify(next));
  return {
    folder,
    lite,
    ids: [`${manifest.name}@${manifest.version}`, `${next.name}@${next.version}`],
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}
