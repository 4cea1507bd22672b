export { describeVectorStore } from './describe-vector-store.ts';
export type { MakeVectorStoreHarness, VectorStoreHarness } from './harness.ts';
export { qdrantForTests, type QdrantForTests } from './qdrant-for-tests.ts';
export { chance, normalized, randomFrom, unitVector } from './random.ts';
export { randomFilter, randomMetadata } from './random-filter.ts';
export { matches } from './reference-filter.ts';
