import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FINDING_RESULTS, type ReportContent } from '#domain';
import { renderNotFound, renderReport, renderTombstone, policyOf, REPORT_CSP } from '#reports';
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
  const KEPT = new Set(['kind', 'stance', 'rating', 'language']);
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
  const UNSHOWN = new Set(['slug', 'kind', 'stance', 'rating', 'method', 'language']);
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

test('who decided, and what the support rests on, is said in words', () => {
  const html = renderReport(sampleReport(), ADDRESS);
  expect(html).toContain('Two independent reviewers who reached the same rating');
  expect(html).toContain('An adjudicator, after two independent reviewers disagreed');
  expect(html).toContain('Two supporting passages rest on two independent origins.');
  expect(html).toContain('Four claims examined: one verified, two disputed, one unverified.');
});

test('a first version has no correction, and a later one says so before anything else', () => {
  const corrected = renderReport(sampleReport(), ADDRESS);
  expect(corrected.indexOf('class="correction"')).toBeGreaterThan(0);
  expect(corrected.indexOf('class="correction"')).toBeLessThan(corrected.indexOf('class="standfirst'));
  const first = renderReport({ ...sampleReport(), version: 1, correction: null }, ADDRESS);
  expect(first).not.toContain('class="correction"');
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

test('a withdrawn report leaves its title, the reason and its address, and is not indexed', () => {
  const html = renderTombstone({
    title: 'Bread & </title>',
    reason: 'The <b>source</b> was forged.',
    language: 'en',
    provenVersion: null,
    address: ADDRESS,
  });
  expect(html).not.toContain('.proof.json');
  expect(html).toContain('Bread &amp; &lt;/title&gt;</h1>');
  expect(html).toContain('The &lt;b&gt;source&lt;/b&gt; was forged.');
  expect(html).toContain(`href="${ADDRESS}"`);
  expect(html).toContain('content="noindex"');
  expect(scriptsOf(html)).toEqual([]);
});

test('a report leads to its proof and to the bytes that the proof is of, by addresses of its own version', () => {
  const html = renderReport({ ...sampleReport(), version: 3 }, ADDRESS);
  expect(html).toContain(`href="${ADDRESS}/versions/3"`);
  expect(html).toContain(`href="${ADDRESS}/versions/3.proof.json"`);
  expect(html).toContain('countersign verify report.proof.json --policy trust.policy --report report.html');
  const withdrawn = { title: 'x', reason: 'x', language: 'en', address: ADDRESS, provenVersion: 3 };
  expect(renderTombstone(withdrawn)).toContain(`href="${ADDRESS}/versions/3.proof.json"`);
});

test('the policy names the style sheet that is in every page, and allows nothing else', () => {
  const tombstone = renderTombstone({
    title: 'x',
    reason: 'x',
    language: 'ar',
    provenVersion: 2,
    address: ADDRESS,
  });
  for (const html of [renderReport(sampleReport(), ADDRESS), tombstone, renderNotFound()]) {
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

test('the page says whether a document is genuine apart from the rating, and who was asked', () => {
  const report = sampleReport();
  const [claim, ...others] = report.claims;
  const source = { title: 'The warning log', publisher: 'The river agency', publishedAt: null };
  const finding = {
    source,
    result: 'not-authentic' as const,
    primarySource: true,
    method: 'Its numbers were compared with the printed log.',
    examiner: 'The state archive',
    limits: 'The first page is missing.',
    examinedOn: '2026-03-07',
  };
  const asked = {
    kind: 'reply' as const,
    whom: 'The district office',
    askedOn: '2026-03-05',
    way: 'by letter',
  };
  const silent = { ...asked, answer: null, answeredOn: null, denial: false };
  const denying = { ...asked, answer: 'It was never sent.', answeredOn: '2026-03-06', denial: true };
  const page = (more: Partial<ReportContent['claims'][number]>) =>
    renderReport({ ...report, claims: [{ ...claim!, ...more }, ...others] }, ADDRESS);

  const told = page({ findings: [finding], evidence: [silent, denying] });
  for (const words of [
    'Are the documents genuine?',
    'Found not authentic.',
    'The state archive',
    'The first page is missing.',
    'Whom we asked',
    'None so far.',
    'It was never sent.',
    'A party concerned denies the claim here.',
  ])
    expect(told).toContain(words);
  // A report that was frozen before there were findings.
  const { findings: _, ...earlier } = claim!;
  expect(renderReport({ ...report, claims: [earlier, ...others] }, ADDRESS)).not.toContain('genuine?');
});

test('an alias stands beside what its bearer wrote, and says whether they settled the claim; without one, nothing does', () => {
  const report = sampleReport();
  const [first, second] = report.claims;
  if (!first || !second) throw new Error('the sample has two claims');
  const claims = [
    { ...first, method: 'agreement' as const, reviewers: ['Heron-421', 'Teal-100'] },
    {
      ...second,
      method: 'adjudication' as const,
      reviewers: ['Crane-555'],
      dissent: [{ rating: 'disputed' as const, rationale: 'It was denied.', reviewer: 'Wren-999' }],
    },
  ];
  const html = renderReport({ ...report, claims }, ADDRESS);
  const shown = ['Reviewer Heron-421', 'Reviewer Teal-100', 'Adjudicator Crane-555', 'Reviewer Wren-999'];
  for (const author of shown) expect(html).toContain(`<p class="author">${author}</p>`);
  expect(renderReport(report, ADDRESS)).not.toContain('class="author"');
});
