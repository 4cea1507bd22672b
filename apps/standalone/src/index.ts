export { StandaloneModule } from './standalone.module.ts';
