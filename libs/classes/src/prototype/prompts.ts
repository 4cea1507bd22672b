import { createHash } from 'node:crypto';
import type { ClassContent } from '@unseen/domain';

/** Sentences a name is put into; the ensemble's mean is steadier than any one of them (Radford et al., ICML 2021). */
const TEMPLATES: readonly ((name: string) => string)[] = [
  (name) => name,
  (name) => `a photo of ${withArticle(name)}`,
  (name) => `a picture of ${withArticle(name)}`,
];

/** The texts that stand for a class, in groups that count alike: its name, each synonym, its description. */
export function promptGroups(
  words: Pick<ClassContent, 'name' | 'synonyms' | 'description'>,
): readonly (readonly string[])[] {
  const { name, synonyms, description } = words;
  return [
    TEMPLATES.map((template) => template(name)),
    ...synonyms.map((synonym) => TEMPLATES.map((template) => template(synonym))),
    ...(description === undefined ? [] : [[description, `${name}, ${description}`]]),
  ];
}

/** Names the text prototype of a class: the same words, in the same order, have the same one. */
export function promptsKey(words: Pick<ClassContent, 'name' | 'synonyms' | 'description'>): string {
  return createHash('sha256')
    .update(JSON.stringify(promptGroups(words)))
    .digest('hex');
}

function withArticle(name: string): string {
  if (/^(a|an|the|some|two|three|many)\s/i.test(name)) return name;
  return /^[aeiou]/i.test(name) ? `an ${name}` : `a ${name}`;
}
