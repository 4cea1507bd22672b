/** The library that the encoder is held against where it is installed; the repository does not depend on it. */
export const PEER = '@huggingface/transformers';

/** Ten words, each a token. */
export const TEXT = 'a red dog on the blue car with a picture';

/** What both processes are started with. */
export interface Setting {
  /** Folder of the export, and of the pack made of it. */
  readonly exported: string;
  readonly pack: string;
  /** What the names of the graphs end with. */
  readonly suffix: string;
  readonly family: string;
  /** Edge of a picture. */
  readonly size: number;
  /** Tokens of a text. */
  readonly tokens: number;
  readonly threads: number;
  readonly batch: number;
}

/** What a process is told to encode. */
export interface Task {
  readonly kind: 'images' | 'texts';
  readonly count: number;
}

/** What it answers. */
export interface Done {
  readonly seconds: number;
}

/** The setting of this process; every task it is sent is run, and answered with the time it took. */
export async function serve(
  open: (setting: Setting) => Promise<Record<Task['kind'], (count: number) => Promise<void>>>,
): Promise<void> {
  const sides = open(JSON.parse(process.argv[2]!) as Setting);
  process.on('message', (task: Task) => {
    void sides.then(async (encode) => {
      const started = performance.now();
      await encode[task.kind](task.count);
      process.send!({ seconds: (performance.now() - started) / 1_000 } satisfies Done);
    });
  });
  await sides;
}
