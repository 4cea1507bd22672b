export { loadPack, type ModelPack } from './pack/load-pack.ts';
export type { PackManifest } from './pack/manifest.ts';
export { openEncoder, type EncoderOptions } from './open-encoder.ts';
export type { Encoder, EncoderStats, ImageSpec } from './encoder.ts';
export type { BatchEvent } from './dispatch/dispatcher.ts';
export type { Lane } from './dispatch/lane-queue.ts';
export type { ExecutionProvider } from './runtime/provider.ts';
