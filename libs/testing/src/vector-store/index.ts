export { describeVectorStore } from './describe-vector-store.ts';
export type { MakeVectorStoreHarness, VectorStoreHarness } from './harness.ts';
export { normalized, randomFrom, unitVector } from './random.ts';
