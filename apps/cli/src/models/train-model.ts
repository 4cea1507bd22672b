import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { Progress } from '../output/progress.ts';

/** R@1, R@5 and R@10 in percent. */
type Recalls = Readonly<Record<'R@1' | 'R@5' | 'R@10', number>>;

/** How well a pack finds held-out pictures by their captions, and captions by their pictures. */
export interface Figures {
  readonly textToImage: Recalls;
  readonly imageToText: Recalls;
}

/** What training came to. */
export interface Training {
  /** Whether the new pack is better than the one it began from, and was written. */
  readonly kept: boolean;
  readonly trainedOn: number;
  readonly heldOut: number;
  /** Items without caption or readable picture. */
  readonly passedOver: number;
  readonly base: Figures;
  readonly trained: Figures;
  readonly seconds: number;
}

/** What to train, and with what. */
export interface TrainModel {
  /** The items, as a collection is exported with its pictures. */
  readonly lines: ReadableStream<Uint8Array>;
  readonly items: number;
  /** Folder of the pack to begin from, and of the new one. */
  readonly base: string;
  readonly out: string;
  readonly name: string;
  readonly version: string;
  readonly epochs?: number;
  readonly python: string;
  /** Folder of the recipe. */
  readonly training: string;
  /** Whether to show a bar. */
  readonly bar: boolean;
}

/** What a training says while it goes on. */
type Said =
  | {
      readonly stage: string;
      readonly done: number;
      readonly total: number | null;
      readonly secondsLeft: number | null;
    }
  | { readonly refused: string }
  | { readonly result: Training };

const STAGES: Readonly<Record<string, string>> = {
  encode: 'items read and encoded',
  train: 'epochs trained',
  measure: '% measured',
};

/**
 * Runs the recipe in Python, feeds it the items, and shows how far it is.
 * @throws Error when Python or its packages are missing, or it says that it cannot train
 */
export async function trainModel(options: TrainModel): Promise<Training> {
  const { lines, items, base, out, name, version, epochs, python, training } = options;
  const child = spawn(
    python,
    [
      ...['-m', 'unseen_training', 'collection', '--export', '-', '--total', String(items)],
      ...['--pack', base, '--out', out, '--name', name, '--version', version],
      ...(epochs === undefined ? [] : ['--epochs', String(epochs)]),
    ],
    { cwd: training, stdio: ['pipe', 'pipe', 'pipe'] },
  );
  const ended = new Promise<Error | undefined>((done) => {
    child.once('error', done);
    child.once('close', () => done(undefined));
  });
  let complaints = '';
  child.stderr.on('data', (data: Buffer) => (complaints = (complaints + data.toString()).slice(-4_000)));
  // Where Python ends before it read everything, its own words say why.
  const fed = pipeline(lines, child.stdin).catch((error: unknown) => error);
  const stages = new Stages(options.bar);
  try {
    let result: Training | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      const said = JSON.parse(line) as Said;
      if ('refused' in said) throw new Error(said.refused);
      if ('result' in said) result = said.result;
      else stages.show(said);
    }
    const unstarted = await ended;
    if (unstarted !== undefined) throw unstarted;
    if (result !== undefined) return result;
    throw new Error(whyNot(python, complaints, await fed));
  } catch (error) {
    child.kill();
    throw (error as NodeJS.ErrnoException).code === 'ENOENT'
      ? new Error(noPython(python), { cause: error })
      : error;
  } finally {
    stages.stop();
  }
}

function whyNot(python: string, complaints: string, unfed: unknown): string {
  const missing = /ModuleNotFoundError: No module named '([^']+)'/.exec(complaints)?.[1];
  if (missing !== undefined) return `${python} has no ${missing}. ${SET_UP}`;
  // A pipe that broke is what Python's end looks like from here; anything else kept the items from coming.
  const broken = ['EPIPE', 'ERR_STREAM_PREMATURE_CLOSE'].includes(
    (unfed as NodeJS.ErrnoException)?.code ?? '',
  );
  if (unfed instanceof Error && !broken) return `The items did not come: ${unfed.message}`;
  return `Training failed: ${complaints.trim() || `${python} ended without saying why.`}`;
}

function noPython(python: string): string {
  return `There is no "${python}". ${SET_UP}`;
}

const SET_UP =
  'Training needs Python with PyTorch: docs/guides/train-on-your-captions.md says how to set it up, here or in a container. UNSEEN_PYTHON names it.';

/** Shows one stage after the other. */
class Stages {
  readonly #bar: boolean;
  #stage?: string;
  #progress?: Progress;
  #started = 0;

  constructor(bar: boolean) {
    this.#bar = bar;
  }

  show({ stage, done, total, secondsLeft }: Extract<Said, { stage: string }>): void {
    if (stage !== this.#stage) {
      this.stop();
      this.#stage = stage;
      this.#started = Date.now();
      this.#progress = new Progress({ bar: this.#bar, unit: STAGES[stage] ?? stage });
    }
    this.#progress!.show({
      total,
      done,
      failed: 0,
      skipped: 0,
      itemsPerSecond: done / Math.max(1, (Date.now() - this.#started) / 1_000),
      etaSeconds: secondsLeft,
    });
  }

  stop(): void {
    this.#progress?.stop();
  }
}
