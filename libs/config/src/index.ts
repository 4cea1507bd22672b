export * from './allocator.ts';
export {
  clientConfigDir,
  loadClientConfig,
  loadConfig,
  loadImportConfig,
  loadModelsConfig,
} from './load-config.ts';
export type { Config, Environment } from './config.ts';
export { VARIABLES, type Variable } from './variables.ts';
export { pictureProtocol, type PictureProtocol } from './picture-protocol.ts';
