// What worker threads of other libraries run models with: one place for sessions, providers and failures.
export { Graph, type Values } from './runtime/graph.ts';
export { WorkerFailure } from './runtime/failure.ts';
export { verifyProvider, type ExecutionProvider } from './runtime/provider.ts';
export type { SessionSettings } from './runtime/session.ts';
export { serveWorker } from './worker/serve-worker.ts';
