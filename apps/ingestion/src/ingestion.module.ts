import { Module } from '@nestjs/common';
import { IngestModule, RetagModule } from '@unseen/server';
import { ItemsController } from './items/items.controller.ts';
import { JobsController } from './jobs/jobs.controller.ts';

/** The ingestion service: single items and bulk jobs. Needs platform, storage and encoder modules beside it. */
@Module({ imports: [IngestModule, RetagModule], controllers: [ItemsController, JobsController] })
export class IngestionModule {}
