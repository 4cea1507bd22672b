import { nameKey } from '../name/name-key.ts';
import { AppError, type Json, type VectorSpaceKey } from '@unseen/domain';
import type { ClassParts } from '../class-parts.ts';
import type { LiveCatalogue } from '../live/live-catalogue.ts';
import type { LiveCatalogues } from '../live/live-catalogues.ts';
import { measureClasses, type ClassFigures, type LabelledItem } from './measure-classes.ts';

/** What to evaluate on. */
export interface ClassEvaluationInput {
  readonly space: VectorSpaceKey;
  /** Metadata field that holds the name (or a synonym) of an item's class. */
  readonly field: string;
  /** The version to measure; the one in force by default. */
  readonly asOf?: number;
  /** An earlier version to compare with. */
  readonly against?: number;
}

/** Figures of one version, and of another on the same items. */
export interface ClassEvaluation {
  readonly items: number;
  /** Items without the field, or with a name that no active class of the version has. */
  readonly unlabelled: number;
  readonly figures: ClassFigures;
  /** What the version gains over the other, in shares. */
  readonly against?: { readonly figures: ClassFigures; readonly harmonicGain: number };
}

/** Items looked at: more would not change a figure anyone could tell. */
const MAX_ITEMS = 5_000;
const PAGE = 500;

interface Found {
  readonly label: string;
  readonly vectors: LabelledItem['vectors'];
}

/** Measures catalogues on items of a collection whose metadata says what they are. */
export class ClassEvaluator {
  readonly #parts: ClassParts;
  readonly #catalogues: LiveCatalogues;

  constructor(parts: ClassParts, catalogues: LiveCatalogues) {
    this.#parts = parts;
    this.#catalogues = catalogues;
  }

  /**
   * Measures a version on the first 5,000 labelled items in the order of point ids, which is a random sample.
   * @param onProgress - called now and then with the items judged; what it throws ends the work
   * @throws AppError `evaluation_empty` when no item is labelled with an active class, `catalogue_version_not_found`
   */
  async evaluate(
    { space, field, asOf, against }: ClassEvaluationInput,
    onProgress: (progress: { readonly done: number; readonly total: number }) => void = () => undefined,
  ): Promise<ClassEvaluation> {
    const { live, other } = await this.#catalogues.forMeasuring(space, asOf, against);
    const { found, seen } = await this.#read(space, field);
    const items = labelled(live, found);
    if (items.length === 0) {
      throw new AppError('evaluation_empty', `No item has the name of an active class in "${field}".`);
    }
    const before = other && labelled(other, found);
    const total = items.length + (before?.length ?? 0);
    let done = 0;
    const onSlice = (judged: number) => onProgress({ done: (done += judged), total });
    const figures = await measureClasses(live, items, onSlice);
    const result = { items: items.length, unlabelled: seen - items.length, figures };
    if (other === undefined) return result;
    const earlier = await measureClasses(other, before!, onSlice);
    return {
      ...result,
      against: { figures: earlier, harmonicGain: figures.top1.harmonic - earlier.top1.harmonic },
    };
  }

  async #read(space: VectorSpaceKey, field: string): Promise<{ found: Found[]; seen: number }> {
    const { store } = this.#parts;
    const found: Found[] = [];
    let seen = 0;
    let after: string | undefined;
    if (!(await store.hasSpace(space))) return { found, seen };
    while (found.length < MAX_ITEMS) {
      const page = await store.page(space, PAGE, after);
      if (page.length === 0) break;
      after = page.at(-1)!.id;
      const ids = page.map(({ id }) => id);
      for (const point of await store.read(space, ids, { vectors: ['image', 'caption'], payload: true })) {
        seen += 1;
        const label = valueAt(point.payload?.metadata ?? {}, field);
        if (typeof label === 'string') found.push({ label, vectors: point.vectors });
      }
    }
    return { found, seen };
  }
}

function labelled(live: LiveCatalogue, found: readonly Found[]): LabelledItem[] {
  const byName = new Map<string, string>();
  for (const { entry } of live.index.classes) {
    for (const name of [entry.name, ...entry.synonyms]) byName.set(nameKey(name), entry.id);
  }
  return found.flatMap(({ label, vectors }) => {
    const truth = byName.get(nameKey(label));
    return truth === undefined ? [] : [{ truth, vectors }];
  });
}

function valueAt(metadata: Readonly<Record<string, Json>>, path: string): Json | undefined {
  let value: Json | undefined = metadata;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    value = (value as Readonly<Record<string, Json>>)[key];
  }
  return value;
}
