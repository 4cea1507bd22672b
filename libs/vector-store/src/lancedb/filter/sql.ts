import type { FilterScalar } from '@unseen/domain';

/** A text as an SQL literal: everything between the quotes is data, and a quote is doubled. */
export function sqlText(text: string): string {
  return `'${text.toWellFormed().replaceAll("'", "''")}'`;
}

/** A list of texts for `IN (...)` or `[...]`. */
export function sqlTexts(texts: readonly string[]): string {
  return texts.map(sqlText).join(', ');
}

/** A number or text as an SQL literal. */
export function sqlLiteral(value: Exclude<FilterScalar, boolean>): string {
  return typeof value === 'string' ? sqlText(value) : String(value);
}
