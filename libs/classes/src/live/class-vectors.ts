import { promptsKey } from '../prototype/prompts.ts';
import { type ClassVectors } from '../score/class-index.ts';
import { pointId, type CatalogueClass, type Exemplar } from '@unseen/domain';
import { spaceFor, type ClassParts } from '../class-parts.ts';
import { classLines } from './class-lines.ts';
import { textPrototypes } from './text-prototypes.ts';

/**
 * The vectors of classes under the encoder's pack. An exemplar that has none there (the pack is new) takes that of its item; one
 * whose item has gone too is left out.
 * @throws AppError `encoder_failed`, `ledger_unavailable`, `vector_store_unavailable`
 */
export async function classVectors(
  parts: Pick<ClassParts, 'ledger' | 'store' | 'encoder'>,
  tenant: string,
  classes: readonly CatalogueClass[],
): Promise<ClassVectors[]> {
  const exemplars = classes.flatMap((entry) => entry.exemplars);
  const pack = parts.encoder.pack.id;
  const [texts, lines, kept] = await Promise.all([
    textPrototypes(parts, classes),
    classLines(parts, classes),
    parts.ledger.prototypes.exemplars(
      tenant,
      pack,
      exemplars.map(({ id }) => id),
    ),
  ]);
  await addFromItems(
    parts,
    tenant,
    exemplars.filter(({ id }) => !kept.has(id)),
    kept,
  );
  return classes.map((entry) => ({
    entry,
    text: texts.get(promptsKey(entry))!,
    line: lines.get(promptsKey(entry)),
    exemplars: entry.exemplars.flatMap(({ id }) => kept.get(id) ?? []),
  }));
}

async function addFromItems(
  parts: Pick<ClassParts, 'ledger' | 'store' | 'encoder'>,
  tenant: string,
  missing: readonly Exemplar[],
  kept: Map<string, Float32Array>,
): Promise<void> {
  const made: { id: string; vector: Float32Array }[] = [];
  for (const { id, collection, itemId } of missing) {
    if (collection === undefined || itemId === undefined) continue;
    const space = spaceFor(parts, tenant, collection);
    const [point] = await parts.store.read(space, [pointId(space, itemId)], { vectors: ['image'] });
    if (point?.vectors.image) made.push({ id, vector: point.vectors.image });
  }
  await parts.ledger.prototypes.putExemplars(tenant, parts.encoder.pack.id, made);
  for (const { id, vector } of made) kept.set(id, vector);
}
