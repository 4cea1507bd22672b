/** What clients call the acts that controllers name in fewer words. */
const VERBS: Readonly<Record<string, string>> = { read: 'get', remove: 'delete', change: 'update' };

/**
 * The id of an operation, in words: what a generated client calls the function. Made from the method and the noun of its
 * controller (`ItemsController.create` is `createItem`); where that reads badly, the route says its own with `@ApiOperation`.
 */
export function operationIdOf(controller: string, method: string): string {
  const nouns = controller.replace(/Controller$/, '');
  const verb = VERBS[method] ?? method;
  return verb + (method === 'list' ? nouns : singular(nouns));
}

function singular(nouns: string): string {
  if (nouns.endsWith('sses')) return nouns.slice(0, -2);
  if (nouns.endsWith('ies')) return `${nouns.slice(0, -3)}y`;
  return nouns.endsWith('s') && !nouns.endsWith('ss') ? nouns.slice(0, -1) : nouns;
}
