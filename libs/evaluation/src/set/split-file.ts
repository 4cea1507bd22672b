import { AppError } from '@unseen/domain';
import { z } from 'zod';

/** The format of split files and its version. */
export const SPLIT_FORMAT = 'unseen-split-1';

/** Where a picture belongs. Pictures that would leak and say too little to be tested on are in no part. */
export const SPLIT_PARTS = ['train', 'validation', 'test-seen', 'test-unseen'] as const;
export type SplitPart = (typeof SPLIT_PARTS)[number];

const splitFile = z.object({
  format: z.literal(SPLIT_FORMAT),
  name: z.string(),
  source: z.object({ format: z.string(), files: z.record(z.string(), z.string()) }),
  seed: z.number(),
  classes: z.array(z.object({ name: z.string(), seen: z.boolean(), terms: z.array(z.string()) })),
  pictures: z.array(z.object({ id: z.string(), part: z.enum(SPLIT_PARTS), classes: z.array(z.string()) })),
  excluded: z.array(z.string()),
  lists: z.record(z.string(), z.object({ pictures: z.number(), sha256: z.string() })),
  sha256: z.string(),
});

/** A zero-shot split: see docs/reference/split-format.md. */
export type SplitFile = z.infer<typeof splitFile>;

/** @throws AppError `source_invalid` when the text is not a split file */
export function parseSplitFile(text: string): SplitFile {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new AppError('source_invalid', 'The split file is not valid JSON.', { cause });
  }
  const parsed = splitFile.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue?.path.map(String).join('.') || 'the file';
  throw new AppError('source_invalid', `The split file is not valid: ${where}: ${issue?.message}`);
}
