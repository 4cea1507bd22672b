import { Module } from '@nestjs/common';
import { CollectionsController } from './collections/collections.controller.ts';
import { IngestModule } from './ingest/ingest.module.ts';
import { BulkItemsController } from './items/bulk-items.controller.ts';
import { CaptionWarnings } from './items/caption-warnings.ts';
import { ItemTextController } from './items/item-text.controller.ts';
import { ItemsController } from './items/items.controller.ts';
import { JobsController } from './jobs/jobs.controller.ts';
import { MapsController } from './maps/maps.controller.ts';
import { ReadingModule } from './reading/reading.module.ts';
import { RetagModule } from './retag/retag.module.ts';
import { StorageController } from './storage/storage.controller.ts';
import { TrashController } from './trash/trash.controller.ts';

/** The ingestion service: single items and bulk jobs. Needs platform, storage and encoder modules beside it. */
@Module({
  imports: [IngestModule, ReadingModule, RetagModule],
  providers: [CaptionWarnings],
  controllers: [
    CollectionsController,
    BulkItemsController,
    ItemTextController,
    ItemsController,
    JobsController,
    MapsController,
    StorageController,
    TrashController,
  ],
})
export class IngestionModule {}
