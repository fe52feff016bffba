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
  known: fc.boolean(),
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

test('a page that was saved when the notice stood before the skip link is the published page, too', () => {
  const page = renderReport(sampleReport(), ADDRESS);
  const served = withNotice(
    page,
    'en',
    notice({ number: 1, causes: [], since: '2026-03-12', known: false, stage: 'decided' }),
  );
  const [, skipLink = '', added = ''] =
    /<body>(<a .*?<\/a>)(<!-- notice.*<!-- end of notice -->)/s.exec(served) ?? [];
  const earlier = served.replace(`${skipLink}${added}`, () => `${added}${skipLink}`);
  expect(earlier).toContain('<body><!-- notice');
  expect(withoutNotice(earlier)).toBe(page);
});

test('it stands behind the skip link and before everything else, names the claims, why, since when, and where the page is without it', () => {
  const page = renderReport(sampleReport(), ADDRESS);
  const served = withNotice(
    page,
    'en',
    notice(
      {
        number: 1,
        causes: ['source-retracted'],
        since: '2026-03-12T10:00:00.000Z',
        known: false,
        stage: 'questioned',
      },
      { number: 2, causes: [], since: '2026-03-13T10:00:00.000Z', known: false, stage: 'decided' },
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
    notice({
      number: 1,
      causes: ['challenged'],
      since: '2026-03-12T10:00:00.000Z',
      known: false,
      stage: 'in-review',
    }),
  );
  expect(served).toContain(
    '<body lang="en"><a class="skip-link" href="#main">Skip to the content</a><!-- notice, not part of the published page --><aside',
  );
});

/** The notice's own text. */
const textOf = (...claims: QuestionedClaim[]) => {
  const served = withNotice(renderReport(sampleReport(), ADDRESS), 'en', notice(...claims));
  const [, aside = ''] = /<aside[^>]*>(.*?)<\/aside>/s.exec(served) ?? [];
  return aside.replace(/<[^>]*>/g, '');
};
const march = (day: number) => `2026-03-${day}T10:00:00.000Z`;
const before = {
  number: 1,
  causes: ['challenged' as const],
  since: march(10),
  known: true,
  stage: 'questioned' as const,
};
const after = { ...before, causes: ['new-evidence' as const], since: march(12), known: false };

test('what was in question when the page was published is not said to have come up since', () => {
  const text = textOf(before, { ...before, number: 2 });
  expect(text).toContain('Two claims in it were in question already when it was published. Please');
  expect(text).toContain('In question since 10 March 2026, before this version was published.');
  expect(text).not.toMatch(/[Ss]ince then|since publication/);
});

test('where some were and some have come up since, both are said, each of its own', () => {
  const text = textOf(before, { ...after, number: 3 });
  expect(text).toContain(
    'One claim in it was in question already when it was published, and since then one more has',
  );
  expect(text).toContain(
    'Claim 3: New evidence has come in. An editor is looking at it. Since 12 March 2026.',
  );
  expect(text).not.toContain('since publication');
});

test('a claim with more against it than when it was published is one claim in two lines, and its stage is said once', () => {
  const text = textOf(before, after);
  expect(text).toContain('One claim in it was in question already when it was published. Please');
  expect(text).toContain(
    'Claim 1: A reader has pointed out a possible error. In question since 10 March 2026, before',
  );
  expect(text).toContain(
    'Claim 1: New evidence has come in. An editor is looking at it. Since 12 March 2026.',
  );
});
