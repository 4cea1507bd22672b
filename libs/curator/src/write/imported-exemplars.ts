import type { ExemplarName, ImportedClass } from '@unseen/catalogue';
import { AppError, DEFAULT_COLLECTION, type Exemplar } from '@unseen/contracts';
import type { CuratorParts } from '../curator-parts.ts';
import { keepExemplars } from './exemplars.ts';

/**
 * The exemplars of imported classes by their places. One that names a kept vector needs no item; the others are taken from theirs.
 * @throws AppError `import_invalid` naming the places of exemplars that are not there
 */
export async function importedExemplars(
  parts: CuratorParts,
  tenant: string,
  rows: readonly { readonly place: string; readonly value: ImportedClass }[],
): Promise<Map<string, Exemplar[]>> {
  const ids = rows.flatMap(({ value }) => value.exemplars.flatMap(({ id }) => id ?? []));
  const kept = await parts.ledger.prototypes.exemplars(tenant, parts.encoder.pack.id, [...new Set(ids)]);
  const found = new Map<string, Exemplar[]>();
  for (const { place, value } of rows) {
    const exemplars: Exemplar[] = [];
    for (const name of value.exemplars) exemplars.push(await exemplarOf(parts, tenant, name, kept, place));
    found.set(place, exemplars);
  }
  return found;
}

async function exemplarOf(
  parts: CuratorParts,
  tenant: string,
  { id, collection = DEFAULT_COLLECTION, itemId }: ExemplarName,
  kept: ReadonlyMap<string, Float32Array>,
  place: string,
): Promise<Exemplar> {
  if (id !== undefined && kept.has(id)) return { id, ...(itemId !== undefined && { collection, itemId }) };
  const message = `there is no exemplar "${itemId ?? id ?? ''}"; it may have been deleted`;
  const missing = new AppError('import_invalid', `${place}: ${message}.`, {
    errors: [{ field: place, message }],
  });
  if (itemId === undefined) throw missing;
  try {
    const [exemplar] = await keepExemplars(parts, tenant, { items: [itemId], collection });
    return exemplar!;
  } catch (error) {
    if (error instanceof AppError && error.code === 'exemplar_not_found') throw missing;
    throw error;
  }
}
