export * from './allocator.ts';
export { loadConfig, loadImportConfig, loadModelsConfig } from './load-config.ts';
export type { Config, Environment } from './config.ts';
export { VARIABLES, type Variable } from './variables.ts';
