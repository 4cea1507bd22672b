import { addPack, fetchExport, modelSource, type ModelPack } from '@unseen/encoder';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { Progress } from '../output/progress.ts';

/** A model to make a pack of. */
export interface GetModel {
  readonly repository: string;
  readonly revision: string;
  readonly variant?: string;
  /** Folder of the new pack. */
  readonly target: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly mirror: string;
  /** Whether to show a bar. */
  readonly bar: boolean;
}

const MB = 1e6;

/**
 * Fetches an export into a folder beside the new pack, makes the pack, and takes the folder away. When it stops before, the folder
 * stays and the next run goes on with what is there.
 * @throws AppError `model_not_fetched`, `pack_invalid`
 */
export async function getModel(options: GetModel): Promise<ModelPack> {
  const { repository, revision, variant, target, name, version, license, mirror } = options;
  if (existsSync(target))
    throw new Error(`There is something at ${target} already: name another folder with --out, or remove it.`);
  const folder = `${target}.download`;
  const source = await modelSource(mirror);
  const progress = new Progress({ bar: options.bar, unit: 'MB' });
  let commit: string | undefined;
  try {
    ({ commit } = await fetchExport({
      repository,
      revision,
      variant,
      folder,
      source,
      onProgress: shown(progress),
    }));
  } finally {
    progress.stop();
  }
  const origin = `${source.place}/${repository}${commit === undefined ? '' : `@${commit}`}`;
  const pack = await addPack({ source: folder, target, name, version, license, variant, origin });
  await rm(folder, { recursive: true });
  return pack;
}

/** Draws how many bytes are there; the rate is that of this run. */
function shown(progress: Progress): (done: number, total: number) => void {
  const started = Date.now();
  let first: number | undefined;
  return (done, total) => {
    first ??= done;
    const perSecond = (done - first) / Math.max(0.1, (Date.now() - started) / 1_000);
    progress.show({
      total: Math.ceil(total / MB),
      done: Math.ceil(done / MB),
      failed: 0,
      skipped: 0,
      itemsPerSecond: perSecond / MB,
      etaSeconds: perSecond > 0 ? (total - done) / perSecond : null,
    });
  };
}
