import type { PointParts } from '@unseen/contracts';
import { isVector, spansOf, type Place, type Section, type Span } from './place.ts';

/** One read from a segment: bytes [start, end) of a record, and the sections it is for. */
export interface Run {
  readonly start: number;
  readonly end: number;
  readonly spans: readonly Span[];
}

/** Bytes between two wanted sections that are cheaper to read along than to skip. */
const SKIP_FROM = 4_096;

/** The reads that bring the parts asked for of a record: usually one. */
export function planRuns(place: Place, parts: PointParts): Run[] {
  const runs: { start: number; end: number; spans: Span[] }[] = [];
  for (const span of spansOf(place)) {
    if (!isWanted(span.section, parts)) continue;
    const last = runs.at(-1);
    if (last && span.start - last.end < SKIP_FROM) {
      last.end = span.end;
      last.spans.push(span);
    } else {
      runs.push({ start: span.start, end: span.end, spans: [span] });
    }
  }
  return runs;
}

function isWanted(section: Section, parts: PointParts): boolean {
  return isVector(section) ? !!parts.vectors?.includes(section) : !!parts[section];
}
