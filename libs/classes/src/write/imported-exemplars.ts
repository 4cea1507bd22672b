import type { ExemplarName, ImportedClass } from '../transfer/imported-class.ts';
import {
  AppError,
  DEFAULT_COLLECTION,
  type ClassContent,
  type Exemplar,
  type FieldError,
} from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import { keepItems } from './exemplars.ts';
import { counters } from './judgements.ts';

/** Problems that are listed. */
const MOST_PROBLEMS = 20;

/** The pictures that show an imported class, and those that show what does not belong to it. */
export type ImportedPictures = Pick<ClassContent, 'exemplars' | 'counterExemplars'>;

/**
 * The exemplars and counter-exemplars of imported classes by their places. One that names a kept vector needs no item; the others are taken from theirs,
 * all those of a collection together.
 * @throws AppError `import_invalid` naming the places of exemplars that are not there
 */
export async function importedExemplars(
  parts: ClassParts,
  tenant: string,
  rows: readonly { readonly place: string; readonly value: ImportedClass }[],
): Promise<Map<string, ImportedPictures>> {
  const names = rows.flatMap(({ value }) => [...value.exemplars, ...(value.counterExemplars ?? [])]);
  const ids = [...new Set(names.flatMap(({ id }) => id ?? []))];
  const kept = await parts.ledger.prototypes.exemplars(tenant, parts.encoder.pack.id, ids);
  const isKept = ({ id }: ExemplarName) => id !== undefined && kept.has(id);
  const items = Map.groupBy(
    names.filter((name) => !isKept(name) && name.itemId !== undefined),
    ({ collection = DEFAULT_COLLECTION }) => collection,
  );
  const made = new Map<string, Map<string, Exemplar>>();
  for (const [collection, wanted] of items) {
    const itemIds = [...new Set(wanted.map(({ itemId }) => itemId!))];
    made.set(collection, await keepItems(parts, tenant, collection, itemIds));
  }
  const exemplarOf = (name: ExemplarName): Exemplar | undefined => {
    const { id, collection = DEFAULT_COLLECTION, itemId } = name;
    if (isKept(name)) return { id: id!, ...(itemId !== undefined && { collection, itemId }) };
    return itemId === undefined ? undefined : made.get(collection)!.get(itemId);
  };
  const errors: FieldError[] = [];
  const found = new Map<string, ImportedPictures>();
  for (const { place, value } of rows) {
    const read = (listed: readonly ExemplarName[]) =>
      listed.flatMap((name): Exemplar[] => {
        const exemplar = exemplarOf(name);
        if (exemplar !== undefined) return [exemplar];
        const message = `there is no exemplar "${name.itemId ?? name.id ?? ''}"; it may have been deleted`;
        errors.push({ field: place, message });
        return [];
      });
    const exemplars = read(value.exemplars);
    found.set(place, { exemplars, ...counters(read(value.counterExemplars ?? [])) });
  }
  const [first] = errors;
  if (first === undefined) return found;
  throw new AppError('import_invalid', `${first.field}: ${first.message}.`, {
    errors: errors.slice(0, MOST_PROBLEMS),
  });
}
