import { AppError } from '@unseen/contracts';
import { z } from 'zod';

/** The first line a reader looks for: the format and its version. */
export const SPLIT_FORMAT = 'unseen-split-1';

/** Where a picture belongs. Pictures that would leak (they show a held-out class beside training ones) are in no part. */
export const SPLIT_PARTS = ['train', 'validation', 'test-seen', 'test-unseen'] as const;
export type SplitPart = (typeof SPLIT_PARTS)[number];

/** One class and the words that name it. */
const splitClass = z.object({ name: z.string(), seen: z.boolean(), terms: z.array(z.string()) });

const splitPicture = z.object({
  id: z.string(),
  part: z.enum(SPLIT_PARTS),
  classes: z.array(z.string()),
});

const splitFile = z.object({
  format: z.literal(SPLIT_FORMAT),
  name: z.string(),
  source: z.object({ kind: z.string(), annotations: z.string(), sha256: z.string() }),
  seed: z.number(),
  classes: z.array(splitClass),
  pictures: z.array(splitPicture),
  excluded: z.number(),
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
  throw new AppError(
    'source_invalid',
    `The split file is not valid: ${issue?.path.map(String).join('.') || 'file'}: ${issue?.message}`,
  );
}
