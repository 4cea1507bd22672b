import type { ClassContent } from '@unseen/domain';
import { textWarnings, type TextWarning } from '@unseen/search';
import type { ClassParts } from '../class-parts.ts';
import { classLines } from '../live/class-lines.ts';
import { promptsKey } from '../prototype/prompts.ts';
import { meansNothing } from '../score/class-line.ts';

/** Classes that are named in one warning. */
const MOST_NAMED = 20;

/**
 * What is to be said of the name and the synonyms of a class: those that mean nothing to the encoder make nothing belong to it.
 * @throws AppError `encoder_failed`
 */
export async function wordWarnings(
  { encoder }: Pick<ClassParts, 'encoder'>,
  { name, synonyms }: Pick<ClassContent, 'name' | 'synonyms'>,
): Promise<TextWarning[]> {
  const encode = (text: string) => encoder.encodeText(text, 'interactive');
  const each = [name, ...synonyms].map(async (word) => textWarnings(word, await encode(word), encode));
  return (await Promise.all(each)).flat();
}

/**
 * One warning for all classes none of whose words the encoder understands. Their lines are made for it, and kept.
 * @throws AppError `encoder_failed`, `ledger_unavailable`
 */
export async function importWarnings(
  parts: Pick<ClassParts, 'ledger' | 'encoder'>,
  classes: readonly Pick<ClassContent, 'name' | 'synonyms' | 'description'>[],
): Promise<TextWarning[]> {
  const lines = await classLines(parts, classes, 'bulk');
  const unknown = classes.filter((words) => {
    const line = lines.get(promptsKey(words));
    return line !== undefined && meansNothing(line);
  });
  if (unknown.length === 0) return [];
  const names = unknown.slice(0, MOST_NAMED).map(({ name }) => name);
  const detail = `The model in use understands no word of ${unknown.length} of the classes: ${names.join(', ')}${unknown.length > names.length ? ', ...' : ''}.`;
  return [{ code: 'text_not_understood', detail, words: names }];
}
