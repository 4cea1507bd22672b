/** A picture that shows what a class looks like. Its vector is kept under the id, so the item may go. */
export interface Exemplar {
  /** Names the vector: a hash of where the picture came from and what it shows. */
  readonly id: string;
  /** The item it was; absent for an uploaded picture. */
  readonly collection?: string;
  readonly itemId?: string;
}

/** The states of a class: `active` ones take part in every decision, `off` ones are kept for later. */
export const CLASS_STATUSES = ['active', 'off'] as const;
export type ClassStatus = (typeof CLASS_STATUSES)[number];

/** What an admin says of a class. */
export interface ClassContent {
  readonly name: string;
  readonly synonyms: readonly string[];
  readonly description?: string;
  /** Whether what decides was trained, or is amply provided with examples, for this class. */
  readonly seen: boolean;
  readonly status: ClassStatus;
  /** Id of the class this one is a kind of. */
  readonly parent?: string;
  readonly exemplars: readonly Exemplar[];
  /** Pictures that do not belong to it, though one might think so; none when absent. */
  readonly counterExemplars?: readonly Exemplar[];
  /** The match from which on an item belongs to it, 0 to 1; that of the model pack when absent. */
  readonly line?: number;
}

/** Each field of a class once: one that is missing does not compile. */
const FIELDS: Readonly<Record<keyof ClassContent, true>> = {
  name: true,
  synonyms: true,
  description: true,
  seen: true,
  status: true,
  parent: true,
  exemplars: true,
  counterExemplars: true,
  line: true,
};

/** The fields of {@link ClassContent}, in the order people read them. */
export const CLASS_FIELDS = Object.keys(FIELDS) as readonly (keyof ClassContent)[];

/** What an admin said of a class, without what the catalogue added. */
export function classContent(entry: ClassContent): ClassContent {
  return Object.fromEntries(CLASS_FIELDS.map((field) => [field, entry[field]])) as unknown as ClassContent;
}

/** A class as it stands in one version of a catalogue. */
export interface CatalogueClass extends ClassContent {
  /** Stays the same over every change. */
  readonly id: string;
  /** Version of the catalogue that made it what it is. */
  readonly since: number;
}

/** What a class may hold at most. */
export const CLASS_LIMITS = {
  /** Characters of a name and of each synonym. */
  nameLength: 100,
  synonyms: 32,
  descriptionLength: 1_000,
  /** Exemplars, and as many counter-exemplars. */
  exemplars: 64,
  /** Classes of one tenant. */
  classes: 10_000,
} as const;
