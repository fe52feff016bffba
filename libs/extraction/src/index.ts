export { PassageMapper } from './anchors/map-passage.ts';
export { saysTheSame } from './anchors/says-the-same.ts';
export { canonicalText } from './canonical-text.ts';
export type { Span } from './code-points.ts';
export {
  CLAIM_THRESHOLD,
  extractClaims,
  EXTRACTION_METHOD,
  type Extraction,
  type FoundClaim,
} from './extract-claims.ts';
export { identifyLanguage } from './language.ts';
export { matchClaims } from './matching/match-claims.ts';
export { alignProposals, claimFromModel, promptFor, type ProposedFigure } from './model/model-proposals.ts';
export { findPassage, passageAt, type Passage } from './passages.ts';
export { proposeOrigins, type OriginDocument, type OriginProposal } from './provenance/origins.ts';
export { bodyOf } from './regions/body.ts';
export { labelRegions, labelText } from './regions/regions.ts';
export { sentences } from './sentences.ts';
export { byStory } from './sheets/by-story.ts';
export { dateSheets } from './sheets/date-sheets.ts';
export { figureSheets } from './sheets/figure-sheets.ts';
export type { FigureOccurrence } from './sheets/occurrence.ts';
export { quotationsIn } from './sheets/quotations-in.ts';
export { attributionVariants, quotationVariants } from './sheets/quotation-variants.ts';
export type { RegionLabel } from './types.ts';
