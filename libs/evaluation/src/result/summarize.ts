import type { EvaluationMethod } from '@unseen/domain';
import type { Evaluation } from '../evaluate.ts';
import { interval, resample, type Resampled } from '../metrics/bootstrap.ts';
import { compare } from '../metrics/compare.ts';
import { harmonicMean, retrievalFigures } from '../metrics/retrieval-figures.ts';
import type { Standing } from '../metrics/standing.ts';
import type { Comparison, DirectionResult, EvaluationResult } from './result.ts';

/** Skipped entries a result lists; the count is of all. */
const LISTED = 100;

/** Figures of every method and direction, their intervals, and what each method gains over those before it. */
export function summarize(evaluation: Evaluation): EvaluationResult {
  const { set, gallery, shelf, request } = evaluation;
  const groups = gallery.pictures.map(({ group }) => group);
  const directions = {
    imageToText: measureAll(evaluation.imageToText, [...groups.keys()], groups),
    textToImage: measureAll(evaluation.textToImage, shelf.owners, groups),
  };
  const skipped = [...set.skipped, ...gallery.skipped];
  return {
    pack: evaluation.pack,
    device: evaluation.device,
    source: request.source,
    kept: set.kept,
    pictures: gallery.pictures.length,
    captions: shelf.owners.length,
    skipped: { count: skipped.length, entries: skipped.slice(0, LISTED) },
    rescored: { recall: 'exact', candidates: request.candidates },
    methods: Object.fromEntries(
      request.methods.map((method) => [
        method,
        {
          imageToText: directions.imageToText.get(method)!.figures,
          textToImage: directions.textToImage.get(method)!.figures,
        },
      ]),
    ),
    comparisons: pairs(request.methods).map(([over, method]): Comparison => {
      const gains = (of: Measured) => compare(of.get(method)!, of.get(over)!);
      return {
        method,
        over,
        imageToText: gains(directions.imageToText),
        textToImage: gains(directions.textToImage),
      };
    }),
    seconds: Math.round(evaluation.seconds * 10) / 10,
  };
}

type Measured = ReadonlyMap<EvaluationMethod, { figures: DirectionResult; resampled: Resampled }>;

/** @param owners - the picture each query is about */
function measureAll(
  rankings: ReadonlyMap<EvaluationMethod, readonly Standing[]>,
  owners: readonly number[],
  groups: readonly ('seen' | 'unseen' | undefined)[],
): Measured {
  return new Map(
    [...rankings].map(([method, standings]) => {
      const resampled = resample(standings, owners, groups.length);
      const figures: DirectionResult = {
        ...retrievalFigures(standings),
        queries: standings.length,
        intervals: {
          'R@1': interval(resampled['R@1']),
          'R@5': interval(resampled['R@5']),
          'R@10': interval(resampled['R@10']),
          mAP: interval(resampled.mAP),
        },
        ...byGroup(standings, owners, groups),
      };
      return [method, { figures, resampled }];
    }),
  );
}

/** The generalized setting: queries of each group over the gallery of both. */
function byGroup(
  standings: readonly Standing[],
  owners: readonly number[],
  groups: readonly ('seen' | 'unseen' | undefined)[],
): Pick<DirectionResult, 'seen' | 'unseen' | 'harmonicMean'> {
  const of = (group: 'seen' | 'unseen') => {
    const own = standings.filter((_, query) => groups[owners[query]!] === group);
    return own.length === 0 ? undefined : retrievalFigures(own);
  };
  const [seen, unseen] = [of('seen'), of('unseen')];
  return {
    ...(seen && { seen }),
    ...(unseen && { unseen }),
    ...(seen && unseen && { harmonicMean: harmonicMean(seen, unseen) }),
  };
}

/** Every method with each of those before it. */
function pairs(methods: readonly EvaluationMethod[]): (readonly [EvaluationMethod, EvaluationMethod])[] {
  return methods.flatMap((method, i) => methods.slice(0, i).map((over) => [over, method] as const));
}
