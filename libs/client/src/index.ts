export { Unseen, dataOf, type CallOptions } from './unseen.ts';
export { addItems } from './add-items.ts';
export type { AddItemsOptions, ItemOutcome, UploadProgress } from './add-items.ts';
export type { ClientOptions, Http } from './http.ts';
export type { Retry } from './send-with-retries.ts';
export { UnseenError, type FieldProblem } from './unseen-error.ts';
export { isFinal } from './watch-job.ts';
export type * from './types.ts';
export type { components, paths } from './generated/api.ts';
