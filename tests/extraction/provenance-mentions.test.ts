/** What a text itself says it rests on: leaks, studies, witnesses, statements, each with its holder and its span. */
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { labelledArticle } from '../../bench/eval/labelled-article.ts';
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { upstreamOf, type Upstream } from '../../libs/extraction/src/provenance/upstream.ts';
import type { Article, RegionLabel } from '../../libs/extraction/src/types.ts';

const article = (
  text: string,
  { label = 'body', publisher = 'Harwick Gazette' }: { label?: RegionLabel; publisher?: string } = {},
): Article => labelledArticle({ lines: [[label, text]], publisher, publishedAt: '2024-02-21' });

const evidenceIn = (text: string): Upstream[] => {
  const read = article(text);
  return upstreamOf(read, voicesIn(read));
};

test.each<[string, Upstream['kind'], string | null, string]>([
  [
    'The figures come from a leaked internal audit of the Harbour Authority obtained by the Daily Ledger.',
    'leak',
    'Daily Ledger',
    'a leaked internal audit of the Harbour Authority obtained by the Daily Ledger',
  ],
  [
    'According to documents obtained by a consortium of twelve newspapers, the fees were never paid.',
    'leak',
    'a consortium of twelve newspapers',
    'documents obtained by a consortium of twelve newspapers',
  ],
  [
    'The emails, seen by this newspaper, show that he met the developer nine times.',
    'leak',
    'Harwick Gazette',
    'The emails, seen by this newspaper',
  ],
  [
    'Files passed to the Marl Weekly by a former employee describe the practice.',
    'leak',
    'Marl Weekly',
    'Files passed to the Marl Weekly',
  ],
  [
    'A study by the University of Kell found that coffee shortens sleep.',
    'study',
    'University of Kell',
    'A study by the University of Kell',
  ],
  [
    'The study, published on Wednesday in the journal Nature Sleep, followed 400 adults.',
    'study',
    'Nature Sleep',
    'The study, published on Wednesday in the journal Nature Sleep',
  ],
  ['The Audit Office’s report lists 14 errors.', 'document', 'The Audit Office', 'The Audit Office’s report'],
  ['Official figures show that unemployment fell.', 'dataset', null, 'Official figures'],
  [
    'Data compiled by the charity Pedal Watch show 2,310 thefts.',
    'dataset',
    'Pedal Watch',
    'Data compiled by the charity Pedal Watch',
  ],
  [
    '“The water came over the wall,” said Mara Quill, who watched the dam burst.',
    'witness',
    'Mara Quill',
    'Mara Quill, who watched',
  ],
  [
    'Mara Quill told Radio Kell that the siren never sounded.',
    'broadcast',
    'Radio Kell',
    'Mara Quill told Radio Kell',
  ],
  [
    'The Ministry of Transport said in a statement that the bridge was safe.',
    'statement',
    'Ministry of Transport',
    'in a statement',
  ],
])('%s', (text, kind, holder, description) => {
  expect(evidenceIn(text)).toMatchObject([{ kind, holder, description }]);
});

test.each([
  'He told the court that he was asleep.',
  'She reported the crash to police and filed her papers.',
  'The mayor opened a school in Marl.',
  'They review the prices in May.',
])('no evidence: %s', (text) => {
  expect(evidenceIn(text)).toEqual([]);
});

test('furniture and captions are no evidence', () => {
  const text = 'A leaked audit obtained by the Daily Ledger shows it.';
  for (const label of ['boilerplate', 'caption', 'metadata'] as const) {
    const read = article(text, { label });
    expect(upstreamOf(read, voicesIn(read))).toEqual([]);
  }
});

test('any text: nothing is thrown, spans lie in the text and hold the description', () => {
  const part = fc.constantFrom(
    'leaked',
    'documents',
    'obtained by',
    'the',
    'Daily Ledger',
    'a study',
    'told',
    'in a statement',
    'who saw',
    '’s',
    ',',
    '.',
    '“',
    '😀',
    'this newspaper',
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(part, { maxLength: 40 }).map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(text, (content) => {
      const read = article(content.replaceAll('\n', ' '));
      for (const { span, description } of upstreamOf(read, voicesIn(read)))
        expect(read.points.slice(span.start, span.end).replaceAll(/\s+/g, ' ')).toBe(description);
    }),
  );
});

test.each([
  ['one endless word', 'a'.repeat(300_000)],
  [
    'sentences full of evidence',
    `${'leaked documents obtained by the Daily Ledger and '.repeat(30)}ended. `.repeat(200),
  ],
  ['words', 'report '.repeat(100_000)],
  ['names', 'Ab '.repeat(150_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  const read = article(text);
  expect(upstreamOf(read, []).length).toBeLessThanOrEqual(text.length);
});
