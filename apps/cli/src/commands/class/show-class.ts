import type { CatalogueClass } from '@unseen/client';
import { styleText } from 'node:util';

/** Prints everything there is to know of a class, a line each. */
export function showClass(entry: CatalogueClass): void {
  const { id, name, seen, description, synonyms, exemplars, counterExemplars, line, parent, since, items } =
    entry;
  const facts: Readonly<Record<string, string | undefined>> = {
    id,
    kind: seen ? 'seen' : 'unseen',
    description,
    synonyms: synonyms.join(', '),
    parent,
    exemplars: String(exemplars.length),
    'counter-exemplars': String(counterExemplars.length),
    line: line?.toString(),
    items: items?.toString(),
    'since version': String(since),
  };
  console.log(styleText('bold', name));
  const width = Math.max(...Object.keys(facts).map((fact) => fact.length));
  for (const [fact, value] of Object.entries(facts))
    if (value) console.log(`${styleText('dim', fact.padEnd(width))}  ${value}`);
}
