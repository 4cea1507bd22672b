import { Module } from '@nestjs/common';
import { Queue } from '@unseen/domain';
import {
  ClassImporter,
  ClassWriter,
  History,
  LiveCatalogues,
  type ClassParts,
  type WritingParts,
} from '@unseen/classes';
import { CLASS_PARTS, ClassesModule, TracedQueue } from '@unseen/server';

/** Injection token of what changing a catalogue works with. */
export const WRITING_PARTS = Symbol('WritingParts');

/** Changing the catalogues of classes, on the engines of this process. */
@Module({
  imports: [ClassesModule],
  providers: [
    {
      provide: WRITING_PARTS,
      inject: [CLASS_PARTS, Queue],
      useFactory: (parts: ClassParts, queue: Queue): WritingParts => ({
        ...parts,
        queue: new TracedQueue(queue),
      }),
    },
    {
      provide: ClassWriter,
      inject: [WRITING_PARTS],
      useFactory: (parts: WritingParts) => new ClassWriter(parts),
    },
    {
      provide: ClassImporter,
      inject: [WRITING_PARTS],
      useFactory: (parts: WritingParts) => new ClassImporter(parts),
    },
    {
      provide: History,
      inject: [WRITING_PARTS, LiveCatalogues],
      useFactory: (parts: WritingParts, catalogues: LiveCatalogues) => new History(parts, catalogues),
    },
  ],
  exports: [WRITING_PARTS, ClassWriter, ClassImporter, History],
})
export class ClassWritingModule {}
