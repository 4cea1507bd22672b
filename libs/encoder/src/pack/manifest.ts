import { z } from 'zod';

const count = z.int().positive();

/** A file name inside the pack folder: no directories, so a manifest cannot reach outside its pack. */
export const fileName = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, 'must be a plain file name inside the pack folder');

export const rgb = z.tuple([z.number(), z.number(), z.number()]);

const stage = z.strictObject({
  file: fileName,
  rename: z.record(z.string(), z.string()).optional(),
});

const scorer = z.strictObject({ file: fileName });

const sides = z.strictObject({
  size: count.max(2048),
  fit: z.enum(['fill', 'cover']),
  /** Edge that pictures are shrunk to before the middle is cut out; `size` when absent. */
  shrink: count.max(4096).optional(),
  kernel: z.enum(['nearest', 'linear', 'cubic', 'lanczos3']),
  mean: rgb,
  std: rgb.refine((std) => std.every((value) => value > 0), 'must be positive'),
  stages: z.array(stage).min(1),
});

const image = sides.refine(({ size, shrink = size }) => shrink >= size, {
  path: ['shrink'],
  message: 'must be at least size',
});

const text = z.strictObject({
  tokenizer: fileName,
  maxTokens: count.max(4096),
  padding: z.enum(['longest', 'max']).default('longest'),
  padId: z.int().nonnegative().default(0),
  stages: z.array(stage).min(1),
});

export const file = z.strictObject({
  sha256: z.string().regex(/^[0-9a-f]{64}$/, 'must be 64 lower-case hex digits'),
  bytes: z.int().nonnegative(),
  license: z.string().optional(),
  source: z.string().optional(),
});

const odds = z.strictObject({ slope: z.number().positive(), bias: z.number() });

const match = z.strictObject({
  /** The script of the languages the text side reads, as Unicode names it; texts without a letter or digit of it are not understood. */
  script: z.enum(['Latin']).optional(),
  /** The probability from which on an item counts as a match. */
  line: z.number().gt(0).lt(1),
  /** Odds that two pictures, or two captions, are of the same, from the inner product of their vectors. */
  likeness: z.strictObject({ pictures: odds, captions: odds }),
});

/** What packs of every kind say of themselves. */
export const described = {
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/, 'must be 1 to 64 of a-z, 0-9, ".", "_" and "-"'),
  version: z.string().regex(/^[0-9A-Za-z][0-9A-Za-z.+-]{0,63}$/),
  description: z.string().default(''),
  license: z.string().default(''),
};

/** Schema of a pack's `manifest.json` (pack formats 1 and 2, see docs/guides/bring-a-model.md). */
export const manifestSchema = z
  .object({
    format: z.union([z.literal(1), z.literal(2)]),
    ...described,
    spaces: z.strictObject({
      global: count.max(8192),
      region: count.max(256),
      grid: z.tuple([count, count]).refine(([rows, columns]) => rows * columns <= 49, {
        message: 'may have at most 49 cells: a region block has to fit 13 KB',
      }),
    }),
    image,
    text,
    scorers: z.strictObject({ imfa: scorer, self: scorer }),
    /** Format 2: the text stages yield `match` [B,8], the lines of each text. */
    match: match.optional(),
    labels: z.looseObject({ file: fileName }).optional(),
    files: z.record(fileName, file),
  })
  .superRefine((manifest, context) => {
    if (manifest.match && manifest.format === 1) {
      context.addIssue({ code: 'custom', path: ['match'], message: 'needs pack format 2' });
    }
    for (const [path, name] of referencedFiles(manifest)) {
      if (!Object.hasOwn(manifest.files, name)) {
        context.addIssue({ code: 'custom', path, message: `"${name}" is not listed in files` });
      }
    }
  });

/** A valid manifest, defaults filled in. */
export type PackManifest = z.infer<typeof manifestSchema>;

/** One ONNX graph of a modality and the names it shares with the bag under another name. */
export type StageSpec = PackManifest['image']['stages'][number];

/** How pictures are brought to the shape the first image stage takes. */
export type ImagePreprocessing = Omit<PackManifest['image'], 'stages'>;

type FileReferences = Pick<PackManifest, 'image' | 'text' | 'scorers' | 'labels'>;

function referencedFiles(manifest: FileReferences): [(string | number)[], string][] {
  return [
    ...manifest.image.stages.map(({ file }, i): [(string | number)[], string] => [
      ['image', 'stages', i],
      file,
    ]),
    ...manifest.text.stages.map(({ file }, i): [(string | number)[], string] => [
      ['text', 'stages', i],
      file,
    ]),
    [['text', 'tokenizer'], manifest.text.tokenizer],
    [['scorers', 'imfa'], manifest.scorers.imfa.file],
    [['scorers', 'self'], manifest.scorers.self.file],
    ...(manifest.labels ? [[['labels'], manifest.labels.file] as [string[], string]] : []),
  ];
}
