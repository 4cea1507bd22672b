import { joinSides, splitSides } from '../prototype/exemplar-sides.ts';
import { pictureVector } from '../prototype/picture-vector.ts';
import { promptsKey } from '../prototype/prompts.ts';
import { type ClassVectors } from '../score/class-index.ts';
import { DEFAULT_COLLECTION, isAppError, pointId, type CatalogueClass, type Exemplar } from '@unseen/domain';
import { spaceFor, type ClassParts } from '../class-parts.ts';
import { classLines } from './class-lines.ts';
import { textPrototypes } from './text-prototypes.ts';

/** Items whose vectors are read in one go. */
const AT_ONCE = 500;

/**
 * The vectors of classes under the encoder's pack. An exemplar that has none there (the pack is new) takes that of its item, or
 * one made of the picture it was uploaded as; one whose item has gone too is left out.
 * @throws AppError `encoder_failed`, `ledger_unavailable`, `vector_store_unavailable`, `blob_store_unavailable`
 */
export async function classVectors(
  parts: ClassParts,
  tenant: string,
  classes: readonly CatalogueClass[],
): Promise<ClassVectors[]> {
  const exemplars = classes.flatMap((entry) => [...entry.exemplars, ...(entry.counterExemplars ?? [])]);
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
  await addFromPictures(
    parts,
    tenant,
    exemplars.flatMap(({ id, itemId }) => (itemId === undefined && !kept.has(id) ? [id] : [])),
    kept,
  );
  const dimensions = parts.encoder.pack.spaces.global;
  const sidesOf = (shown: readonly Exemplar[] = []) =>
    shown.flatMap(({ id }) => {
      const vector = kept.get(id);
      return vector ? [splitSides(vector, dimensions)] : [];
    });
  return classes.map((entry) => {
    const members = sidesOf(entry.exemplars);
    const others = sidesOf(entry.counterExemplars);
    return {
      entry,
      text: texts.get(promptsKey(entry))!,
      line: lines.get(promptsKey(entry)),
      exemplars: members.flatMap(({ image }) => image ?? []),
      judged: [
        ...members.map((sides) => ({ ...sides, belongs: true })),
        ...others.map((sides) => ({ ...sides, belongs: false })),
      ],
    };
  });
}

/** Takes the vectors of items, those of a collection together, and keeps them: after a change of pack there may be thousands. */
async function addFromItems(
  parts: Pick<ClassParts, 'ledger' | 'store' | 'encoder'>,
  tenant: string,
  missing: readonly Exemplar[],
  kept: Map<string, Float32Array>,
): Promise<void> {
  const byCollection = Map.groupBy(
    missing.filter(({ itemId }) => itemId !== undefined),
    ({ collection = DEFAULT_COLLECTION }) => collection,
  );
  const made: { id: string; vector: Float32Array }[] = [];
  for (const [collection, exemplars] of byCollection) {
    const space = spaceFor(parts, tenant, collection);
    if (!(await parts.store.hasSpace(space))) continue;
    for (let start = 0; start < exemplars.length; start += AT_ONCE) {
      const some = exemplars.slice(start, start + AT_ONCE);
      const ids = some.map(({ itemId }) => pointId(space, itemId!));
      const points = await parts.store.read(space, [...new Set(ids)], { vectors: ['image', 'caption'] });
      const sides = new Map(points.map(({ id, vectors }) => [id, vectors]));
      for (const [at, { id }] of some.entries()) {
        const { image, caption } = sides.get(ids[at]!) ?? {};
        if (image ?? caption) made.push({ id, vector: joinSides({ image, caption }) });
      }
    }
  }
  await parts.ledger.prototypes.putExemplars(tenant, parts.encoder.pack.id, made);
  for (const { id, vector } of made) kept.set(id, vector);
}

/** Makes vectors of the pictures that exemplars were uploaded as, and keeps them. A switch of the model has made most before. */
async function addFromPictures(
  parts: ClassParts,
  tenant: string,
  missing: readonly string[],
  kept: Map<string, Float32Array>,
): Promise<void> {
  const { ledger, encoder, decodeLimits, pictures } = parts;
  if (missing.length === 0) return;
  for (const [id, hash] of await ledger.prototypes.exemplarPictures(tenant, missing)) {
    try {
      const vector = await pictureVector(encoder, decodeLimits, (await pictures.get(hash)).bytes);
      await ledger.prototypes.putExemplars(tenant, encoder.pack.id, [{ id, vector }]);
      kept.set(id, vector);
    } catch (error) {
      // A picture that is lost costs the class this exemplar alone.
      if (!isAppError(error) || error.status >= 500) throw error;
    }
  }
}
