/** The name of the column that a field is kept in. */
export type SnakeCase<Field extends string> = Field extends `${infer First}${infer Rest}`
  ? `${First extends Lowercase<First> ? First : `_${Lowercase<First>}`}${SnakeCase<Rest>}`
  : Field;

/** `contentHash` -> `content_hash`. */
export function snakeCase<Field extends string>(field: Field): SnakeCase<Field> {
  return field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`) as SnakeCase<Field>;
}
