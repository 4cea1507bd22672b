import { Global, Module } from '@nestjs/common';
import { KnownAnswers } from '@unseen/concurrency';
import type { Config } from '@unseen/config';
import { BlobStore, VectorStore } from '@unseen/domain';
import { ClassEvaluator, Classifier, LiveCatalogues, type ClassParts } from '@unseen/classes';
import { Encoder } from '@unseen/encoder';
import { PictureStore } from '@unseen/ingest';
import { Ledger } from '@unseen/ledger';
import { CONFIG, CLASS_PARTS } from './tokens.ts';

/** Reading the catalogues of classes, on the engines of this process. */
@Global()
@Module({
  providers: [
    {
      provide: CLASS_PARTS,
      inject: [CONFIG, Ledger, VectorStore, BlobStore, Encoder],
      useFactory: (
        config: Config,
        ledger: Ledger,
        store: VectorStore,
        blobs: BlobStore,
        encoder: Encoder,
      ): ClassParts => ({
        ledger,
        store,
        encoder,
        pictures: new PictureStore(blobs, ledger, config.image),
        decodeLimits: config.image,
      }),
    },
    {
      provide: LiveCatalogues,
      inject: [CLASS_PARTS, KnownAnswers],
      useFactory: (parts: ClassParts, known: KnownAnswers) => new LiveCatalogues(parts, known),
    },
    {
      provide: Classifier,
      inject: [CLASS_PARTS, LiveCatalogues],
      useFactory: (parts: ClassParts, catalogues: LiveCatalogues) => new Classifier(parts, catalogues),
    },
    {
      provide: ClassEvaluator,
      inject: [CLASS_PARTS, LiveCatalogues],
      useFactory: (parts: ClassParts, catalogues: LiveCatalogues) => new ClassEvaluator(parts, catalogues),
    },
  ],
  exports: [CLASS_PARTS, LiveCatalogues, Classifier, ClassEvaluator],
})
export class ClassesModule {}
