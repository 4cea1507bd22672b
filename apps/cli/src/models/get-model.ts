import {
  addPack,
  fetchExport,
  fetchFiles,
  modelSource,
  type FetchFilesOptions,
  type ModelPack,
} from '@unseen/encoder';
import { makeReaderPack, type ReaderPack } from '@unseen/reader';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
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
 * Fetches an export into a folder beside the new pack, makes the pack, and takes the folder away.
 * @throws as {@link download}; AppError `pack_invalid`
 */
export async function getModel(options: GetModel): Promise<ModelPack> {
  const { target, name, version, license, variant } = options;
  return download(
    options,
    (place) => fetchExport({ ...place, variant }),
    (source, origin) => addPack({ source, target, name, version, license, variant, origin }),
  );
}

/** A reader to make a pack of: {@link GetModel} without a variant, and where its parts lie in the repository. */
export interface GetReader extends Omit<GetModel, 'variant'> {
  readonly detector: string;
  readonly recognizer: string;
  /** Absent: the recognizer lists its characters itself. */
  readonly alphabet?: string;
}

/** The same of a text detector and a recognizer, which become a reader pack. @throws as {@link getModel} */
export async function getReader(options: GetReader): Promise<ReaderPack> {
  const { target, name, version, license, detector, recognizer, alphabet } = options;
  const paths = [detector, recognizer, ...(alphabet === undefined ? [] : [alphabet])];
  return download(
    options,
    (place) => fetchFiles(place, paths),
    (folder, origin) =>
      makeReaderPack({
        detector: join(folder, detector),
        recognizer: join(folder, recognizer),
        alphabet: alphabet === undefined ? undefined : join(folder, alphabet),
        ...{ target, name, version, license, origin },
      }),
  );
}

/**
 * Fetches files into a folder beside a new pack, makes the pack, and takes the folder away. When it stops before, the folder stays and
 * the next run goes on with what is there.
 * @throws AppError `model_not_fetched`
 */
async function download<P>(
  {
    repository,
    revision,
    target,
    mirror,
    bar,
  }: Pick<GetModel, 'repository' | 'revision' | 'target' | 'mirror' | 'bar'>,
  fetch: (place: FetchFilesOptions) => Promise<{ commit?: string }>,
  make: (folder: string, origin: string) => Promise<P>,
): Promise<P> {
  if (existsSync(target))
    throw new Error(`There is something at ${target} already: name another folder with --out, or remove it.`);
  const folder = `${target}.download`;
  const source = await modelSource(mirror);
  const progress = new Progress({ bar, unit: 'MB' });
  let commit: string | undefined;
  try {
    ({ commit } = await fetch({ repository, revision, folder, source, onProgress: shown(progress) }));
  } finally {
    progress.stop();
  }
  const pack = await make(folder, `${source.place}/${repository}${commit === undefined ? '' : `@${commit}`}`);
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
