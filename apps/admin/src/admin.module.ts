import { Module } from '@nestjs/common';
import { CollectionsController } from './collections/collections.controller.ts';

/** The admin service. Needs platform and storage modules beside it. */
@Module({ controllers: [CollectionsController] })
export class AdminModule {}
