import { createHash } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { REREVIEW_CAUSES } from '#domain';
import { policyOf, renderReport, withNotice, type QuestionedClaim } from '#reports';
import { withoutNotice } from '#verification';
import { anyReport } from './any-report.ts';
import { scriptsOf } from './markup.ts';
import { sampleReport } from './sample-report.ts';
import { sampleReportInArabic } from './sample-report-in-arabic.ts';

const ADDRESS = 'https://facts.example/r/aldermere-flood';
const notice = (...claims: QuestionedClaim[]) => ({
  claims,
  version: 1,
  asPublished: `${ADDRESS}/versions/1`,
});

const claim: fc.Arbitrary<QuestionedClaim> = fc.record({
  number: fc.integer({ min: 1, max: 500 }),
  causes: fc.uniqueArray(fc.constantFrom(...REREVIEW_CAUSES)),
  since: fc.constant('2026-03-12T10:00:00.000Z'),
  stage: fc.constantFrom('questioned', 'in-review', 'decided'),
});

test('a notice takes nothing from the page: without it the bytes are those that were published', () => {
  fc.assert(
    fc.property(anyReport, fc.array(claim, { minLength: 1, maxLength: 5 }), (content, claims) => {
      const page = renderReport(content, ADDRESS);
      const served = withNotice(page, content.language, notice(...claims));
      expect(withoutNotice(served)).toBe(page);
      expect(withoutNotice(page)).toBe(page);
      expect(scriptsOf(served)).toEqual(scriptsOf(page));
      expect(policyOf(served)).toBe(policyOf(page));
    }),
    { numRuns: 100 },
  );
});

test('it stands before everything else, names the claims, why, since when, and where the page is without it', () => {
  const page = renderReport(sampleReport(), ADDRESS);
  const served = withNotice(
    page,
    'en',
    notice(
      { number: 1, causes: ['source-retracted'], since: '2026-03-12T10:00:00.000Z', stage: 'questioned' },
      { number: 2, causes: [], since: '2026-03-13T10:00:00.000Z', stage: 'decided' },
    ),
  );
  expect(served.indexOf('Under review since publication')).toBeLessThan(served.indexOf('<header'));
  expect(served).toContain('<a href="#claim-1">Claim 1</a>: A source that the rating rests on was retracted');
  expect(served).toContain('<time dateTime="2026-03-12" dir="auto">12 March 2026</time>');
  expect(served).toContain(`<a href="${ADDRESS}/versions/1">`);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(hash(withoutNotice(served))).toBe(hash(page));
});

test('on a page in another language and direction it is in the language of the page’s own words', () => {
  const content = sampleReportInArabic();
  const served = withNotice(
    renderReport(content, ADDRESS),
    content.language,
    notice({ number: 1, causes: ['challenged'], since: '2026-03-12T10:00:00.000Z', stage: 'in-review' }),
  );
  expect(served).toMatch(/<body lang="en"><!-- notice, not part of the published page --><aside/);
});
