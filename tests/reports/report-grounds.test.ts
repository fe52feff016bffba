/** What a page tells of what its ratings rest on, and of the exceptions with which it was published. */
import { expect, test } from '@jest/globals';
import { renderReport } from '#reports';
import { sampleReport } from './sample-report.ts';

const ADDRESS = 'https://facts.example/r/aldermere-flood';

test('the origins behind the support are named, with who tells of them; older reports give their number only', () => {
  const text = renderReport(sampleReport(), ADDRESS).replace(/<[^>]*>/g, '');
  expect(text).toContain('An official statement: The gauge of station 14. Told by Orre River Agency');
  expect(text).toContain('A witness. Told by Aldermere Gazette');
  expect(text).toContain('Not established yet; beside others it is not counted. Told by Radio Lowland');
  expect(text).not.toContain('Not each of these is counted');
  const [claim, ...others] = sampleReport().claims;
  if (!claim) throw new Error('the sample has claims');
  const fewer = { ...sampleReport(), claims: [{ ...claim, independentOrigins: 1 }, ...others] };
  expect(renderReport(fewer, ADDRESS)).toContain('Not each of these is counted');
  const { origins: _, ...earlier } = claim;
  const older = renderReport({ ...sampleReport(), claims: [earlier] }, ADDRESS);
  expect(older).toContain('rest on two independent origins.</dd>');
});

test('exceptions with which a report was published are told at its top, with the reason, and at each claim', () => {
  const report = sampleReport();
  const gates = [
    { gate: 'verdict-policy-met', claims: [1, 3] },
    { gate: 'signed-off-by-another', claims: [] },
  ] as const;
  const html = renderReport(
    { ...report, overridden: { reason: 'The vote <b>is</b> today.', gates } },
    ADDRESS,
  );
  const lost = 'it would not have been rated so anew.';
  expect(html).toContain(
    '<li><a href="#claim-1">Claim 1</a>, <a href="#claim-3">Claim 3</a>: By what was known',
  );
  expect(html).toContain('<li>The report was signed off by somebody who had decided a claim in it.');
  expect(html).toContain(
    'The reason given: <span class="written" dir="auto">The vote &lt;b&gt;is&lt;/b&gt; today.',
  );
  const articles = html.split('<article ').slice(1);
  expect(articles.map((article) => article.includes(lost))).toEqual([true, false, true, false]);
  const { overridden: _, ...plain } = report;
  expect(renderReport(plain, ADDRESS)).not.toMatch(/class="exception/);
});
