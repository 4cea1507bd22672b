/** What every call takes beside its own arguments. */
export interface CallOptions {
  readonly signal?: AbortSignal;
}
