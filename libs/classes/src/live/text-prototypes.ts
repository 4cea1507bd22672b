import { promptGroups, promptsKey } from '../prototype/prompts.ts';
import { textPrototype } from '../prototype/prototypes.ts';
import type { ClassContent } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';

/** Prompts that are encoded before what was done is kept: enough that batches are full and of texts of like length. */
const AT_ONCE = 1_000;

/** What stands for one class, under the key of its words. */
interface Prompts {
  readonly id: string;
  readonly groups: ReturnType<typeof promptGroups>;
}

/**
 * The text prototypes of classes, by the key of their words. What is not kept yet is encoded and kept, so that it is done once for
 * all processes and versions, and what was cut short goes on where it was.
 * @param lane - `bulk` for many classes at once, so that searches need not wait behind their words
 * @returns D floats each, L2-normalized
 * @throws AppError `encoder_failed`, `ledger_unavailable`
 */
export async function textPrototypes(
  { ledger, encoder }: Pick<ClassParts, 'ledger' | 'encoder'>,
  classes: readonly Pick<ClassContent, 'name' | 'synonyms' | 'description'>[],
  lane: 'interactive' | 'bulk' = 'interactive',
): Promise<Map<string, Float32Array>> {
  const pack = encoder.pack.id;
  const wanted = new Map(classes.map((words) => [promptsKey(words), words]));
  const found = await ledger.prototypes.texts(pack, [...wanted.keys()]);
  const missing = [...wanted]
    .filter(([id]) => !found.has(id))
    .map(([id, words]) => ({ id, groups: promptGroups(words) }));
  for (const some of portions(missing)) {
    const vectors = await encodeOnce(
      some.flatMap(({ groups }) => groups.flat()),
      async (text) => (await encoder.encodeText(text, lane)).global,
    );
    const made = some.map(({ id, groups }) => ({
      id,
      vector: textPrototype(groups.map((group) => group.map((text) => vectors.get(text)!))),
    }));
    await ledger.prototypes.putTexts(pack, made);
    for (const { id, vector } of made) found.set(id, vector);
  }
  return found;
}

/** Classes in portions of about as many prompts. */
function* portions(classes: readonly Prompts[]): Generator<readonly Prompts[], void> {
  let some: Prompts[] = [];
  let prompts = 0;
  for (const each of classes) {
    some.push(each);
    prompts += each.groups.flat().length;
    if (prompts < AT_ONCE) continue;
    yield some;
    some = [];
    prompts = 0;
  }
  if (some.length > 0) yield some;
}

/** Encodes each text once, the short ones first: a batch is padded to its longest text. @returns the vectors by their texts */
async function encodeOnce(
  texts: readonly string[],
  encode: (text: string) => Promise<Float32Array>,
): Promise<Map<string, Float32Array>> {
  const sorted = [...new Set(texts)].sort((a, b) => a.length - b.length);
  const vectors = await Promise.all(sorted.map(encode));
  return new Map(sorted.map((text, at) => [text, vectors[at]!]));
}
