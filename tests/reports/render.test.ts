/** A report as a page: the same bytes each time, markup that no text changes, all of the content and nothing else. */
import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FINDING_RESULTS, type ReportContent } from '#domain';
import {
  renderNotFound,
  renderReport,
  renderTombstone,
  renderWithheldVersion,
  policyOf,
  REPORT_CSP,
} from '#reports';
import { anyReport } from './any-report.ts';
import { markupOf, scriptsOf } from './markup.ts';
import { sampleReport } from './sample-report.ts';
import { sampleReportInArabic } from './sample-report-in-arabic.ts';

const ADDRESS = 'https://facts.example/r/aldermere-flood';
const READABLE_DATE = /^\d{4}-\d{2}-\d{2}(T|$)/;

test('the same content gives the same bytes', () => {
  fc.assert(
    fc.property(anyReport, (content) => {
      const copy = structuredClone(content);
      expect(renderReport(copy, ADDRESS)).toBe(renderReport(content, ADDRESS));
    }),
    { numRuns: 50 },
  );
});

test('no text changes the markup around it', () => {
  const KEPT = new Set(['kind', 'stance', 'rating', 'language', 'gate']);
  const CHOSEN: readonly string[] = ['agreement', 'adjudication', ...FINDING_RESULTS];
  const harmless = (content: ReportContent): ReportContent =>
    JSON.parse(
      JSON.stringify(content, (key, value: unknown) =>
        typeof value === 'string' && !KEPT.has(key) && !CHOSEN.includes(value) && !READABLE_DATE.test(value)
          ? 'x'
          : value,
      ),
      // Strings became other strings, nothing else changed.
    ) as ReportContent;
  fc.assert(
    fc.property(anyReport, (content) => {
      const html = renderReport(content, ADDRESS);
      expect(markupOf(html)).toEqual(markupOf(renderReport(harmless(content), ADDRESS)));
      expect(scriptsOf(html)).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('the data says what the content says, whatever the content is', () => {
  fc.assert(
    fc.property(anyReport, (content) => {
      const [data = ''] = scriptsOf(renderReport(content, ADDRESS));
      expect(data).not.toMatch(/[<>&\u2028\u2029]/);
      expect(JSON.parse(data)).toMatchObject(
        content.claims.map(({ text, number }) => ({
          '@type': 'ClaimReview',
          claimReviewed: text,
          url: `${ADDRESS}#claim-${number}`,
          author: { '@type': 'Organization', name: content.publishedBy },
        })),
      );
    }),
    { numRuns: 100 },
  );
});

test('one ClaimReview for each claim, with its sources and without a number for the rating', () => {
  const [data = ''] = scriptsOf(renderReport(sampleReport(), ADDRESS));
  const reviews: unknown = JSON.parse(data);
  expect(reviews).toMatchObject([
    {
      '@context': 'https://schema.org',
      '@type': 'ClaimReview',
      datePublished: '2026-03-09',
      inLanguage: 'en',
      author: { name: 'Lowland Fact Desk', correctionsPolicy: `${ADDRESS}#corrections` },
      itemReviewed: {
        '@type': 'Claim',
        appearance: [
          {
            '@type': 'CreativeWork',
            name: 'The night the Orre came over the wall',
            publisher: { '@type': 'Organization', name: 'Aldermere Gazette' },
            datePublished: '2026-03-03',
          },
        ],
      },
      reviewRating: { '@type': 'Rating', alternateName: 'Verified' },
      isPartOf: { version: 2, correction: { '@type': 'CorrectionComment' } },
    },
    { reviewRating: { alternateName: 'Disputed' } },
    { reviewRating: { alternateName: 'Unverified' } },
    { reviewRating: { alternateName: 'Disputed' } },
  ]);
  expect(data).not.toMatch(/ratingValue|bestRating|worstRating/);
});

test('everything in the content is on the page', () => {
  const UNSHOWN = new Set(['slug', 'kind', 'stance', 'rating', 'method', 'language', 'gate']);
  for (const content of [sampleReport(), sampleReportInArabic()]) {
    const html = renderReport(content, ADDRESS).replaceAll('&amp;', '&');
    const missing: string[] = [];
    JSON.stringify(content, (key, value: unknown) => {
      const shown = typeof value === 'string' && !UNSHOWN.has(key) && !READABLE_DATE.test(value);
      if (shown && !html.includes(value)) missing.push(value);
      return value;
    });
    expect(missing).toEqual([]);
  }
});

test('only what a report is made of is on the page: other fields, such as a reviewer, stay out', () => {
  const withReviewers: unknown = JSON.parse(JSON.stringify(sampleReport()), (_, value: unknown) =>
    value && typeof value === 'object' && !Array.isArray(value) ? { ...value, reviewerId: 'r-4711' } : value,
  );
  // Wider than the type says, as a row from an older release might be.
  const html = renderReport(withReviewers as ReportContent, ADDRESS);
  expect(html).not.toContain('4711');
  expect(html).toBe(renderReport(sampleReport(), ADDRESS));
});

test.each([
  ['en', 'ltr'],
  ['ar', 'rtl'],
  ['fa-IR', 'rtl'],
  ['he', 'rtl'],
  ['ug', 'rtl'],
  ['ur', 'rtl'],
  ['ug-Cyrl', 'ltr'],
  ['az-Arab-IR', 'rtl'],
])('a page in %s runs %s, and its untranslated words are marked as English', (language, direction) => {
  const html = renderReport({ ...sampleReport(), language }, ADDRESS);
  expect(html).toContain(`<html lang="${language}" dir="${direction}">`);
  expect(html).toContain(language === 'en' ? '<body>' : '<body lang="en">');
});

test.each(['/r/flood', 'javascript:alert(1)', 'data:text/html,x'])(
  '%s is no address of a report',
  (address) => {
    expect(() => renderReport(sampleReport(), address)).toThrow();
  },
);

test('the policy names the style sheet that is in every page, and allows nothing else', () => {
  const tombstone = renderTombstone({
    title: 'x',
    reason: 'x',
    language: 'ar',
    provenVersion: 2,
    address: ADDRESS,
  });
  const withheld = renderWithheldVersion({
    version: 1,
    newest: 2,
    title: 'x',
    language: 'ar',
    proven: true,
    address: ADDRESS,
  });
  for (const html of [renderReport(sampleReport(), ADDRESS), tombstone, withheld, renderNotFound()]) {
    const [, style = ''] = /<style>(.*?)<\/style>/s.exec(html) ?? [];
    expect(REPORT_CSP).toContain(
      `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}';`,
    );
    expect(html).not.toMatch(/ style="| src="|@import|url\(/);
  }
  expect(REPORT_CSP).toMatch(/^default-src 'none'; /);
  expect(REPORT_CSP).not.toContain('script-src');
});

test('a page that was stored earlier keeps a policy that lets its own style sheet through', () => {
  const page = renderNotFound();
  expect(policyOf(page)).toBe(REPORT_CSP);
  expect(policyOf(page.replace(/<style>/, '<style>/* older */'))).not.toBe(REPORT_CSP);
});
