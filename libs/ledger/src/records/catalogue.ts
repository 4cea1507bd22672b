import type { CatalogueClass, ClassContent } from '@unseen/domain';

/** One step of a change to a catalogue: a class as it shall be, or one that shall go. */
export type ClassEdit =
  | { readonly op: 'put'; readonly id: string; readonly nameKey: string; readonly content: ClassContent }
  | { readonly op: 'remove'; readonly id: string };

/** Who changes a catalogue, and how that is called in the audit log: `class.add`. */
export interface CatalogueAct {
  readonly tenant: string;
  readonly actor: string;
  readonly action: string;
  /** What it was done to, for the audit log. */
  readonly subject: string;
}

/** One version of a catalogue. */
export interface CatalogueVersion {
  readonly version: number;
  readonly at: Date;
  readonly actor: string;
  readonly action: string;
  /** Classes that were added, changed or removed. */
  readonly changed: number;
  readonly published: boolean;
  /** Some of those classes, by name. */
  readonly classes: readonly VersionClass[];
}

/** What a version did to a class. */
export interface VersionClass {
  readonly id: string;
  /** As the version left it; of a removed one, as it was. */
  readonly name: string;
  readonly change: 'added' | 'changed' | 'removed';
}

/** What callers that may not change a catalogue see of it: each change at once, or the version published last. */
export type ServedVersion = 'latest' | 'published';

/** Where a catalogue stands, and who sees what of it. */
export interface CatalogueRelease {
  /** Its newest version; 0 before its first class. */
  readonly version: number;
  /** The version published last; undefined when none was. */
  readonly published: number | undefined;
  /** `published` only where a version is. */
  readonly serves: ServedVersion;
}

/** A catalogue at one moment: never a half-applied change. */
export interface CatalogueState {
  readonly version: number;
  readonly classes: readonly CatalogueClass[];
}

/** A vector and the name it is kept under. */
export interface NamedVector {
  readonly id: string;
  /** D floats. */
  readonly vector: Float32Array;
}

/** An exemplar that was uploaded as a picture. */
export interface ExemplarPicture {
  /** Of the exemplar. */
  readonly id: string;
  /** SHA-256 of the picture, hex. */
  readonly hash: string;
}

/** An item and the class it belongs to. */
export interface ClassTag {
  readonly itemId: string;
  readonly classId: string;
}

/** How far the tags of a collection have come. */
export interface RetagState {
  readonly collection: string;
  /** Version of the catalogue the tags agree with. */
  readonly version: number;
  /** Items changed up to then have tags; null before the first sweep. */
  readonly sweptAt: Date | null;
  readonly target: number;
  readonly classes: number;
  readonly classesDone: number;
  /** Items that were looked at, and those whose tag changed, since the retag began. */
  readonly touched: number;
  readonly changed: number;
}
