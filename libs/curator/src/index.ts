export { type Actor, type CuratorParts, type WritingParts } from './curator-parts.ts';
export { LiveCatalogues } from './live/live-catalogues.ts';
export { LiveCatalogue, type Scope } from './live/live-catalogue.ts';
export { ClassWriter, type WrittenClass } from './write/class-writer.ts';
export { type ClassInput } from './write/class-input.ts';
export { Classifier, type Classification, type ClassifyRequest } from './classify/classifier.ts';
export { makeLens, type LensWishes } from './classify/make-lens.ts';
export { Retagger, type RetaggerOptions } from './retag/retagger.ts';
