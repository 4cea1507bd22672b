import type { SkippedEntry } from '@unseen/domain';
import type { PictureSet, SetPicture } from './picture-set.ts';
import { namesOf, type Split } from './read-split.ts';
import type { SplitPart } from './split-file.ts';

/** A picture as the annotations have it. */
export interface Candidate {
  readonly id: string;
  readonly path: string;
  readonly captions: string[];
  /** Karpathy's split, where the annotations say. */
  readonly split?: string;
}

/** The split evaluated when annotations know splits and nobody names one, as the field does. */
const CUSTOMARY = 'test';

/** Groups of the parts of a zero-shot split that are evaluated. */
const GROUPS: Partial<Record<SplitPart, 'seen' | 'unseen'>> = {
  'test-seen': 'seen',
  'test-unseen': 'unseen',
};

/**
 * Keeps the pictures of a split, says which of them cannot take part, and which names of the split are not there.
 * @param faulty - entries the reader refused
 */
export function keepPictures(
  candidates: readonly Candidate[],
  faulty: readonly SkippedEntry[],
  split: Split | undefined,
): PictureSet {
  const selection = select(candidates, split);
  const kept = candidates.flatMap((candidate): SetPicture[] => {
    const group = selection.keeps(candidate);
    if (group === false) return [];
    const { id, path, captions } = candidate;
    return [{ id, path, captions, ...(group !== true && { group }) }];
  });
  const mute = kept.filter(({ captions }) => captions.length === 0);
  const ids = new Set(candidates.map(({ id }) => id));
  return {
    pictures: kept.filter(({ captions }) => captions.length > 0),
    kept: selection.words,
    skipped: [
      ...faulty.filter(({ id }) => selection.concerns(id)),
      ...mute.map(({ id }) => skipped(id, 'The annotations hold no caption of it.')),
      ...selection.missing(ids).map((id) => skipped(id, 'The split names it; the annotations do not.')),
    ],
  };
}

function skipped(id: string, reason: string): SkippedEntry {
  return { id, code: 'entry_invalid', reason };
}

interface Selection {
  readonly words: string;
  /** Its group, true when kept without one, false when not kept. */
  keeps(candidate: Candidate): 'seen' | 'unseen' | boolean;
  /** Whether a fault under this name (a picture, or a line) is of interest. */
  concerns(id: string): boolean;
  /** Names the selection asks for beyond the given ones. */
  missing(ids: ReadonlySet<string>): string[];
}

function select(candidates: readonly Candidate[], split: Split | undefined): Selection {
  const everywhere = { concerns: () => true, missing: () => [] };
  if (split?.kind === 'list') {
    const { names } = split;
    const isListed = (id: string) => namesOf(id).some((name) => names.has(name));
    return {
      words: `a list of ${names.size} pictures`,
      keeps: ({ id }) => isListed(id),
      concerns: (id) => isListed(id) || isLine(id),
      missing: (ids) => {
        const known = new Set([...ids].flatMap(namesOf));
        return [...names].filter((name) => !known.has(name));
      },
    };
  }
  if (split?.kind === 'zero-shot') {
    const groups = new Map(
      split.file.pictures.flatMap(({ id, part }) => {
        const group = GROUPS[part];
        return group === undefined ? [] : [[id, group] as const];
      }),
    );
    return {
      words: `the seen and unseen test pictures of "${split.file.name}"`,
      keeps: ({ id }) => groups.get(id) ?? false,
      concerns: (id) => groups.has(id) || isLine(id),
      missing: (ids) => [...groups.keys()].filter((id) => !ids.has(id)),
    };
  }
  const named =
    split?.name.split(',') ??
    (candidates.some((candidate) => candidate.split === CUSTOMARY) ? [CUSTOMARY] : undefined);
  if (named === undefined) return { ...everywhere, words: 'the whole set', keeps: () => true };
  return {
    ...everywhere,
    words: `split ${named.join(', ')}`,
    keeps: (candidate) => candidate.split !== undefined && named.includes(candidate.split),
  };
}

/** A fault of a line that names no picture may concern any. */
function isLine(name: string): boolean {
  return name.startsWith('line ');
}
