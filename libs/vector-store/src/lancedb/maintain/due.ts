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
 * reads down (a search over a hundred takes three times as long), or when a fifth of the rows is in no index yet.
 */
export function isDue({ rows, commits, writtenRows, quiet }: Activity): boolean {
  if (commits === 0) return false;
  const mostCommits = Math.min(128, Math.max(32, rows / 250));
  return quiet || commits >= mostCommits || writtenRows >= Math.max(2_000, rows / 5);
}
