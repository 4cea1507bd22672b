import 'reflect-metadata';
import { runService } from '@unseen/server';
import { QueryService } from './query.service.module.ts';

await runService('query', (parts) => QueryService.forRoot(parts));
