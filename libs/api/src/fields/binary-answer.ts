/** An answer of bytes, for `@ApiOkResponse`: its content types, and that it is a file. */
export function binaryAnswer(description: string, ...types: string[]) {
  const schema = { type: 'string', format: 'binary' };
  return { description, content: Object.fromEntries(types.map((type) => [type, { schema }])) };
}
