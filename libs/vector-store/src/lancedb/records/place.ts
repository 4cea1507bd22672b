import { MODALITIES, type Modality } from '@unseen/contracts';

/** The parts of a record, in the order they lie in. */
export const SECTIONS = [...MODALITIES, 'regions', 'tokens', 'payload'] as const;
export type Section = (typeof SECTIONS)[number];

/** Where a record lies, and how long each of its sections is; a section that is not there has no length. */
export interface Place {
  /** Number of the segment file. */
  readonly segment: number;
  /** Byte at which the record begins. */
  readonly offset: number;
  readonly lengths: Readonly<Partial<Record<Section, number>>>;
}

/** Bytes of a section within its record. */
export interface Span {
  readonly section: Section;
  readonly start: number;
  readonly end: number;
}

/** The place as its column keeps it: `segment:offset:length,length,...`, with nothing for an absent section. */
export function formatPlace({ segment, offset, lengths }: Place): string {
  return `${segment}:${offset}:${SECTIONS.map((section) => lengths[section] ?? '').join(',')}`;
}

/** The place back from its column. */
export function parsePlace(text: string): Place {
  const [segment = '', offset = '', lengths = ''] = text.split(':');
  const found: Partial<Record<Section, number>> = {};
  lengths.split(',').forEach((length, i) => {
    if (length !== '') found[SECTIONS[i]!] = Number(length);
  });
  return { segment: Number(segment), offset: Number(offset), lengths: found };
}

/** Where each section that is there lies within the record. */
export function spansOf({ lengths }: Place): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const section of SECTIONS) {
    const length = lengths[section];
    if (length === undefined) continue;
    spans.push({ section, start, end: start + length });
    start += length;
  }
  return spans;
}

/** Bytes of the whole record. */
export function recordBytes(place: Place): number {
  return spansOf(place).at(-1)?.end ?? 0;
}

/** True for a section that holds a vector. */
export function isVector(section: Section): section is Modality {
  return (MODALITIES as readonly string[]).includes(section);
}
