export { quantizeBlock } from './block/quantize-block.ts';
export { readBlock, type Block } from './block/read-block.ts';
export { dequantizeBlock } from './block/dequantize-block.ts';
export { maskRegions } from './block/mask-regions.ts';
export { quantizeTokens, readTokens, type StoredTokens } from './block/tokens.ts';
export { MAX_REGION_BLOCK_BYTES, regionBlockBytes } from './block/layout.ts';
export { innerProduct } from './scoring/inner-product.ts';
export { attentionEvidence, type Evidence } from './scoring/evidence.ts';
export type { AttentionGrid, WordAttention } from './scoring/attention-grid.ts';
export type { PictureCandidate } from './scoring/pack-pictures.ts';
export {
  ImfaScorer,
  type CaptionCandidate,
  type ImageScores,
  type ScoringEngine,
} from './scoring/imfa-scorer.ts';
export { MatchScale } from './match/match-scale.ts';
export { withStrength, type TextHeat } from './match/heat-strength.ts';
export { isOddWord, isUnderstood, itemOdds, probability, SILENCE } from './match/match.ts';
export type { MatchEvidence, TextMatch } from './match/match.ts';
