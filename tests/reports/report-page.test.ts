/** What the page of a report, or of a withdrawn one, says to its readers in words. */
import { expect, test } from '@jest/globals';
import type { ReportContent } from '#domain';
import { renderReport, renderTombstone, renderWithheldVersion } from '#reports';
import { scriptsOf } from './markup.ts';
import { sampleReport } from './sample-report.ts';

const ADDRESS = 'https://facts.example/r/aldermere-flood';

test('who decided, and what the support rests on, is said in words', () => {
  const html = renderReport(sampleReport(), ADDRESS);
  expect(html).toContain('Two independent reviewers who reached the same rating');
  expect(html).toContain('An adjudicator, after two independent reviewers disagreed');
  expect(html).toContain('Two supporting passages rest on two independent origins.');
  expect(html).toContain('Four claims examined: one verified, two disputed, one unverified.');
});

test('supporting passages are told as they were counted, and in older reports as they are quoted', () => {
  const [claim, ...others] = sampleReport().claims;
  if (!claim) throw new Error('the sample has claims');
  const counted = { ...sampleReport(), claims: [{ ...claim, supportingPassages: 1 }, ...others] };
  expect(renderReport(counted, ADDRESS)).toContain(
    'One supporting passage rests on two independent origins.',
  );
  expect(renderReport(sampleReport(), ADDRESS)).toContain('Two supporting passages rest on');
});

test('where a rule was set aside the page does not say that it was kept, and says why', () => {
  const [claim, ...others] = sampleReport().claims;
  if (!claim) throw new Error('the sample has claims');
  const kept = 'nothing that we found against it is left unanswered';
  expect(renderReport(sampleReport(), ADDRESS)).toContain(kept);
  const waived = [{ requirement: 'undermining-answered', reason: 'The press <b>waits</b>.' }] as const;
  const html = renderReport({ ...sampleReport(), claims: [{ ...claim, waived }, ...others] }, ADDRESS);
  expect(html).not.toContain(kept);
  expect(html).toContain('Not every passage found against the claim is answered.');
  expect(html).toContain('The press &lt;b&gt;waits&lt;/b&gt;.');
});

test('that a review of a claim was ended is said with the day and the reason, and of no other claim', () => {
  const [claim, ...others] = sampleReport().claims;
  if (!claim) throw new Error('the sample has claims');
  const recalled = [{ on: '2026-03-02', reason: 'The <b>wrong</b> desk.' }];
  const html = renderReport({ ...sampleReport(), claims: [{ ...claim, recalled }, ...others] }, ADDRESS);
  expect(html.split('an editor ended a review of the claim')).toHaveLength(2);
  expect(html).toContain('2 March 2026');
  expect(html).toContain('The &lt;b&gt;wrong&lt;/b&gt; desk.');
  expect(renderReport(sampleReport(), ADDRESS)).not.toContain('an editor ended a review');
});

test('a first version has no correction, and a later one says so before anything else', () => {
  const corrected = renderReport(sampleReport(), ADDRESS);
  expect(corrected.indexOf('class="correction"')).toBeGreaterThan(0);
  expect(corrected.indexOf('class="correction"')).toBeLessThan(corrected.indexOf('class="standfirst'));
  const first = renderReport({ ...sampleReport(), version: 1, correction: null }, ADDRESS);
  expect(first).not.toContain('class="correction"');
});

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

test('a withdrawn report whose address must not be repeated is told without it', () => {
  const withdrawn = { title: 'Bread', reason: 'Forged.', language: 'en', address: null, provenVersion: 3 };
  const html = renderTombstone(withdrawn);
  expect(html).toContain('Forged.');
  expect(html).not.toMatch(/facts\.example|proof\.json/);
});

test('a version that is withheld leads to the newest, and to its own proof where there is one', () => {
  const withheld = { version: 2, newest: 4, title: '<b>Bread</b>', language: 'en', address: ADDRESS };
  const html = renderWithheldVersion({ ...withheld, proven: true });
  expect(html).toContain('&lt;b&gt;Bread&lt;/b&gt;</h1>');
  expect(html).toContain('Version 4 is shown in its place.');
  expect(html).toContain(`<a href="${ADDRESS}">Read version 4</a>`);
  expect(html).toContain(`href="${ADDRESS}/versions/2.proof.json"`);
  expect(html).toContain('content="noindex"');
  expect(scriptsOf(html)).toEqual([]);
  expect(renderWithheldVersion({ ...withheld, proven: false })).not.toContain('proof.json');
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

test('a quotation says which language it is in where that is not the one around it', () => {
  const report = sampleReport();
  const [claim] = report.claims;
  if (!claim) throw new Error('the sample has claims');
  const quoting = (language: string | undefined, reportLanguage = 'en') => {
    const source = {
      title: 'Die Warnung',
      publisher: 'Der Bote',
      publishedAt: null,
      ...(language && { language }),
    };
    const occurrences = [{ quote: 'Der Damm brach.', speaker: null, source }];
    const claims = [{ ...claim, evidence: [], occurrences }];
    return renderReport({ ...report, language: reportLanguage, claims }, ADDRESS);
  };
  const german = quoting('de');
  expect(german).toContain('<blockquote lang="de"><p>Der Damm brach.</p></blockquote>');
  expect(german).toContain('<cite lang="de"><bdi>Die Warnung</bdi></cite>');
  for (const same of [quoting('en'), quoting(undefined)]) expect(same).toContain('<blockquote><p>Der Damm');
  // The words of the page are English there: a quotation in the report's own language needs its mark.
  expect(quoting('fr', 'fr')).toContain('<blockquote lang="fr">');
  expect(quoting('en', 'fr')).toContain('<blockquote><p>Der Damm');
  expect(quoting(undefined, 'fr')).toContain('<blockquote lang="fr">');
});

test('what is said to a denial stands under it, as ours; where nothing is, no place is left for it', () => {
  const [claim] = sampleReport().claims;
  if (!claim) throw new Error('the sample has claims');
  const denied = {
    kind: 'reply' as const,
    whom: 'The district office',
    askedOn: '2026-03-05',
    way: 'by letter',
    answer: 'It was never sent.',
    answeredOn: '2026-03-06',
    denial: true,
  };
  const page = (evidence: ReportContent['claims'][number]['evidence']) =>
    renderReport({ ...sampleReport(), claims: [{ ...claim, evidence }] }, ADDRESS);
  const answered = page([{ ...denied, response: 'The <b>register</b> has it.' }]);
  const said = [
    'It was never sent.',
    'A party concerned denies the claim here.',
    'Our answer',
    'The &lt;b&gt;',
  ];
  const places = said.map((words) => answered.indexOf(words));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(Math.min(...places)).toBeGreaterThan(0);
  expect(page([denied])).not.toContain('Our answer');
});
