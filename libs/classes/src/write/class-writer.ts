import { randomUUID } from 'node:crypto';
import { checkEdits } from '../version/apply.ts';
import { wordCollisions, type WordCollision } from '../check/collisions.ts';
import { AppError, classContent, type CatalogueClass, type ClassContent } from '@unseen/domain';
import type { CatalogueState, ClassEdit } from '@unseen/ledger';
import type { Actor, WritingParts } from '../class-parts.ts';
import { textPrototypes } from '../live/text-prototypes.ts';
import { requestRetag } from '../retag/messages.ts';
import { checkExemplarCount, ownFields, parentId, putEdit, type ClassInput } from './class-input.ts';
import { keepExemplars } from './exemplars.ts';

/** A class after a change, and what there is to know about it. */
export interface WrittenClass {
  readonly entry: CatalogueClass;
  /** Version of the catalogue the change made. */
  readonly version: number;
  /** Words it shares with other classes. */
  readonly collisions: readonly WordCollision[];
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
    const words = ownFields(input);
    const { exemplars: items = [], collection, pictures = [] } = input;
    checkExemplarCount(items.length + pictures.length);
    // Refused before anything is encoded; the transaction checks again.
    const now = await this.#parts.ledger.classes.state(tenant);
    const id = randomUUID();
    const plan = (classes: readonly CatalogueClass[], exemplars: ClassContent['exemplars']) => {
      const parent = parentId(input.parent, classes);
      return edits(classes, [putEdit(id, { ...words, parent, exemplars })]);
    };
    plan(now.classes, []);
    const exemplars = await keepExemplars(this.#parts, tenant, { items, collection, pictures });
    await textPrototypes(this.#parts, [words]);
    const state = await this.#change(actor, 'class.add', words.name, (classes) => plan(classes, exemplars));
    return written(state, id);
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
    const merged = (classes: readonly CatalogueClass[]) => {
      const content = classContent(existing(classes, id));
      return {
        ...content,
        ...ownFields(input, content),
        parent: input.parent === undefined ? content.parent : parentId(input.parent, classes),
      };
    };
    const plan = (classes: readonly CatalogueClass[], exemplars?: ClassContent['exemplars']) => {
      require(existing(classes, id));
      const content = merged(classes);
      return edits(classes, [putEdit(id, { ...content, exemplars: exemplars ?? content.exemplars })]);
    };
    const first = merged(now.classes);
    plan(now.classes);
    const { exemplars: items, pictures, collection } = input;
    checkExemplarCount((items?.length ?? 0) + (pictures?.length ?? 0));
    const exemplars =
      items === undefined && pictures === undefined
        ? undefined
        : await keepExemplars(this.#parts, tenant, {
            items: items ?? [],
            pictures,
            collection,
            known: first.exemplars,
          });
    const stored = classContent(existing(now.classes, id));
    const content = { ...first, exemplars: exemplars ?? first.exemplars };
    // As JSON: a field that is absent is one that is undefined.
    if (JSON.stringify(content) === JSON.stringify(stored)) return written(now, id);
    await textPrototypes(this.#parts, [first]);
    const state = await this.#change(actor, 'class.change', first.name, (classes) =>
      plan(classes, exemplars),
    );
    return written(state, id);
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

  async #change(
    { tenant, name: actor }: Actor,
    action: string,
    subject: string,
    plan: (classes: readonly CatalogueClass[]) => readonly ClassEdit[],
  ): Promise<CatalogueState> {
    const state = await this.#parts.ledger.classes.change({ tenant, actor, action, subject }, plan);
    await requestRetag(this.#parts.queue, tenant);
    return state;
  }
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

function written(state: CatalogueState, id: string): WrittenClass {
  const entry = existing(state.classes, id);
  return { entry, version: state.version, collisions: wordCollisions(entry, state.classes) };
}
