import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelledArticle } from '../../bench/eval/labelled-article.ts';
import { creditsOf } from '../../libs/extraction/src/provenance/credits.ts';
import { REGION_LABELS, type RegionLabel } from '../../libs/extraction/src/types.ts';

const about = { publisher: 'Harwick Gazette', publishedAt: '2024-02-21' };
const article = (label: RegionLabel, text: string) => labelledArticle({ ...about, lines: [[label, text]] });
const creditsIn = (label: RegionLabel, text: string): string[] =>
  creditsOf(article(label, text)).map(({ kind, source }) => `${kind}: ${source}`);

test.each<[RegionLabel, string, string]>([
  ['body', 'LONDON, March 3 (Reuters) - Rain fell on the capital.', 'agency: Reuters'],
  ['body', 'OSLO (AP) — Ten people were rescued.', 'agency: Associated Press'],
  ['body', 'He left on Sunday. —AFP', 'agency: Agence France-Presse'],
  ['body', 'He left on Sunday. (PTI)', 'agency: Press Trust of India'],
  ['metadata', 'By Jane Doe, Associated Press', 'agency: Associated Press'],
  ['metadata', 'Jane Doe | AFP', 'agency: Agence France-Presse'],
  ['metadata', 'Reuters in Berlin', 'agency: Reuters'],
  ['metadata', 'Source: dpa', 'agency: Deutsche Presse-Agentur'],
  ['metadata', 'AP', 'agency: Associated Press'],
  ['boilerplate', '© 2024 The Associated Press. All rights reserved.', 'copyright: Associated Press'],
  [
    'boilerplate',
    'Copyright © 2019-2021 Daily Ledger Ltd. All rights reserved',
    'copyright: Daily Ledger Ltd',
  ],
  ['body', 'This article first appeared in The Daily Ledger.', 'first-appeared: Daily Ledger'],
  [
    'boilerplate',
    'This story was originally published by Marl Online on 3 May.',
    'first-appeared: Marl Online',
  ],
  ['boilerplate', 'This article originally appeared on example.org.', 'first-appeared: example.org'],
  ['body', 'First published in the Kell Review, March 2020', 'first-appeared: Kell Review'],
  [
    'body',
    'This article is republished from The Dialogue under a Creative Commons licence.',
    'syndicated: Dialogue',
  ],
  ['boilerplate', 'Reprinted with permission from Valley Health News', 'syndicated: Valley Health News'],
  ['body', 'With additional reporting by Ruth Okafor.', 'with-reporting-by: Ruth Okafor'],
  ['metadata', 'With files from The Canadian Press', 'with-reporting-by: The Canadian Press'],
  ['body', 'Translated from German by Ada Roth.', 'translated-from: German'],
  ['boilerplate', 'Translated from the original published in Le Monde', 'first-appeared: Le Monde'],
  ['body', 'This article was first published in French by Le Monde.', 'first-appeared: Le Monde'],
  ['body', 'Originally published by Swedish daily Norrbladet.', 'first-appeared: Norrbladet'],
  ['body', 'First published by the French Football Federation', 'first-appeared: French Football Federation'],
  ['metadata', 'Norrbladet with AFP', 'agency: Agence France-Presse'],
  ['body', 'By Ada Roth and AP', 'agency: Associated Press'],
  ['metadata', 'Text: Ada Roth (dpa)', 'agency: Deutsche Presse-Agentur'],
])('%s: %s', (label, text, credit) => {
  expect(creditsIn(label, text)).toEqual([credit]);
});

test.each<[RegionLabel, string, string[]]>([
  ['metadata', 'Le Monde with AFP', ['agency: Agence France-Presse', 'syndicated: Le Monde']],
  [
    'boilerplate',
    'Reprinted with permission from Norrbladet (dpa).',
    ['syndicated: Norrbladet', 'agency: Deutsche Presse-Agentur'],
  ],
  [
    'boilerplate',
    'Translated from the German original that appeared in Die Woche.',
    ['first-appeared: Die Woche', 'translated-from: German'],
  ],
])('%s: %s', (label, text, credits) => {
  expect(creditsIn(label, text)).toEqual(credits);
});

test.each<[RegionLabel, string]>([
  ['body', 'The council told Reuters that it would pay.'],
  ['body', 'The novel was first published in Paris in 1999.'],
  ['body', 'Leaflets distributed by the Red Cross said so.'],
  ['body', 'The AP report was translated quickly.'],
  ['caption', 'The bridge at Kell. Photo: Reuters'],
  ['metadata', 'Photo: AP'],
  ['metadata', 'AP Photo/Jane Doe'],
  ['metadata', 'By Jane Doe'],
  ['metadata', 'Video: Jane Doe (AP)'],
  ['standfirst', 'Interview with Reuters'],
  ['body', 'The report was first published by the German government.'],
  ['boilerplate', '© 2024 Harwick Gazette'],
])('no credit: %s: %s', (label, text) => {
  expect(creditsIn(label, text)).toEqual([]);
});

test('an agency in the middle of a long article is what it reports, not where it comes from', () => {
  const lines = Array.from({ length: 20 }, (_, i): [RegionLabel, string] => [
    'body',
    i === 10 ? 'The mayor left. (AP)' : `Paragraph ${i} of the article.`,
  ]);
  expect(creditsOf(labelledArticle({ ...about, lines }))).toEqual([]);
});

test('a credit has its span, past astral characters', () => {
  const credited = labelledArticle({
    ...about,
    lines: [
      ['headline', '🚆🚆 Train leaves the rails'],
      ['body', 'PORT ARNOW (AP) — Four wagons burned. 🔥'],
    ],
  });
  const [credit] = creditsOf(credited);
  expect(credited.points.slice(credit?.span.start ?? 0, credit?.span.end ?? 0)).toBe('PORT ARNOW (AP) —');
});

test('any lines: nothing is thrown, spans lie in the text', () => {
  const part = fc.constantFrom(
    '(AP)',
    '©',
    '2024',
    'first published in',
    'The',
    'Ledger',
    'translated from',
    '—',
    '/',
    'By',
    'x.org',
    '😀',
    '\u2028',
  );
  const line = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }).map((text) => text.replaceAll('\n', ' ')),
    fc.array(part, { maxLength: 20 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.constantFrom(...REGION_LABELS), line), { maxLength: 6 }), (lines) => {
      const read = labelledArticle({ ...about, lines });
      for (const { span, source } of creditsOf(read)) {
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThan(span.start);
        expect(span.end).toBeLessThanOrEqual(read.points.length);
        expect(source).not.toBe('');
      }
    }),
  );
});

test.each([
  ['one endless word', 'A'.repeat(500_000)],
  ['credits', 'first published in The '.repeat(40_000)],
  ['signs', '© '.repeat(200_000)],
  ['brackets', '('.repeat(400_000)],
  ['lines of agencies', 'AP\n'.repeat(50_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  const credits = creditsOf(article('boilerplate', text));
  expect(credits.length).toBeLessThanOrEqual(text.length);
});
