import { Module } from '@nestjs/common';
import { EvaluationModule } from '@unseen/platform';
import { AuditController } from './audit/audit.controller.ts';
import { CollectionsController } from './collections/collections.controller.ts';
import { EvaluationsController } from './evaluations/evaluations.controller.ts';
import { KeysController } from './keys/keys.controller.ts';

/** The admin service. Needs platform and storage modules beside it, and runs no model. */
@Module({
  imports: [EvaluationModule],
  controllers: [AuditController, CollectionsController, EvaluationsController, KeysController],
})
export class AdminModule {}
