export { canonicalText } from './canonical-text.ts';
export { CLAIM_THRESHOLD, findClaims, type FoundClaim } from './claims.ts';
export type { Span } from './code-points.ts';
export { decodeDocument } from './decode-document.ts';
export type { Figure, Operator } from './figures.ts';
export { findPassage, passageAt, type Passage } from './passages.ts';
export { sentences } from './sentences.ts';
export type { RegionLabel } from './types.ts';
