import type { ClassContent, Exemplar } from '@unseen/domain';

/** What an admin says of items: whether they belong to a class. */
export interface Judgements {
  /** Ids of items that do. */
  readonly confirm?: readonly string[];
  /** Ids of items that do not. */
  readonly reject?: readonly string[];
  /** Their collection; `default` by default. */
  readonly collection?: string;
}

/**
 * The pictures of a class once some were judged: a picture is an exemplar or a counter-exemplar, as it was judged last.
 * @param members - exemplars from now on
 * @param others - counter-exemplars from now on
 */
export function withJudgements(
  { exemplars, counterExemplars = [] }: ClassContent,
  members: readonly Exemplar[],
  others: readonly Exemplar[],
): { readonly exemplars: Exemplar[]; readonly counterExemplars: Exemplar[] } {
  return {
    exemplars: merged(exemplars, members, others),
    counterExemplars: merged(counterExemplars, others, members),
  };
}

/** The field of a class that holds its counter-exemplars; absent where there are none, as it is in classes that never had any. */
export function counters(exemplars: readonly Exemplar[]): Pick<ClassContent, 'counterExemplars'> {
  return { counterExemplars: exemplars.length > 0 ? exemplars : undefined };
}

/** A list with some added and others taken out; what is in it already keeps its place. */
function merged(
  list: readonly Exemplar[],
  added: readonly Exemplar[],
  removed: readonly Exemplar[],
): Exemplar[] {
  const gone = new Set(removed.map(subjectOf));
  const kept = list.filter((exemplar) => !gone.has(subjectOf(exemplar)));
  return [...new Map([...kept, ...added].map((exemplar) => [subjectOf(exemplar), exemplar])).values()];
}

/** What an exemplar is a picture of: its item, whose picture may have changed since, or itself. */
function subjectOf({ id, collection, itemId }: Exemplar): string {
  return itemId === undefined ? id : JSON.stringify([collection, itemId]);
}
