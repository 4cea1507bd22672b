import 'reflect-metadata';
import type { OpenAPIObject } from '@nestjs/swagger';
import { runService } from '@unseen/server';
import { existsSync, readFileSync } from 'node:fs';
import { AdminService } from './admin.service.module.ts';

/** What `npm run openapi` wrote beside the built code: the routes of all services, since behind the gateway they are one. */
const whole = new URL('openapi.json', import.meta.url);
const document = existsSync(whole) ? (JSON.parse(readFileSync(whole, 'utf8')) as OpenAPIObject) : undefined;

await runService('admin', (parts) => AdminService.forRoot(parts), document);
