import type { ReportContent } from '#domain';
import { wordsFor } from './words.ts';

/**
 * The claims as schema.org ClaimReview. There is no numeric rating: the three ratings are not steps on a scale.
 * Escaped so that no text can end the script element that carries it.
 */
export function claimReviews(content: ReportContent, address: string): string {
  const words = wordsFor(content.language);
  const reviews = content.claims.map((claim) => ({
    '@context': 'https://schema.org',
    '@type': 'ClaimReview',
    url: `${address}#claim-${claim.number}`,
    datePublished: content.publishedAt.slice(0, 10),
    inLanguage: content.language,
    author: { '@type': 'Organization', name: content.publishedBy },
    claimReviewed: claim.text,
    itemReviewed: {
      '@type': 'Claim',
      name: claim.text,
      appearance: claim.occurrences.map(({ source }) => ({
        '@type': 'CreativeWork',
        name: source.title,
        publisher: { '@type': 'Organization', name: source.publisher },
        ...(source.publishedAt && { datePublished: source.publishedAt }),
      })),
    },
    reviewRating: { '@type': 'Rating', alternateName: words.ratings[claim.rating] },
  }));
  return JSON.stringify(reviews).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
