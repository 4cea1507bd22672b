/** Items that background work still has to look at, by kind of work. */
export interface Backlog {
  /** Entries of bulk jobs. */
  readonly load: number;
  /** Items whose tags are behind their catalogue. */
  readonly tag: number;
  /** Items that a switch of the model pack, or a rebuild, still has to embed. */
  readonly switch: number;
  /** What evaluations still have to measure. */
  readonly evaluate: number;
  /** Pictures whose words are to be read. */
  readonly read: number;
}
