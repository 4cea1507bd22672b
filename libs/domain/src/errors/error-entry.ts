/** What the catalogue says of one code. */
export interface ErrorEntry {
  /** HTTP status of the problem response. */
  readonly status: number;
  /** Short, constant summary (RFC 9457 `title`). */
  readonly title: string;
  /** What the reader can do about it. */
  readonly help: string;
}
