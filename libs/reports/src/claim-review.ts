import type { ReportContent, ReportedClaim, ReportedSource } from '#domain';
import { calendarDay } from './calendar-day.ts';
import type { PublicAddress } from './public-address.ts';
import { wordsFor } from './words.ts';

/** `undefined` leaves a property out, as JSON.stringify does. */
type JsonLd = { readonly [property: string]: string | number | JsonLd | readonly JsonLd[] | undefined };

/**
 * What fact-check indexes read: one schema.org ClaimReview for each claim, as JSON that can stand inside a `<script>`
 * element, because no text in it can close the element or open a comment.
 */
export const claimReviews = (content: ReportContent, address: PublicAddress): string =>
  JSON.stringify(content.claims.map((claim) => claimReview(content, claim, address))).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );

function claimReview(content: ReportContent, claim: ReportedClaim, address: PublicAddress): JsonLd {
  const datePublished = dateOf(content.publishedAt);
  return {
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: address.claim(claim.number),
    inLanguage: content.language,
    datePublished,
    author: {
      '@type': 'Organization',
      name: content.publishedBy,
      correctionsPolicy: content.correctionsPolicy.trim() ? address.corrections : undefined,
    },
    claimReviewed: claim.text,
    // No author of the claim: a speaker may be a person or a body, and nobody told us which.
    itemReviewed: { '@type': 'Claim', appearance: appearances(claim) },
    reviewRating: {
      // No ratingValue: the ratings are not steps from true to false, and a number would say that they are.
      '@type': 'Rating',
      alternateName: wordsFor(content.language).ratings[claim.rating],
      ratingExplanation: claim.rationales.join('\n\n') || undefined,
    },
    isPartOf: {
      '@type': 'Report',
      url: address.report,
      headline: content.title,
      version: content.version,
      datePublished,
      correction:
        content.correction === null
          ? undefined
          : { '@type': 'CorrectionComment', text: content.correction, datePublished },
    },
  };
}

/** Each source once, although it may make the claim in several places. */
function appearances({ occurrences }: ReportedClaim): JsonLd[] {
  const sources = new Map(occurrences.map(({ source }) => [JSON.stringify(source), source]));
  return [...sources.values()].map(appearance);
}

const appearance = ({ title, publisher, publishedAt }: ReportedSource): JsonLd => ({
  '@type': 'CreativeWork',
  name: title,
  publisher: { '@type': 'Organization', name: publisher },
  datePublished: publishedAt === null ? undefined : dateOf(publishedAt),
});

const dateOf = (date: string) => calendarDay(date)?.iso;
