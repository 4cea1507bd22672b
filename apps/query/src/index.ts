export { QueryModule } from './query.module.ts';
