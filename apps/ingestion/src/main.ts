import 'reflect-metadata';
import { runService } from '@unseen/platform';
import { IngestionService } from './ingestion.service.module.ts';

await runService('ingestion', (parts) => IngestionService.forRoot(parts));
