export { type Actor, type CuratorParts, type WritingParts } from './curator-parts.ts';
export { LiveCatalogues } from './live/live-catalogues.ts';
export { LiveCatalogue, type Scope } from './live/live-catalogue.ts';
export { ClassWriter, type WrittenClass } from './write/class-writer.ts';
export { type ClassInput } from './write/class-input.ts';
export { Classifier, type Classification, type ClassifyRequest } from './classify/classifier.ts';
export { makeLens, type LensWishes } from './classify/make-lens.ts';
export { Retagger, type RetaggerOptions } from './retag/retagger.ts';
export { openSpace } from './open-space.ts';
export { ClassImporter, type ImportMode, type ImportResult } from './write/class-importer.ts';
export { readCsv } from './write/read-csv.ts';
export { readJson } from './write/read-json.ts';
export { classesAsCsv, classesAsJson } from './write/export-classes.ts';
export { History, type Moved, type VersionDiff } from './write/history.ts';
export { previewClass, type Preview } from './review/preview.ts';
export { unknownLane, type UnknownLane } from './review/unknown-lane.ts';
export { mismatches, type Mismatches } from './review/mismatches.ts';
export { calibrate } from './calibrate/calibrate.ts';
export {
  ClassEvaluator,
  type ClassEvaluation,
  type ClassEvaluationInput,
} from './evaluate/class-evaluator.ts';
export { type ClassFigures } from './evaluate/measure-classes.ts';
