/** Gives up what was locked; never rejects. */
export type Release = () => Promise<void>;

/**
 * Keeps those that share a ledger off each other's work. What keeps processes apart need not keep callers of one process apart:
 * that is for `LocalLocks`, which every ledger has.
 */
export interface SharedLocks {
  /** Waits until nobody else has any of the names, and takes all of them. @throws AppError `ledger_unavailable`, `overloaded` */
  exclusive(names: readonly string[]): Promise<Release>;
  /** Waits until nobody has the name exclusively; any number may share it. @throws as {@link exclusive} */
  shared(name: string): Promise<Release>;
  /** As {@link exclusive} for one name, but undefined at once when somebody has it or shares it. */
  tryExclusive(name: string): Promise<Release | undefined>;
  close(): Promise<void>;
}

const NOTHING: Release = () => Promise.resolve();

/** For a process that has its ledger to itself: there is nobody to keep off. */
export const NO_OTHERS: SharedLocks = {
  exclusive: async () => NOTHING,
  shared: async () => NOTHING,
  tryExclusive: async () => NOTHING,
  close: () => Promise.resolve(),
};
