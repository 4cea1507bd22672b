import { Module } from '@nestjs/common';
import { IngestModule } from './ingest/ingest.module.ts';
import { ItemsController } from './items/items.controller.ts';
import { JobsController } from './jobs/jobs.controller.ts';
import { RetagModule } from './retag/retag.module.ts';

/** The ingestion service: single items and bulk jobs. Needs platform, storage and encoder modules beside it. */
@Module({ imports: [IngestModule, RetagModule], controllers: [ItemsController, JobsController] })
export class IngestionModule {}
