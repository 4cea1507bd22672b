export { MOST_FIELDS, MOST_PROBLEMS, readFields, type FieldSource } from './read-fields.ts';
export { field, rulesOf, type FieldKind, type FieldOptions, type FieldRule } from './rule.ts';
export { binaryAnswer } from './binary-answer.ts';
export { linesAnswer, NDJSON } from './lines-answer.ts';
export * from './texts.ts';
export * from './values.ts';
export * from './objects.ts';
