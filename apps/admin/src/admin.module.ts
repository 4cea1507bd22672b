import { Module } from '@nestjs/common';
import { AuditController } from './audit/audit.controller.ts';
import { CollectionsController } from './collections/collections.controller.ts';
import { KeysController } from './keys/keys.controller.ts';

/** The admin service. Needs platform and storage modules beside it. */
@Module({ controllers: [AuditController, CollectionsController, KeysController] })
export class AdminModule {}
