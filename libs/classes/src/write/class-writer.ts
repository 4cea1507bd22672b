import { randomUUID } from 'node:crypto';
import { checkEdits } from '../version/apply.ts';
import { wordCollisions, type WordCollision } from '../check/collisions.ts';
import {
  AppError,
  classContent,
  type CatalogueClass,
  type ClassContent,
  type Exemplar,
} from '@unseen/domain';
import type { CatalogueState, ClassEdit, ExemplarPicture } from '@unseen/ledger';
import type { TextWarning } from '@unseen/search';
import type { Actor, WritingParts } from '../class-parts.ts';
import { textPrototypes } from '../live/text-prototypes.ts';
import { requestRetag } from '../retag/messages.ts';
import { wordWarnings } from '../understand/word-warnings.ts';
import {
  checkExemplarCount,
  ownFields,
  parentId,
  putEdit,
  withOwnLine,
  type ClassInput,
} from './class-input.ts';
import { withPictures } from './exemplar-pictures.ts';
import { keepExemplars } from './exemplars.ts';
import { counters, withJudgements, type Judgements } from './judgements.ts';

/** A class after a change, and what there is to know about it. */
export interface WrittenClass {
  readonly entry: CatalogueClass;
  /** Version of the catalogue the change made. */
  readonly version: number;
  /** Words it shares with other classes. */
  readonly collisions: readonly WordCollision[];
  /** What to know of its name and its synonyms. */
  readonly warnings?: readonly TextWarning[];
}

/**
 * Changes catalogues. All that takes time (encoding words, reading exemplars) is done and kept before the change itself, which is
 * one short transaction: other writers never wait for a model, and what is written can be used at once.
 */
export class ClassWriter {
  readonly #parts: WritingParts;

  constructor(parts: WritingParts) {
    this.#parts = parts;
  }

  /**
   * Adds a class.
   * @throws AppError `class_invalid`, `class_exists`, `class_parent_not_found`, `exemplar_not_found`, `class_limit`, `image_*`
   */
  async add(actor: Actor, input: ClassInput): Promise<WrittenClass> {
    const { tenant } = actor;
    const words = this.#ownFields(input);
    checkCounts(input);
    // Refused before anything is encoded; the transaction checks again.
    const now = await this.#parts.ledger.classes.state(tenant);
    const id = randomUUID();
    const plan = (classes: readonly CatalogueClass[], shown: Shown) => {
      const parent = parentId(input.parent, classes);
      return edits(classes, [putEdit(id, { ...words, parent, exemplars: [], ...shown })]);
    };
    plan(now.classes, {});
    return withPictures(this.#parts, tenant, input.pictures ?? [], async (pictures) => {
      const shown = await this.#shown(tenant, input, [], pictures);
      await textPrototypes(this.#parts, [words]);
      const to = (classes: readonly CatalogueClass[]) => plan(classes, shown);
      const state = await this.#change(actor, 'class.add', words.name, to, pictures);
      return this.#written(state, id);
    });
  }

  /**
   * Changes the fields given; `exemplars` and `pictures` together replace the exemplars.
   * A change to what the class is already makes no version.
   *
   * @param require - looks at the class in the moment it is changed, and throws when it must not be
   * @throws AppError as {@link add}, `class_not_found`, and what `require` throws
   */
  async change(
    actor: Actor,
    id: string,
    input: Partial<ClassInput>,
    require: (entry: CatalogueClass) => void = () => undefined,
  ): Promise<WrittenClass> {
    const { tenant } = actor;
    const now = await this.#parts.ledger.classes.state(tenant);
    const revised = (content: ClassContent, classes: readonly CatalogueClass[]): ClassContent => ({
      ...content,
      ...this.#ownFields(input, content),
      parent: input.parent === undefined ? content.parent : parentId(input.parent, classes),
    });
    const before = existing(now.classes, id);
    require(before);
    edits(now.classes, [putEdit(id, revised(classContent(before), now.classes))]);
    checkCounts(input);
    return withPictures(this.#parts, tenant, input.pictures ?? [], async (pictures) => {
      const shown = await this.#shown(tenant, input, exemplarsOf(before), pictures);
      const revision = (content: ClassContent, classes: readonly CatalogueClass[]) => ({
        ...revised(content, classes),
        ...shown,
      });
      return this.#revise(actor, 'class.change', id, now, require, revision, pictures);
    });
  }

  /**
   * Takes in what an admin said of items: those confirmed become exemplars, those rejected counter-exemplars; whichever they were before,
   * they are no longer. Exemplars and counter-exemplars move the line of the class.
   * @param judgements - ids of items with a picture, each in one list only
   * @throws AppError `class_not_found`, `class_invalid`, `exemplar_not_found`, and what `require` throws
   */
  async judge(
    actor: Actor,
    id: string,
    judgements: Judgements,
    require: (entry: CatalogueClass) => void = () => undefined,
  ): Promise<WrittenClass> {
    const { confirm = [], reject = [], collection } = judgements;
    const both = confirm.find((item) => reject.includes(item));
    if (both !== undefined) {
      const message = `has "${both}", which is confirmed as well`;
      throw new AppError('class_invalid', `reject ${message}.`, { errors: [{ field: 'reject', message }] });
    }
    checkExemplarCount(confirm.length);
    checkExemplarCount(reject.length, 'counterExemplars');
    const now = await this.#parts.ledger.classes.state(actor.tenant);
    const before = existing(now.classes, id);
    require(before);
    const known = exemplarsOf(before);
    const take = (items: readonly string[]) =>
      keepExemplars(this.#parts, actor.tenant, { items, collection, known });
    const [members, others] = [await take(confirm), await take(reject)];
    return this.#revise(actor, 'class.judge', id, now, require, (content) => {
      const { exemplars, counterExemplars } = withJudgements(content, members, others);
      checkExemplarCount(exemplars.length);
      checkExemplarCount(counterExemplars.length, 'counterExemplars');
      return { ...content, exemplars, ...counters(counterExemplars) };
    });
  }

  /** Removes a class; what it was the parent of stands on its own. @throws AppError `class_not_found` */
  async remove(
    actor: Actor,
    id: string,
    require: (entry: CatalogueClass) => void = () => undefined,
  ): Promise<CatalogueState> {
    const now = await this.#parts.ledger.classes.state(actor.tenant);
    const { name } = existing(now.classes, id);
    return this.#change(actor, 'class.remove', name, (classes) => {
      require(existing(classes, id));
      return edits(classes, [{ op: 'remove', id }]);
    });
  }

  #ownFields(input: Partial<ClassInput>, before?: ClassContent) {
    return withOwnLine(ownFields(input, before), this.#parts.encoder.pack.manifest.match?.line);
  }

  /** The pictures that an input shows the class by; absent fields stay as they are. */
  async #shown(
    tenant: string,
    input: Partial<ClassInput>,
    known: readonly Exemplar[],
    pictures: readonly ExemplarPicture[],
  ): Promise<Shown> {
    const { exemplars, counterExemplars, collection } = input;
    const take = (items: readonly string[] = [], shown: readonly ExemplarPicture[] = []) =>
      keepExemplars(this.#parts, tenant, { items, pictures: shown, collection, known });
    return {
      ...((exemplars ?? input.pictures) && { exemplars: await take(exemplars, pictures) }),
      ...(counterExemplars && counters(await take(counterExemplars))),
    };
  }

  /** Makes of a class what it shall be, where that differs. @param now - the catalogue a moment ago */
  async #revise(
    actor: Actor,
    action: string,
    id: string,
    now: CatalogueState,
    require: (entry: CatalogueClass) => void,
    revision: (content: ClassContent, classes: readonly CatalogueClass[]) => ClassContent,
    pictures: readonly ExemplarPicture[] = [],
  ): Promise<WrittenClass> {
    const stored = classContent(existing(now.classes, id));
    const first = revision(stored, now.classes);
    // As JSON: a field that is absent is one that is undefined.
    if (JSON.stringify(classContent(first)) === JSON.stringify(stored)) return this.#written(now, id);
    await textPrototypes(this.#parts, [first]);
    const plan = (classes: readonly CatalogueClass[]) => {
      const entry = existing(classes, id);
      require(entry);
      return edits(classes, [putEdit(id, revision(classContent(entry), classes))]);
    };
    const state = await this.#change(actor, action, first.name, plan, pictures);
    return this.#written(state, id);
  }

  async #written(state: CatalogueState, id: string): Promise<WrittenClass> {
    const entry = existing(state.classes, id);
    const warnings = await wordWarnings(this.#parts, entry);
    return {
      entry,
      version: state.version,
      collisions: wordCollisions(entry, state.classes),
      ...(warnings.length > 0 && { warnings }),
    };
  }

  async #change(
    { tenant, name: actor }: Actor,
    action: string,
    subject: string,
    plan: (classes: readonly CatalogueClass[]) => readonly ClassEdit[],
    pictures: readonly ExemplarPicture[] = [],
  ): Promise<CatalogueState> {
    const state = await this.#parts.ledger.classes.change({ tenant, actor, action, subject }, plan, pictures);
    await requestRetag(this.#parts.queue, tenant);
    return state;
  }
}

/** The pictures a class is shown by, as far as a caller names them. */
type Shown = Partial<Pick<ClassContent, 'exemplars' | 'counterExemplars'>>;

/** @throws AppError `class_invalid` when there are too many pictures */
function checkCounts({ exemplars = [], pictures = [], counterExemplars = [] }: Partial<ClassInput>): void {
  checkExemplarCount(exemplars.length + pictures.length);
  checkExemplarCount(counterExemplars.length, 'counterExemplars');
}

function exemplarsOf({ exemplars, counterExemplars = [] }: ClassContent): Exemplar[] {
  return [...exemplars, ...counterExemplars];
}

/** Checks edits against the classes as they are, and adds those that follow from them. */
function edits(classes: readonly CatalogueClass[], wanted: readonly ClassEdit[]): ClassEdit[] {
  return checkEdits(classes, wanted).map((edit) =>
    edit.op === 'remove' ? edit : putEdit(edit.id, edit.content),
  );
}

function existing(classes: readonly CatalogueClass[], id: string): CatalogueClass {
  const found = classes.find((entry) => entry.id === id);
  if (found === undefined) throw new AppError('class_not_found', `There is no class ${id}.`);
  return found;
}
