import { AppError, CLASS_LIMITS, classContent, type CatalogueClass, type ClassContent } from '@unseen/domain';
import { findCycle } from '../check/family.ts';
import { nameKey } from '../name/name-key.ts';

/** One step of a change: a class as it shall be, or the id of one that shall go. */
export type Edit =
  | { readonly op: 'put'; readonly id: string; readonly content: ClassContent }
  | { readonly op: 'remove'; readonly id: string };

/**
 * Checks what a catalogue would be after some edits: names unique, parents there and not in a circle, no more classes than allowed.
 * A class that loses its parent becomes its own root.
 * @param current - the classes now
 * @param line - where an edit came from, for the detail of an error: ` in line 12`
 * @returns the edits to write, those of orphaned children included
 * @throws AppError `class_exists`, `class_parent_not_found`, `class_parent_cycle`, `class_limit`
 */
export function checkEdits(
  current: readonly CatalogueClass[],
  edits: readonly Edit[],
  line: (edit: Edit) => string = () => '',
): Edit[] {
  const after = new Map<string, ClassContent>(current.map((entry) => [entry.id, entry]));
  const removed = new Set<string>();
  for (const edit of edits) {
    if (edit.op === 'put') after.set(edit.id, edit.content);
    else if (after.delete(edit.id)) removed.add(edit.id);
  }
  const orphans = [...after].flatMap(([id, entry]): [string, ClassContent][] => {
    if (entry.parent === undefined || !removed.has(entry.parent)) return [];
    return [[id, { ...classContent(entry), parent: undefined }]];
  });
  const all: Edit[] = [...edits, ...orphans.map(([id, content]): Edit => ({ op: 'put', id, content }))];
  for (const [id, content] of orphans) after.set(id, content);
  if (after.size > CLASS_LIMITS.classes) {
    throw new AppError(
      'class_limit',
      `A catalogue holds at most ${CLASS_LIMITS.classes} classes; this would make ${after.size}.`,
    );
  }
  const byId = new Map(edits.map((edit) => [edit.id, edit]));
  const where = (id: string) => {
    const edit = byId.get(id);
    return edit === undefined ? '' : line(edit);
  };
  checkNames(after, where);
  checkParents(after, where);
  return all;
}

function checkNames(after: ReadonlyMap<string, ClassContent>, where: (id: string) => string): void {
  const names = new Map<string, string>();
  for (const [id, { name }] of after) {
    const key = nameKey(name);
    const other = names.get(key);
    if (other !== undefined) {
      const [said, at] = where(id) === '' ? [after.get(other)!.name, where(other)] : [name, where(id)];
      throw new AppError('class_exists', `There is a class "${said}" already${at}.`);
    }
    names.set(key, id);
  }
}

function checkParents(after: ReadonlyMap<string, ClassContent>, where: (id: string) => string): void {
  const children = new Map([...after].map(([id, { parent }]) => [id, { id, parent }]));
  for (const { id, parent } of children.values()) {
    if (parent !== undefined && !after.has(parent)) {
      throw new AppError('class_parent_not_found', `The parent "${parent}" is no class${where(id)}.`);
    }
  }
  const cycle = findCycle(children);
  if (cycle !== undefined) {
    throw new AppError(
      'class_parent_cycle',
      `"${after.get(cycle)!.name}" would be its own ancestor${where(cycle)}.`,
    );
  }
}
