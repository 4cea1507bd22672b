import type { ClassContent, TextEncoding } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import { promptsKey } from '../prototype/prompts.ts';
import { lineOfWords, packLine, unpackLine, type ClassLine } from '../score/class-line.ts';

/** Classes whose words are encoded before what was done is kept. */
const AT_ONCE = 500;

/**
 * The lines of classes by their words, by the key of those words. What is not kept yet is encoded and kept, once for all processes.
 * @returns nothing under a pack whose texts bring no lines
 * @throws AppError `encoder_failed`, `ledger_unavailable`
 */
export async function classLines(
  { ledger, encoder }: Pick<ClassParts, 'ledger' | 'encoder'>,
  classes: readonly Pick<ClassContent, 'name' | 'synonyms' | 'description'>[],
  lane: 'interactive' | 'bulk' = 'interactive',
): Promise<Map<string, ClassLine>> {
  const { id: pack, manifest } = encoder.pack;
  if (manifest.match === undefined) return new Map();
  // Lines may be learned anew under the same vectors.
  const made = manifest.files[manifest.text.stages.at(-1)!.file]!.sha256.slice(0, 8);
  const keyOf = (words: (typeof classes)[number]) => `line:${made}:${promptsKey(words)}`;
  const wanted = new Map(classes.map((words) => [keyOf(words), words]));
  const kept = await ledger.prototypes.texts(pack, [...wanted.keys()]);
  const missing = [...wanted].filter(([key]) => !kept.has(key));
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    // Classes share words: each is encoded once.
    const encodings = new Map<string, Promise<TextEncoding>>();
    const encode = (word: string) => {
      const encoding = encodings.get(word) ?? encoder.encodeText(word, lane);
      encodings.set(word, encoding);
      return encoding;
    };
    const some = await Promise.all(
      missing.slice(start, start + AT_ONCE).map(async ([id, { name, synonyms }]) => {
        const words = [name, ...synonyms].map(encode);
        return { id, vector: packLine(lineOfWords(await Promise.all(words))!) };
      }),
    );
    await ledger.prototypes.putTexts(pack, some);
    for (const { id, vector } of some) kept.set(id, vector);
  }
  return new Map(classes.map((words) => [promptsKey(words), unpackLine(kept.get(keyOf(words))!)]));
}
