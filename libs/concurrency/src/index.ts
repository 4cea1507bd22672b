// What several callers share in one process, where no kept library does it. Limits on how much runs at once are `p-limit` and
// `p-map`, caches are `lru-cache`; nothing of either is written here.
export { KeyLock } from './key-lock.ts';
export { KnownAnswers, type KnownKind } from './known-answers.ts';
export { Lookout } from './lookout.ts';
export { Mutex } from './mutex.ts';
export { Pause } from './pause.ts';
export { persist } from './persist.ts';
export { settleAll } from './settle-all.ts';
export { SharedReads } from './shared-reads.ts';
export { SharedWork } from './shared-work.ts';
export { Signal } from './signal.ts';
export { UnderWay } from './under-way.ts';
