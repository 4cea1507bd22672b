import { randomUUID } from 'node:crypto';
import { changedFields } from '../version/diff.ts';
import { checkEdits } from '../version/apply.ts';
import { nameKey } from '../name/name-key.ts';
import { type ImportedClass, type ImportRow } from '../transfer/imported-class.ts';
import {
  AppError,
  CLASS_LIMITS,
  classContent,
  type CatalogueClass,
  type ClassContent,
  type FieldError,
} from '@unseen/domain';
import type { ClassEdit } from '@unseen/ledger';
import type { TextWarning } from '@unseen/search';
import type { Actor, WritingParts } from '../class-parts.ts';
import { textPrototypes } from '../live/text-prototypes.ts';
import { requestRetag } from '../retag/messages.ts';
import { importWarnings } from '../understand/word-warnings.ts';
import { checkedWords, checkExemplarCount, putEdit } from './class-input.ts';
import { importedExemplars, type ImportedPictures } from './imported-exemplars.ts';

/** `merge` keeps classes the file does not have, `replace` removes them. */
export const IMPORT_MODES = ['merge', 'replace'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

/** What an import did. */
export interface ImportResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly removed: number;
  /** Version of the catalogue afterwards. */
  readonly version: number;
  /** What to know of the words of its classes. */
  readonly warnings?: readonly TextWarning[];
}

/** A sound record and where it stood. */
interface Placed {
  readonly place: string;
  readonly value: ImportedClass;
}

/** Problems that are listed; reading stops at the last of them. */
const MOST_PROBLEMS = 20;

/** Imports classes from files: all of them in one version of the catalogue, or none. */
export class ClassImporter {
  readonly #parts: WritingParts;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  /**
   * Reads all rows, then changes the catalogue once. Rows are checked as they come, and no more are held than a catalogue may have.
   * @throws AppError `import_invalid` naming the places of what is wrong; `class_exists`, `class_parent_not_found`,
   *   `class_parent_cycle`, `class_limit`; nothing has changed then
   */
  async import(actor: Actor, rows: AsyncIterable<ImportRow>, mode: ImportMode): Promise<ImportResult> {
    const { tenant } = actor;
    const { ledger, queue } = this.#parts;
    const read = await readRows(rows);
    const counts = { added: 0, changed: 0, unchanged: 0, removed: 0 };
    // Refused before anything is encoded; the transaction checks again.
    planImport((await ledger.classes.state(tenant)).classes, read, new Map(), mode, counts);
    const pictures = await importedExemplars(this.#parts, tenant, read);
    const words = read.map(({ value }) => value);
    await textPrototypes(this.#parts, words, 'bulk');
    const warnings = await importWarnings(this.#parts, words);
    const act = { tenant, actor: actor.name, action: 'catalogue.import', subject: `${read.length} classes` };
    const state = await ledger.classes.change(act, (classes) => {
      Object.assign(counts, { added: 0, changed: 0, unchanged: 0, removed: 0 });
      return planImport(classes, read, pictures, mode, counts);
    });
    await requestRetag(queue, tenant);
    return { ...counts, version: state.version, ...(warnings.length > 0 && { warnings }) };
  }
}

/** Takes in all rows. @throws AppError `import_invalid`, `class_limit` */
async function readRows(rows: AsyncIterable<ImportRow>): Promise<Placed[]> {
  const read: Placed[] = [];
  const errors: FieldError[] = [];
  const places = new Map<string, string>();
  for await (const { place, read: row } of rows) {
    const problem = 'problem' in row ? row.problem : problemOf(row.value, places);
    if (problem !== undefined) errors.push({ field: place, message: problem });
    else if ('value' in row) {
      places.set(nameKey(row.value.name), place);
      read.push({ place, value: { ...row.value, ...checkedWords(row.value) } });
    }
    if (errors.length >= MOST_PROBLEMS) break;
    if (read.length > CLASS_LIMITS.classes) {
      const message = `is one class more than the ${CLASS_LIMITS.classes} a catalogue holds`;
      throw new AppError('class_limit', `${place}: ${message}.`, { errors: [{ field: place, message }] });
    }
  }
  const [first] = errors;
  if (first) throw new AppError('import_invalid', `${first.field}: ${first.message}.`, { errors });
  return read;
}

function problemOf(value: ImportedClass, places: ReadonlyMap<string, string>): string | undefined {
  const before = places.get(nameKey(value.name));
  if (before !== undefined) return `the name "${value.name}" stands in ${before} already`;
  try {
    checkedWords(value);
    checkExemplarCount(value.exemplars.length);
    checkExemplarCount(value.counterExemplars?.length ?? 0, 'counterExemplars');
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return error.message.replace(/\.$/, '');
  }
}

function planImport(
  classes: readonly CatalogueClass[],
  read: readonly Placed[],
  pictures: ReadonlyMap<string, ImportedPictures>,
  mode: ImportMode,
  counts: { added: number; changed: number; unchanged: number; removed: number },
): ClassEdit[] {
  const byId = new Map(classes.map((entry) => [entry.id, entry]));
  const byName = new Map(classes.map((entry) => [nameKey(entry.name), entry]));
  const known = (value: ImportedClass) =>
    (value.id === undefined ? undefined : byId.get(value.id)) ?? byName.get(nameKey(value.name));
  const placed = read.map(({ place, value }) => ({ place, value, id: known(value)?.id ?? randomUUID() }));
  const kept = new Set(placed.map(({ id }) => id));
  const stays = mode === 'replace' ? [] : classes.filter(({ id }) => !kept.has(id));
  // A parent may be a class of the file or one that stays.
  const parents = new Map(
    [...stays, ...placed.map(({ id, value }) => ({ id, name: value.name }))].flatMap((each) => [
      [each.id, each] as const,
      [nameKey(each.name), each] as const,
    ]),
  );
  const places = new Map(placed.map(({ id, place }) => [id, place]));
  const wanted = placed.flatMap(({ place, value, id }): ClassEdit[] => {
    const content: ClassContent = {
      ...classContent({ ...value, exemplars: [], counterExemplars: undefined }),
      parent: parentOf(value.parent, parents, place),
      ...pictures.get(place),
    };
    const before = byId.get(id);
    const same = before !== undefined && changedFields(before, content).length === 0;
    counts[before === undefined ? 'added' : same ? 'unchanged' : 'changed'] += 1;
    return same ? [] : [putEdit(id, content)];
  });
  const gone = mode === 'replace' ? classes.filter(({ id }) => !kept.has(id)) : [];
  counts.removed = gone.length;
  const edits: ClassEdit[] = [...wanted, ...gone.map(({ id }): ClassEdit => ({ op: 'remove', id }))];
  return checkEdits(classes, edits, ({ id }) => ` (${places.get(id) ?? 'in the catalogue'})`).map((edit) =>
    edit.op === 'remove' ? edit : putEdit(edit.id, edit.content),
  );
}

function parentOf(
  parent: string | undefined,
  known: ReadonlyMap<string, { readonly id: string; readonly name: string }>,
  place: string,
): string | undefined {
  if (parent === undefined) return undefined;
  const found = known.get(parent) ?? known.get(nameKey(parent));
  if (found) return found.id;
  throw new AppError('class_parent_not_found', `The parent "${parent}" is no class (${place}).`);
}
