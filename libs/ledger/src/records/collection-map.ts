/** Where the items of a collection lie in two dimensions. */
export interface CollectionMap {
  /** The job that made it. */
  readonly jobId: string;
  /** Model pack whose vectors it was made from, as `name@version`. */
  readonly pack: string;
  readonly madeAt: Date;
  /** Items that were added or changed since it was begun. */
  readonly changed: number;
}

/** Some items of a map. */
export interface MapPart {
  readonly ids: readonly string[];
  /** x and y of one item after the other, from 0 to 65,535; the longer side of the map fills that. */
  readonly places: Uint16Array;
}

/** Some items of a map as they are now. */
export interface ReadMapPart extends MapPart {
  /** Whether each shows a picture. */
  readonly hasImage: readonly boolean[];
}
