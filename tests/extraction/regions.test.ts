import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { labelRegions, labelText } from '../../libs/extraction/src/regions/regions.ts';
import type { Region, RegionLabel } from '../../libs/extraction/src/types.ts';

const PARAGRAPHS = [
  'The harbour board has approved a plan to rebuild the old quay, which was damaged when a barge broke loose in a storm last winter.',
  'Work on the first part will begin in March and should take about two years, according to a report that was published on Monday.',
  '“We have waited a long time for this,” said Nora Hale, who has run the fish market for thirty years and lives above it.',
  'The board put the cost at 41 million euros, of which the state will pay a third, and said that no jobs would be lost.',
  'A group of residents had asked a court to stop the work because of the noise, but the judge threw the case out in October.',
];

/** The label of every line that is not blank, keyed by its text. */
function labelled(text: string, regions: readonly Region[]): Map<string, RegionLabel> {
  const points = new CodePoints(text);
  return new Map(
    regions.flatMap(({ start, end, label }) =>
      points
        .slice(start, end)
        .split('\n')
        .filter((line) => line.trim() !== '')
        .map((line) => [line, label] as const),
    ),
  );
}

test('an article pasted with its page: the page is furniture, the paragraphs are body', () => {
  const furniture = [
    'Skip to main content',
    'News Sport Weather Jobs',
    'Sign up to our free newsletter and get the stories that matter straight to your inbox',
    'By creating an account you agree to our terms of use and confirm that you have read our privacy policy',
    'Accept all cookies',
    'Most read',
    'Privacy policy | Contact us | Advertise with us',
    '© 2024 The Quay Post. All rights reserved.',
  ];
  const lines = [
    ...furniture.slice(0, 3),
    'Harbour board backs plan to rebuild storm-hit quay',
    'By Nora Feld',
    'Monday 4 March 2024, 10:15 am',
    'The old quay in February. (Photo: Jan Roth/Agency)',
    ...PARAGRAPHS.slice(0, 3),
    ...furniture.slice(3, 5),
    ...PARAGRAPHS.slice(3),
    ...furniture.slice(5),
  ];
  const text = lines.join('\n');
  const labels = labelled(text, labelText(text));
  for (const paragraph of PARAGRAPHS) expect([paragraph, labels.get(paragraph)]).toEqual([paragraph, 'body']);
  for (const line of furniture) expect([line, labels.get(line)]).toEqual([line, 'boilerplate']);
  expect(labels.get('Harbour board backs plan to rebuild storm-hit quay')).toBe('headline');
  expect(labels.get('By Nora Feld')).toBe('metadata');
  expect(labels.get('Monday 4 March 2024, 10:15 am')).toBe('metadata');
  expect(labels.get('The old quay in February. (Photo: Jan Roth/Agency)')).toBe('caption');
});

test.each([
  ['Nora Feld contributed to this report.', 'metadata'],
  ['2 min 14 s', 'metadata'],
  ['Play video: The quay from above', 'boilerplate'],
  ['Email desk@harlow.example or call Nora on 01632 960000.', 'boilerplate'],
  ['Do you live by the quay? Call Nora on 01632 960000.', 'boilerplate'],
  ['Stay informed. Simply sign up to the Quay digest and we will send it to your inbox.', 'boilerplate'],
  ['Your tax deductible gift can help. $60 pays for one day of work.', 'boilerplate'],
  ['Watch the full story on Harlow Tonight at 8.30pm.', 'boilerplate'],
  ['ADVERTISEMENT', 'boilerplate'],
  ['Nora Feld is harbour correspondent of The Harlow Herald.', 'boilerplate'],
  ['You have read 3 of your 5 free articles this month. Register to go on.', 'boilerplate'],
  ['The Herald is a charity. 1 in 900 readers gives. Please help.', 'boilerplate'],
  ['Nora Feld is a crane driver who has worked on the quay since the board bought it in 2014.', 'body'],
  ['Quay | Harbour | Ships | Council', 'boilerplate'],
  [
    'Fishers were told to sign up for the flood alerts, and 40 of them did, the board said on Monday.',
    'body',
  ],
  ['Terms of Sale | Products | © The Harlow Herald', 'boilerplate'],
])('%j in the middle of a text is %s', (line, label) => {
  const text = [
    'Harbour board backs plan to rebuild quay',
    ...PARAGRAPHS.slice(0, 3),
    line,
    ...PARAGRAPHS.slice(3),
  ].join('\n');
  expect(labelled(text, labelText(text)).get(line)).toBe(label);
});

test('the summary between headline and byline is the standfirst', () => {
  const text = [
    'Harbour board backs plan to rebuild quay',
    'Two years of work begin in March and a third of the cost falls to the state',
    'By Nora Feld',
    ...PARAGRAPHS,
  ].join('\n');
  const labels = [...labelled(text, labelText(text)).values()];
  expect(labels.slice(0, 4)).toEqual(['headline', 'standfirst', 'metadata', 'body']);
});

test('what markup says is kept, and what it found to be the article is body', () => {
  const lines = [
    { text: 'The Quay Post', hint: 'boilerplate' as const },
    { text: 'Quay', hint: 'headline' as const },
    { text: 'Seven o’clock', hint: 'metadata' as const },
    ...PARAGRAPHS.map((text) => ({ text, hint: 'body' as const })),
    { text: 'Boats', hint: 'caption' as const },
  ];
  expect(labelRegions(lines).map(({ label }) => label)).toEqual([
    'boilerplate',
    'headline',
    'metadata',
    'body',
    'caption',
  ]);
});

test('a line that stands three times is a label of the page', () => {
  const line = 'The board will answer questions from readers on Friday.';
  const text = PARAGRAPHS.flatMap((paragraph) => [paragraph, line]).join('\n');
  expect(labelled(text, labelText(text)).get(line)).toBe('boilerplate');
});

const anyText = fc
  .array(
    fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), fc.constantFrom(...PARAGRAPHS, '', ' ', 'Menu')),
  )
  .map((lines) => lines.join('\n'));

test('regions cover every line that is not blank, whole, in order and once', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const points = new CodePoints(text);
      const covered = labelText(text).map(({ start, end, score }) => {
        expect(score).toBeGreaterThanOrEqual(0);
        expect(score).toBeLessThanOrEqual(1000);
        for (const edge of [points.slice(0, start).at(-1), points.slice(end, points.length).at(0)])
          expect(edge === undefined || edge === '\n').toBe(true);
        return points.slice(start, end);
      });
      const filled = (whole: string): string[] => whole.split('\n').filter((line) => line.trim() !== '');
      expect(covered.flatMap(filled)).toEqual(filled(text));
    }),
  );
});

test.each([
  ['brackets', '('.repeat(200_000)],
  ['one line of many sentences', PARAGRAPHS.join(' ').repeat(500)],
  ['names', `By ${'Ann '.repeat(100_000)}`],
  ['credits', '(photo '.repeat(50_000)],
  ['bars', 'a | '.repeat(100_000)],
  ['many lines', 'Home\nMore news from the coast\n'.repeat(5_000)],
  ['spaces', `${' '.repeat(500_000)}x`],
])('%s: long text takes time in proportion', (_name, text) => {
  expect(labelText(text).length).toBeGreaterThan(0);
});

test.each([
  ['short lines', 50_000, 'Home'],
  [
    'lines of text',
    50_000,
    'The board of the harbour met, and said that the quay would be rebuilt in the spring of 2027.',
  ],
  ['long lines', 2_500, PARAGRAPHS.join(' ').repeat(3)],
])('%s of the longest document that is read: under 512 MB', async (_name, lines, line) => {
  const program = `
    const { labelText } = await import('#extraction');
    labelText(${JSON.stringify(`${line}\n`)}.repeat(${lines}));
    console.log(process.resourceUsage().maxRSS);`;
  const root = join(import.meta.dirname, '../..');
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', program], {
    cwd: root,
  });
  expect(Number(stdout)).toBeGreaterThan(0);
  expect(Number(stdout)).toBeLessThan(512 * 1_024); // in kibibytes
});

test.each([
  ['Three miners died on Monday in a shaft near Orrin.', 'body'],
  ['Actor Jan Roth, star of Night Ferry, died on Monday aged 81.', 'body'],
  // A cue of furniture; too short to tell.
  ['Get the old quay news by e-mail, every Monday, from our newsletter.', 'boilerplate'],
  ['Nobody was hurt.', 'boilerplate'],
])('a lead of one sentence right before the text belongs to it: %s', (lead, expected) => {
  const text = ['Harbour news of the week', lead, ...PARAGRAPHS.slice(1, 4)].join('\n\n');
  expect(labelled(text, labelText(text)).get(lead)).toBe(expected);
});
