import 'reflect-metadata';
import { runService } from '@unseen/server';
import { IngestionService } from './ingestion.service.module.ts';

await runService('ingestion', (parts) => IngestionService.forRoot(parts));
