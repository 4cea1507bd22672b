export { addPack } from './convert/add-pack.ts';
export type { AddPackOptions } from './convert/options.ts';
export { loadPack, type ModelPack } from './pack/load-pack.ts';
export type { PackManifest } from './pack/manifest.ts';
export { openEncoder, type EncoderOptions } from './open-encoder.ts';
export { Encoder, type EncoderStats, type ImageSpec } from './encoder.ts';
export type { BatchEvent } from './dispatch/dispatcher.ts';
export type { Lane } from './dispatch/lane-queue.ts';
export type { ExecutionProvider } from './runtime/provider.ts';
