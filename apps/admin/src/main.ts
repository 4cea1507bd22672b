import 'reflect-metadata';
import { runService } from '@unseen/platform';
import { AdminService } from './admin.service.module.ts';

await runService('admin', (config, logger) => AdminService.forRoot(config, logger));
