import {
  attentionEvidence,
  type AttentionGrid,
  type Evidence,
  type ImfaScorer,
  type PictureCandidate,
  type TextHeat,
  withStrength,
} from '@unseen/imfa';
import type { TextEncoding } from '@unseen/domain';
import type { EmbeddedQuery } from '../embed/embedded-query.ts';
import type { PageHit } from '../page/read-page.ts';
import type { CheckedRequest } from '../query/check-request.ts';
import { type Outcome, withDeadline } from '../rescore/deadline.ts';
import type { StageClock } from '../stage-clock.ts';
import { explainHit, type HitExplanation } from './explanation.ts';
import { summaryOf } from './summary.ts';
import { unwantedSimilarity } from './unwanted-similarity.ts';

/** What explaining needs. */
export interface ExplainParts {
  readonly scorer: ImfaScorer;
  readonly deadlineMs: number;
  /** The matches that heat is worked out by. */
  readonly heat: (written: string, text: TextEncoding) => Promise<TextHeat>;
  /** Aborted when the caller leaves. */
  readonly signal?: AbortSignal;
}

/**
 * Explains the hits of a page. Attention grids and what speaks for them are computed for the page alone; when that fails or takes too long they are
 * missing and the rest of the explanation stands.
 * @param hits - read with vectors, regions and payload
 */
export async function explainPage(
  request: CheckedRequest,
  query: EmbeddedQuery,
  hits: readonly PageHit[],
  parts: ExplainParts,
  clock: StageClock,
): Promise<(HitExplanation | undefined)[]> {
  const method = request.rescore === 'self' ? 'self' : 'imfa';
  const { scorer, deadlineMs, heat, signal } = parts;
  const outcomes = await clock.measure(
    'explain',
    async () => {
      const looks = await withDeadline(deadlineMs, async () => {
        const found = await looksOf(query, hits, method, scorer);
        if (!query.text || found.size === 0) return found;
        return heated(found, hits, await heat(request.text ?? '', query.text));
      });
      signal?.throwIfAborted();
      const evidence = await withDeadline(deadlineMs, () =>
        evidenceOf(query, hits, mapOf(looks), method, scorer),
      );
      return { looks, evidence };
    },
    ({ looks, evidence }) => errorOf(looks) ?? errorOf(evidence) ?? {},
  );
  const looks = mapOf(outcomes.looks);
  const evidence = mapOf(outcomes.evidence);
  return hits.map(({ entry, rank, point }) => {
    if (!entry.evidence) return undefined;
    const explanation = explainHit(
      rank,
      entry.evidence,
      method,
      unwantedSimilarity(query.unwanted, point),
      looks.get(entry.pointId)?.grid,
      evidence.get(entry.pointId),
    );
    return { ...explanation, summary: summaryOf(entry.match, explanation, entry.by) };
  });
}

/** What came of a step of explaining; nothing when it failed or took too long. */
function mapOf<T>(outcome: Outcome<Map<string, T>>): Map<string, T> {
  return outcome.kind === 'done' ? outcome.value : new Map<string, T>();
}

function errorOf(outcome: Outcome<unknown>): { error: unknown } | undefined {
  return outcome.kind === 'failed' ? { error: outcome.error } : undefined;
}

/** Where a text looks in a picture, and the score of the two. */
interface Look {
  readonly grid: AttentionGrid;
  readonly score: number;
}

/** Where the query's text looks in each picture of the page, by point id; none for a query without a text. */
async function looksOf(
  query: EmbeddedQuery,
  hits: readonly PageHit[],
  method: 'imfa' | 'self',
  scorer: ImfaScorer,
): Promise<Map<string, Look>> {
  const pictures = picturesOf(hits);
  if (!query.text || pictures.length === 0) return new Map();
  const { scores, attention } = await scorer.scoreImages(query.text, pictures, method, true);
  return new Map(pictures.map(({ id }, i) => [id, { grid: attention![i]!, score: scores[i]! }]));
}

/** The same looks, as hot as each picture matches. */
function heated(
  looks: ReadonlyMap<string, Look>,
  hits: readonly PageHit[],
  heat: TextHeat,
): Map<string, Look> {
  return new Map(
    picturesOf(hits).flatMap(({ id, imageGlobal: image, regions }) => {
      const look = looks.get(id);
      return look ? [[id, { ...look, grid: withStrength(look.grid, heat, { image, regions }) }]] : [];
    }),
  );
}

/** What hiding the attended regions costs each picture, by point id. */
async function evidenceOf(
  query: EmbeddedQuery,
  hits: readonly PageHit[],
  looks: ReadonlyMap<string, Look>,
  method: 'imfa' | 'self',
  scorer: ImfaScorer,
): Promise<Map<string, Evidence>> {
  const pictures = picturesOf(hits).filter(({ id }) => looks.has(id));
  if (!query.text || pictures.length === 0) return new Map();
  const own = pictures.map(({ id }) => looks.get(id)!);
  const [grids, wholes] = [own.map(({ grid }) => grid), own.map(({ score }) => score)];
  const found = await attentionEvidence(scorer, query.text, pictures, grids, wholes, method);
  return new Map(pictures.map(({ id }, index) => [id, found[index]!]));
}

function picturesOf(hits: readonly PageHit[]): (PictureCandidate & { readonly id: string })[] {
  return hits.flatMap(({ point }) =>
    point.vectors.image && point.regions
      ? [{ id: point.id, imageGlobal: point.vectors.image, regions: point.regions }]
      : [],
  );
}
