export { addPack } from './convert/add-pack.ts';
export type { AddPackOptions } from './convert/options.ts';
export { fetchExport, modelSource, type FetchExportOptions } from './hub/fetch-export.ts';
export { fetchFiles, type FetchFilesOptions } from './hub/fetch-files.ts';
export { HUGGING_FACE } from './hub/model-source.ts';
export { bytesOf, KNOWN_MODELS, knownModel, type KnownModel } from './hub/known-models.ts';
export { findPacks } from './pack/find-packs.ts';
export {
  hashFile,
  loadPack,
  readManifest,
  readPackId,
  verifyFiles,
  type ModelPack,
} from './pack/load-pack.ts';
export type { PackManifest } from './pack/manifest.ts';
export { openEncoder, type EncoderOptions } from './open-encoder.ts';
export { Encoder, type EncoderStats, type ImageSpec } from './encoder.ts';
export type { BatchEvent } from './dispatch/dispatcher.ts';
export type { Lane } from './dispatch/lane-queue.ts';
export { verifyProvider, type ExecutionProvider } from './runtime/provider.ts';
export { WorkerThread, type JobOutcome, type ThreadOptions } from './worker/worker-thread.ts';
export { readOnnxMetadata } from './onnx/read-metadata.ts';
export { described, file, fileName, rgb } from './pack/manifest.ts';
