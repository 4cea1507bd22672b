import { Module } from '@nestjs/common';
import { McpController } from './assistants/mcp.controller.ts';
import { AuditController } from './audit/audit.controller.ts';
import { BackupController } from './backup/backup.controller.ts';
import { ClassWritingModule } from './classes/class-writing.module.ts';
import { ClassesController } from './classes/classes.controller.ts';
import { RetagController } from './classes/retag.controller.ts';
import { ReviewController } from './classes/review.controller.ts';
import { SettingsController } from './classes/settings.controller.ts';
import { TransferController } from './classes/transfer.controller.ts';
import { VersionsController } from './classes/versions.controller.ts';
import { ClassEvaluationsController } from './evaluations/class-evaluations.controller.ts';
import { EvaluationModule } from './evaluations/evaluation.module.ts';
import { EvaluationsController } from './evaluations/evaluations.controller.ts';
import { KeysController } from './keys/keys.controller.ts';
import { ModelController } from './model/model.controller.ts';
import { ModelSwitches } from './model/model-switches.ts';
import { SwitchTrials } from './model/switch-trials.ts';
import { QueueBoard } from './queues/queue-board.ts';
import { QueuesController } from './queues/queues.controller.ts';
import { QueueSessionController } from './queues/session.controller.ts';
import { WebPages } from './web/web-pages.ts';

/** The admin service. Needs platform, storage and encoder modules beside it: the words of classes are encoded here. */
@Module({
  imports: [ClassWritingModule, EvaluationModule],
  controllers: [
    AuditController,
    BackupController,
    ClassEvaluationsController,
    EvaluationsController,
    KeysController,
    McpController,
    ModelController,
    QueuesController,
    QueueSessionController,
    RetagController,
    ReviewController,
    SettingsController,
    TransferController,
    VersionsController,
    ClassesController,
  ],
  providers: [ModelSwitches, SwitchTrials, QueueBoard, WebPages],
})
export class AdminModule {}
