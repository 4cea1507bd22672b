import { MATCH_EVIDENCE, type MatchEvidence } from '../cut/match-evidence.ts';
import { LIST_KEYS, type ListKey } from '../recall/list-key.ts';
import { RESCORE_SKIPS } from '../rescore/rescore-skip.ts';
import { SEARCH_LIMITS } from '../query/search-request.ts';
import { ByteReader, ByteWriter } from './byte-stream.ts';
import { MATCH_STEPS, type HitEvidence, type ListEvidence, type Window, type WindowEntry } from './window.ts';

const HAS_EVIDENCE = 1;
const HAS_NAMED_WEIGHT = 2;
const HAS_GROUPS = 4;
const HAS_ALIKE = 8;
const HAS_RESCORED = 16;
const HAS_MATCH_EVIDENCE = 32;
const HAS_RESCORE = 1;

/**
 * A window as bytes: counts, how many were re-scored, then 16 bytes of point id, a float32 score and a 16-bit match per hit, the size of its group and the hits folded into it where there are any, then the weight of named classes and the
 * evidence where there are any.
 * At most 25 bytes per hit without evidence.
 */
export function encodeWindow(window: Window): Buffer {
  const out = new ByteWriter();
  const keys = evidenceKeys(window);
  const grouped = window.entries.some((entry) => entry.groupTotal !== undefined);
  const folded = window.entries.some((entry) => entry.alike !== undefined);
  const judged = window.entries.some((entry) => entry.by !== undefined);
  out.u8(
    (keys ? HAS_EVIDENCE : 0) |
      (window.namedWeight === undefined ? 0 : HAS_NAMED_WEIGHT) |
      (grouped ? HAS_GROUPS : 0) |
      (folded ? HAS_ALIKE : 0) |
      (window.rescored === undefined ? 0 : HAS_RESCORED) |
      (judged ? HAS_MATCH_EVIDENCE : 0),
  );
  out.u8(window.skipped ? RESCORE_SKIPS.indexOf(window.skipped) + 1 : 0);
  out.u16(window.cut, window.vetoed, window.offset, window.entries.length);
  if (window.rescored !== undefined) out.u16(window.rescored);
  for (const entry of window.entries) out.bytes(Buffer.from(entry.pointId.replaceAll('-', ''), 'hex'));
  out.f32(...window.entries.map((entry) => entry.score));
  out.u16(...window.entries.map((entry) => Math.round(entry.match * MATCH_STEPS)));
  if (grouped) out.u16(...window.entries.map((entry) => entry.groupTotal ?? 0));
  if (folded) out.u16(...window.entries.map((entry) => entry.alike ?? 0));
  if (judged) for (const { by = [] } of window.entries) out.u8(evidenceBits(by));
  if (window.namedWeight !== undefined) out.f32(window.namedWeight);
  if (keys) {
    out.u8(keys.length);
    for (const key of keys) out.u8(LIST_KEYS.indexOf(key));
    for (const entry of window.entries) writeEvidence(out, entry.evidence!, keys);
  }
  return out.finish();
}

/** Reads {@link encodeWindow}'s bytes. @throws RangeError when they are not a window */
export function decodeWindow(bytes: Buffer): Window {
  const input = new ByteReader(bytes);
  const flags = input.u8();
  const skip = input.u8();
  const [cut, vetoed, offset, count] = [input.u16(), input.u16(), input.u16(), input.u16()];
  if (count > SEARCH_LIMITS.candidates || skip > RESCORE_SKIPS.length) throw new RangeError('not a window');
  const rescored = flags & HAS_RESCORED ? input.u16() : undefined;
  const pointIds = Array.from({ length: count }, () => formatUuid(input.bytes(16).toString('hex')));
  const scores = Array.from({ length: count }, () => input.f32());
  const matches = Array.from({ length: count }, () => input.u16() / MATCH_STEPS);
  const groups = flags & HAS_GROUPS ? Array.from({ length: count }, () => input.u16()) : [];
  const alike = flags & HAS_ALIKE ? Array.from({ length: count }, () => input.u16()) : [];
  const by =
    flags & HAS_MATCH_EVIDENCE ? Array.from({ length: count }, () => evidenceOfBits(input.u8())) : [];
  const namedWeight = flags & HAS_NAMED_WEIGHT ? input.f32() : undefined;
  const keys = flags & HAS_EVIDENCE ? readKeys(input) : undefined;
  const entries = pointIds.map((pointId, index): WindowEntry => ({
    pointId,
    score: scores[index]!,
    match: matches[index]!,
    ...(groups[index] && { groupTotal: groups[index] }),
    ...(alike[index] && { alike: alike[index] }),
    ...(by[index] && { by: by[index] }),
    ...(keys ? { evidence: readEvidence(input, keys) } : {}),
  }));
  if (!input.atEnd) throw new RangeError('not a window');
  return {
    entries,
    offset,
    cut,
    vetoed,
    ...(namedWeight !== undefined && { namedWeight }),
    ...(skip > 0 && { skipped: RESCORE_SKIPS[skip - 1]! }),
    ...(rescored !== undefined && { rescored }),
  };
}

function evidenceBits(by: readonly MatchEvidence[]): number {
  return by.reduce((bits, kind) => bits | (1 << MATCH_EVIDENCE.indexOf(kind)), 0);
}

function evidenceOfBits(bits: number): MatchEvidence[] {
  return MATCH_EVIDENCE.filter((_, bit) => bits & (1 << bit));
}

/** The lists the evidence speaks of, or undefined when there is none. */
function evidenceKeys(window: Window): ListKey[] | undefined {
  if (!window.entries[0]?.evidence) return undefined;
  const used = new Set(window.entries.flatMap((entry) => entry.evidence!.lists.map((list) => list.key)));
  return LIST_KEYS.filter((key) => used.has(key));
}

function readKeys(input: ByteReader): ListKey[] {
  return Array.from({ length: input.u8() }, () => {
    const key = LIST_KEYS[input.u8()];
    if (!key) throw new RangeError('not a window');
    return key;
  });
}

function writeEvidence(out: ByteWriter, evidence: HitEvidence, keys: readonly ListKey[]): void {
  out.u16(evidence.fusedRank);
  out.f32(evidence.fusedScore);
  out.u8(evidence.rescore === undefined ? 0 : HAS_RESCORE);
  out.f32(evidence.rescore ?? 0);
  const present = keys.map((key) => evidence.lists.find((list) => list.key === key));
  out.u16(present.reduce((mask, list, bit) => mask | (list ? 1 << bit : 0), 0));
  for (const list of present) {
    if (!list) continue;
    out.u16(list.recallRank, list.finalRank);
    out.f32(list.rawScore, list.finalScore, list.contribution);
  }
}

function readEvidence(input: ByteReader, keys: readonly ListKey[]): HitEvidence {
  const [fusedRank, fusedScore, has, rescore, mask] = [
    input.u16(),
    input.f32(),
    input.u8(),
    input.f32(),
    input.u16(),
  ];
  const lists = keys
    .filter((_, bit) => mask & (1 << bit))
    .map((key): ListEvidence => {
      const [recallRank, finalRank] = [input.u16(), input.u16()];
      const [rawScore, finalScore, contribution] = [input.f32(), input.f32(), input.f32()];
      return { key, recallRank, rawScore, finalRank, finalScore, contribution };
    });
  return { fusedRank, fusedScore, ...(has === HAS_RESCORE ? { rescore } : {}), lists };
}

function formatUuid(hex: string): string {
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
