import { CLASS_FIELDS, type CatalogueClass, type ClassContent } from '@unseen/domain';

/** A class that is not what it was. */
export interface ChangedClass {
  readonly id: string;
  readonly name: string;
  /** Fields that differ. */
  readonly fields: readonly string[];
}

/** What sets two versions of a catalogue apart. */
export interface CatalogueDiff {
  readonly added: readonly { readonly id: string; readonly name: string }[];
  readonly removed: readonly { readonly id: string; readonly name: string }[];
  readonly changed: readonly ChangedClass[];
}

/** Compares two versions, class by class. */
export function diffClasses(from: readonly CatalogueClass[], to: readonly CatalogueClass[]): CatalogueDiff {
  const before = new Map(from.map((entry) => [entry.id, entry]));
  const after = new Map(to.map((entry) => [entry.id, entry]));
  const brief = ({ id, name }: CatalogueClass) => ({ id, name });
  return {
    added: to.filter(({ id }) => !before.has(id)).map(brief),
    removed: from.filter(({ id }) => !after.has(id)).map(brief),
    changed: to.flatMap((entry): ChangedClass[] => {
      const old = before.get(entry.id);
      const fields = old ? changedFields(old, entry) : [];
      return fields.length > 0 ? [{ ...brief(entry), fields }] : [];
    }),
  };
}

/** Names of the fields in which a class differs. */
export function changedFields(a: ClassContent, b: ClassContent): string[] {
  return CLASS_FIELDS.filter((field) => JSON.stringify(a[field]) !== JSON.stringify(b[field]));
}
