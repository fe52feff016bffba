import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { renderReport, renderTombstone } from '#reports';
import { sampleReport } from './sample-report.ts';

const ADDRESS = 'https://countersign.example/r/flood';

test('the same content gives the same bytes', () => {
  expect(renderReport(sampleReport(), ADDRESS)).toBe(renderReport(sampleReport(), ADDRESS));
});

test('no text breaks out of its place', () => {
  const elements = (html: string) => html.match(/<(?!!)\/?[a-z][^\s>]*/g)?.sort();
  const plain = elements(renderReport({ ...sampleReport(), title: 'x', summary: 'x' }, ADDRESS));
  const hostile = fc.oneof(
    fc.string({ minLength: 1 }).map((text) => `.${text}`),
    fc.constantFrom('</script><script>alert(1)</script>', '"><img src=x onerror=alert(1)>', '<!--', ']]>'),
  );
  fc.assert(
    fc.property(hostile, hostile, (title, summary) => {
      expect(elements(renderReport({ ...sampleReport(), title, summary }, ADDRESS))).toEqual(plain);
    }),
  );
});

test('the data block is ClaimReview, and no claim can end it', () => {
  const { claims, ...rest } = sampleReport();
  const hostile = { ...rest, claims: claims.map((claim) => ({ ...claim, text: '</script><b>' })) };
  const [, data = ''] =
    /<script type="application\/ld\+json">(.*?)<\/script>/s.exec(renderReport(hostile, ADDRESS)) ?? [];
  const parsed = JSON.parse(data);
  expect(parsed['@graph'] ?? parsed).toMatchObject([
    { '@type': 'ClaimReview', claimReviewed: '</script><b>', reviewRating: { alternateName: 'Verified' } },
    { reviewRating: { alternateName: 'Disputed' } },
  ]);
});

test('dissent, denial, answers, searches and the correction are on the page', () => {
  const html = renderReport(sampleReport(), ADDRESS);
  for (const said of [
    'Without a list',
    'denies the claim',
    'The log book shows it.',
    'No list was kept.',
    'the wrong bridge',
  ])
    expect(html).toContain(said);
});

test('a withdrawn report leaves its title and the reason', () => {
  const html = renderTombstone({
    title: 'A & B',
    reason: 'The source was forged.',
    language: 'en',
    address: ADDRESS,
  });
  expect(html).toContain('A &amp; B');
  expect(html).toContain('The source was forged.');
});
