import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { CodePoints } from '../../libs/extraction/src/code-points.ts';
import { copiesAmong, copiesOf, type DocumentBody } from '../../libs/extraction/src/provenance/copies.ts';
import { shingledText } from '../../libs/extraction/src/provenance/shingles.ts';
import { fingerprints } from '../../libs/extraction/src/provenance/winnowing.ts';

const LEAD =
  'The town of Harwick will close seven of its libraries, the council decided on Tuesday night after a long debate.';
const SECOND =
  'Residents had collected four thousand signatures against the plan, which saves less than the repair of one bridge.';
const THIRD =
  'The oldest of the branches, in Mill Street, opened in 1907 and lends more books to children than any other.';
const OTHER =
  'A goods train left the rails near Port Arnow; nobody was hurt, and the line should be open again by the weekend, the railway said.';
const SPEECH =
  '“We have no money left for seven buildings that leak, and whoever says otherwise has not read the books of this town,” said Tom Ashdown, “so we close them, and we will keep the readers, because the buses will carry the books from village to village every week of the year.”';

const body = (id: string, text: string, publishedAt: string | null = '2024-02-21'): DocumentBody => ({
  id,
  text,
  publisher: id,
  publishedAt,
});
const slice = (text: string, { start, end }: { start: number; end: number }): string =>
  new CodePoints(text).slice(start, end);

test('a copy, with what it took and where it stands in both, past astral characters', () => {
  const original = body('a', `${LEAD}\n${SECOND}`, '2024-02-21');
  const copy = body('b', `📣 Our neighbours 📣 report:\n${SECOND}\n${LEAD}`, '2024-02-22');
  const [found, ...others] = copiesAmong([copy, original]);
  expect(others).toEqual([]);
  expect(found).toMatchObject({ original: 'a', copy: 'b', kind: 'copy' });
  expect(found?.containment).toBeGreaterThan(800);
  expect(found?.passages.map((passage) => slice(copy.text, passage.copy))).toEqual([
    SECOND.slice(0, -1),
    LEAD.slice(0, -1),
  ]);
  for (const { original: from, copy: to } of found?.passages ?? [])
    expect(slice(original.text, from)).toBe(slice(copy.text, to));
});

test('a third of an article in an article of its own is an excerpt', () => {
  const original = body('a', [LEAD, SECOND, THIRD, OTHER].join('\n'));
  const found = copiesAmong([original, body('b', LEAD, '2024-02-25')]);
  expect(found).toMatchObject([{ original: 'a', copy: 'b', kind: 'excerpt', containment: 1000 }]);
});

test('an edited word does not cut a passage in two', () => {
  const edited = LEAD.replace('seven', 'some');
  const [found] = copiesAmong([
    body('a', `${LEAD} ${SECOND}`),
    body('b', `${edited} ${SECOND}`, '2024-03-01'),
  ]);
  expect(found?.passages).toHaveLength(1);
});

test('other quotation marks, case and accents do not hide a copy', () => {
  const restyled = `${LEAD} ${SECOND}`.toUpperCase().replace('HARWICK', 'HÁRWICK').replaceAll(' ', '\u00a0');
  expect(copiesAmong([body('a', `${LEAD} ${SECOND}`), body('b', restyled)])).toHaveLength(1);
});

test('two reports of one speech are no copies', () => {
  const one = body(
    'a',
    `The council met on Tuesday.\n${SPEECH}\nNobody in the hall applauded when he sat down again.`,
  );
  const other = body(
    'b',
    `Anger in Harwick over libraries.\n${SPEECH}\nThe opposition spoke of a black day for readers.`,
  );
  expect(copiesAmong([one, other])).toEqual([]);
  expect(copiesAmong([one, body('c', `${one.text}\nMore soon.`)])).toHaveLength(1);
});

test('strangers, empty texts and texts of a few words are no copies', () => {
  const texts = [LEAD, OTHER, '', 'Read more', 'Read more', '…', '“”'];
  expect(copiesAmong(texts.map((text, i) => body(String(i), text)))).toEqual([]);
});

test('the earlier is the original; without days the longer', () => {
  const [long, short] = [`${LEAD} ${SECOND} ${THIRD}`, `${LEAD} ${SECOND}`];
  expect(copiesAmong([body('a', long, '2024-02-22'), body('b', short, '2024-02-21')])[0]?.original).toBe('b');
  expect(copiesAmong([body('a', short, null), body('b', long, '2024-02-21')])[0]?.original).toBe('b');
  expect(copiesAmong([body('b', short, null), body('a', short, null)])[0]?.original).toBe('a');
});

test('every one of 150 reprints is laid to the original', () => {
  const reprints = Array.from({ length: 150 }, (_, i) => body(`r${i}`, `${LEAD} ${SECOND}`, '2024-03-01'));
  const found = copiesAmong([body('a', `${LEAD} ${SECOND}`), ...reprints]);
  expect(found.filter(({ original }) => original === 'a')).toHaveLength(150);
});

test('hashes are unsigned, and texts that share twelve words in a row share a fingerprint', () => {
  const word = fc.constantFrom(...LEAD.split(' '), ...OTHER.split(' '), 'ß', '中文', '٣');
  const words = (minLength: number, maxLength: number) => fc.array(word, { minLength, maxLength });
  fc.assert(
    fc.property(words(12, 30), words(0, 40), words(0, 40), words(0, 40), (shared, a, b, c) => {
      const one = fingerprints(shingledText([...a, ...shared, ...b].join(' ')));
      const other = fingerprints(shingledText([...c, ...shared].join(' ')));
      expect([...one].some((fingerprint) => other.has(fingerprint))).toBe(true);
      for (const fingerprint of one) expect(fingerprint).toBeGreaterThanOrEqual(0);
    }),
  );
});

test('any texts: nothing is thrown, passages lie in both texts with equal words, and one document has its own pairs', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 400 }),
    fc
      .array(fc.constantFrom(LEAD, SECOND, OTHER, '“', '"', '\n', '😀', 'x'), { maxLength: 12 })
      .map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(fc.array(text, { maxLength: 5 }), (texts) => {
      const documents = texts.map((one, i) => body(String(i), one));
      const [first, ...others] = documents;
      const copies = copiesAmong(documents);
      if (first)
        expect(copiesOf(first, others)).toEqual(
          copies.filter(({ original, copy }) => original === first.id || copy === first.id),
        );
      const textOf = new Map(documents.map((document) => [document.id, document.text]));
      for (const { original, copy, containment, passages } of copies) {
        expect(containment).toBeGreaterThanOrEqual(300);
        expect(containment).toBeLessThanOrEqual(1000);
        expect(passages.length).toBeGreaterThan(0);
        for (const passage of passages) {
          const [from, to] = [textOf.get(original) ?? '', textOf.get(copy) ?? ''];
          const [first] = shingledText(slice(from, passage.original)).words;
          expect(shingledText(slice(to, passage.copy)).words[0]).toBe(first);
        }
      }
    }),
    { numRuns: 150 },
  );
});

test.each([
  ['one word again and again', 'again '.repeat(100_000)],
  ['two words in turn', 'ding dong '.repeat(60_000)],
  ['one endless word', 'a'.repeat(600_000)],
  ['quotation marks', '“"'.repeat(200_000)],
  ['lines', 'Nobody was hurt when the train left the rails near Port Arnow.\n'.repeat(10_000)],
])('%s: long text takes time in proportion', (_name, text) => {
  expect(copiesAmong([body('a', text), body('b', `${text} end`)]).length).toBeLessThanOrEqual(1);
});
