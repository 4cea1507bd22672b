import { promptGroups, promptsKey, textPrototype } from '@unseen/catalogue';
import type { ClassContent } from '@unseen/contracts';
import type { CuratorParts } from '../curator-parts.ts';

/** Classes whose words are encoded before what was done is kept. */
const AT_ONCE = 64;

/**
 * The text prototypes of classes, by the key of their words. What is not kept yet is encoded and kept, so that it is done once for
 * all processes and versions.
 * @returns D floats each, L2-normalized
 * @throws AppError `encoder_failed`, `ledger_unavailable`
 */
export async function textPrototypes(
  { ledger, encoder }: Pick<CuratorParts, 'ledger' | 'encoder'>,
  classes: readonly Pick<ClassContent, 'name' | 'synonyms' | 'description'>[],
): Promise<Map<string, Float32Array>> {
  const pack = encoder.pack.id;
  const wanted = new Map(classes.map((words) => [promptsKey(words), words]));
  const found = await ledger.prototypes.texts(pack, [...wanted.keys()]);
  const missing = [...wanted].filter(([key]) => !found.has(key));
  for (let start = 0; start < missing.length; start += AT_ONCE) {
    const made = await Promise.all(
      missing.slice(start, start + AT_ONCE).map(async ([id, words]) => {
        const groups = promptGroups(words).map((group) =>
          Promise.all(group.map(async (text) => (await encoder.encodeText(text, 'interactive')).global)),
        );
        return { id, vector: textPrototype(await Promise.all(groups)) };
      }),
    );
    await ledger.prototypes.putTexts(pack, made);
    for (const { id, vector } of made) found.set(id, vector);
  }
  return found;
}
