import { Module } from '@nestjs/common';
import { ClassesModule } from '@unseen/server';
import { AlikeController } from './alike/alike.controller.ts';
import { AttentionController } from './attention/attention.controller.ts';
import { ClassifyController } from './classify/classify.controller.ts';
import { CollectionFacets } from './facets/collection-facets.ts';
import { FacetsController } from './facets/facets.controller.ts';
import { SearchController } from './search/search.controller.ts';
import { RunSearch } from './search/run-search.ts';
import { SearchesController } from './search/searches.controller.ts';
import { SearchModule } from './search/search.module.ts';
import { Spaces } from './spaces.ts';

/** The query service: search, classification and attention. Needs platform, storage and encoder modules beside it. */
@Module({
  imports: [SearchModule, ClassesModule],
  controllers: [
    SearchController,
    SearchesController,
    ClassifyController,
    AttentionController,
    FacetsController,
    AlikeController,
  ],
  providers: [Spaces, RunSearch, CollectionFacets],
})
export class QueryModule {}
