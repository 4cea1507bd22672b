import 'reflect-metadata';
import { runService } from '@unseen/platform';
import { IngestionService } from './ingestion.service.module.ts';

await runService('ingestion', (config, logger) => IngestionService.forRoot(config, logger));
