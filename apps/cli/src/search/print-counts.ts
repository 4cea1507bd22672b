import type { SearchResult } from '@unseen/client';
import { styleText } from 'node:util';
import { allPrintable } from '../output/printable.ts';

/** Prints what of a search was counted: values of fields, and classes. */
export function printCounts({ facets = {}, classes = [] }: SearchResult): void {
  for (const [field, { values, exact }] of Object.entries(allPrintable(facets))) {
    const counts = values.map(({ value, count }) => `${String(value)} (${count})`).join(', ');
    console.log(`${styleText('bold', field)}  ${counts}${exact ? '' : ', at least'}`);
  }
  for (const { name, count } of allPrintable(classes)) console.log(`${styleText('bold', name)}  ${count}`);
}
