/** What has happened to a space since its last maintenance. */
export interface Activity {
  /** Rows in the space. */
  readonly rows: number;
  /** Commits since; each left a small file behind. */
  readonly commits: number;
  /** Rows written since. */
  readonly writtenRows: number;
  /** Nothing was written since the previous look. */
  readonly quiet: boolean;
}

/**
 * Whether maintenance is worth its price, which grows with the space: when writing has paused, when small files slow
 * reads down, or when a tenth of the rows is new and therefore not yet in an index.
 */
export function isDue({ rows, commits, writtenRows, quiet }: Activity): boolean {
  if (commits === 0) return false;
  const mostCommits = Math.min(128, Math.max(16, rows / 500));
  return quiet || commits >= mostCommits || writtenRows >= Math.max(1_000, rows / 10);
}
