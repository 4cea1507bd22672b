import { described, file, fileName, rgb } from '@unseen/encoder';
import { z } from 'zod';

const share = z.number().gt(0).lt(1);

/** Schema of a reader pack's `manifest.json` (see docs/guides/text-in-pictures.md). */
export const readerManifestSchema = z
  .object({
    format: z.literal(1),
    kind: z.literal('reader'),
    ...described,
    detector: z.strictObject({
      file: fileName,
      mean: rgb,
      std: rgb,
      /** Probability from which on a pixel belongs to the core of a line. */
      threshold: share,
      /** Least mean probability of a core. */
      score: share,
      /** How far lines reach beyond their cores. */
      grow: z.number().positive().max(5),
    }),
    recognizer: z.strictObject({
      file: fileName,
      mean: rgb,
      std: rgb,
      /** Pixels of a line's height, as the model takes it. */
      height: z.int().min(8).max(256),
      /** The characters it knows, one a line, in the order of its classes; the blank before and the space after them are not listed. */
      alphabet: fileName,
      /** Least mean probability of a word's characters. */
      score: share,
    }),
    files: z.record(fileName, file),
  })
  .superRefine(({ detector, recognizer, files }, context) => {
    for (const name of [detector.file, recognizer.file, recognizer.alphabet]) {
      if (!Object.hasOwn(files, name)) {
        context.addIssue({ code: 'custom', path: ['files'], message: `"${name}" is not listed in files` });
      }
    }
  });

/** A valid manifest of a reader pack, defaults filled in. */
export type ReaderManifest = z.infer<typeof readerManifestSchema>;
