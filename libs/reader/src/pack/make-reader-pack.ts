import { AppError } from '@unseen/domain';
import { hashFile, readOnnxMetadata } from '@unseen/encoder';
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadReaderPack, type ReaderPack } from './load-reader-pack.ts';
import { readerManifestSchema, type ReaderManifest } from './manifest.ts';

/** A text detector and a text recognizer of PP-OCR, as ONNX, to make a reader pack of. */
export interface MakeReaderPackOptions {
  /** Paths of the graphs. */
  readonly detector: string;
  readonly recognizer: string;
  /** Path of the characters the recognizer knows, one a line; absent: the graph's metadata lists them under `character`. */
  readonly alphabet?: string;
  /** Folder of the new pack. */
  readonly target: string;
  readonly name: string;
  readonly version: string;
  readonly license: string;
  /** Where the graphs are from. */
  readonly origin: string;
}

const NAMES = { detector: 'detector.onnx', recognizer: 'recognizer.onnx', alphabet: 'alphabet.txt' } as const;

/** What the models of PP-OCR take and give, from its second version on. */
const PP_OCR = {
  detector: {
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
    threshold: 0.3,
    score: 0.6,
    grow: 1.5,
  },
  recognizer: { mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5], height: 48, score: 0.85 },
} satisfies {
  detector: Omit<ReaderManifest['detector'], 'file'>;
  recognizer: Omit<ReaderManifest['recognizer'], 'file' | 'alphabet'>;
};

/**
 * Makes a reader pack of a detector and a recognizer, and runs both once.
 * @throws AppError `pack_invalid` when they are no such models, or know another number of characters than are listed; nothing is left then
 */
export async function makeReaderPack(options: MakeReaderPackOptions): Promise<ReaderPack> {
  const { target } = options;
  await mkdir(target, { recursive: true });
  if ((await readdir(target)).length > 0)
    throw new AppError('pack_invalid', `The folder ${target} is not empty`);
  try {
    await writePack(options);
    const pack = await loadReaderPack(target);
    // The models run in this thread; whoever only serves should not load onnxruntime here.
    const { tryReader } = await import('./try-reader.ts');
    await tryReader(pack);
    return pack;
  } catch (error) {
    await rm(target, { recursive: true });
    throw error;
  }
}

async function writePack(options: MakeReaderPackOptions): Promise<void> {
  const { target, name, version, license, origin } = options;
  await copyFile(options.detector, join(target, NAMES.detector));
  await copyFile(options.recognizer, join(target, NAMES.recognizer));
  await writeFile(join(target, NAMES.alphabet), await alphabetOf(options));
  const files: ReaderManifest['files'] = {};
  for (const file of Object.values(NAMES))
    files[file] = { ...(await hashFile(join(target, file))), license, source: origin };
  const parsed = readerManifestSchema.safeParse({
    format: 1,
    kind: 'reader',
    name,
    version,
    description: `A text detector and a text recognizer from ${origin}`,
    license,
    detector: { file: NAMES.detector, ...PP_OCR.detector },
    recognizer: { file: NAMES.recognizer, alphabet: NAMES.alphabet, ...PP_OCR.recognizer },
    files,
  });
  if (!parsed.success) throw new AppError('pack_invalid', parsed.error.message, { cause: parsed.error });
  await writeFile(join(target, 'manifest.json'), `${JSON.stringify(parsed.data, null, 2)}\n`);
}

async function alphabetOf({ alphabet, recognizer }: MakeReaderPackOptions): Promise<string> {
  const text =
    alphabet === undefined
      ? (await readOnnxMetadata(recognizer))['character']
      : await readFile(alphabet, 'utf8');
  if (text === undefined)
    throw new AppError(
      'pack_invalid',
      'The recognizer does not say which characters it knows: name a file that lists them, one a line.',
    );
  // A character may be a blank of some kind: lines are not trimmed.
  return `${text.replace(/\r?\n$/, '').replaceAll('\r\n', '\n')}\n`;
}
