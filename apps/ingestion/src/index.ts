export { IngestionModule } from './ingestion.module.ts';
