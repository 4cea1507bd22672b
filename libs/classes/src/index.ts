export { nameKey } from './name/name-key.ts';
export { lineOfWords } from './score/class-line.ts';
export { tidyWords, wordProblems, type ClassWords } from './check/check-class.ts';
export { wordCollisions, type WordCollision } from './check/collisions.ts';
export { ancestors, withDescendants, type Child } from './check/family.ts';
export { promptGroups, promptsKey } from './prototype/prompts.ts';
export { exemplarShare, imagePrototype, textPrototype, WORDS_WORTH } from './prototype/prototypes.ts';
export {
  backgroundOf,
  EVIDENCE,
  type Background,
  type Evidence,
  type ItemVectors,
} from './score/background.ts';
export { ClassIndex, type ClassScore, type ClassVectors, type ScoredClass } from './score/class-index.ts';
export {
  assigned,
  decide,
  DEFAULT_CALIBRATION,
  type Calibration,
  type Decision,
  type RankedClass,
} from './score/decide.ts';
export { accuracy, harmonicMean, type Accuracy, type Prediction } from './calibrate/accuracy.ts';
export { areaUnderSeenUnseen } from './calibrate/ausuc.ts';
export { learnCalibration, type Learned } from './calibrate/learn.ts';
export { namedClasses, namedShare, type NamedClass } from './understand/named-classes.ts';
export { checkEdits, type Edit } from './version/apply.ts';
export { dot } from './prototype/vectors.ts';
export { seenVersion, type VersionWish } from './version/seen-version.ts';
export { changedFields, diffClasses, type CatalogueDiff, type ChangedClass } from './version/diff.ts';
export {
  exemplarText,
  readExemplar,
  type ExemplarName,
  type ImportedClass,
  type ImportRow,
} from './transfer/imported-class.ts';
export { csvLine, CSV_COLUMNS, headerProblem, readCsvRow } from './transfer/csv-row.ts';
export { jsonEntry, readJsonEntry } from './transfer/json-entry.ts';
export { lintClasses, type Finding } from './review/lint.ts';
export { cluster, type Cluster } from './review/cluster.ts';
export { proposeName } from './review/propose-name.ts';
export { captionFit } from './review/mismatch.ts';
export { type Actor, type ClassParts, type WritingParts } from './class-parts.ts';
export { LiveCatalogues } from './live/live-catalogues.ts';
export { LiveCatalogue, type Scope } from './live/live-catalogue.ts';
export { ClassWriter, type WrittenClass } from './write/class-writer.ts';
export { type ClassInput } from './write/class-input.ts';
export { type Judgements } from './write/judgements.ts';
export { Classifier, type Classification, type ClassifyRequest } from './classify/classifier.ts';
export { makeLens, type LensWishes } from './classify/make-lens.ts';
export { Retagger, type RetaggerOptions } from './retag/retagger.ts';
export { openSpace } from './open-space.ts';
export { ClassImporter, type ImportMode, type ImportResult } from './write/class-importer.ts';
export { readTable } from './write/read-table.ts';
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
