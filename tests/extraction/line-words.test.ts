import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { APPEALS } from '../../libs/extraction/src/regions/line-appeals.ts';
import { wordsOf } from '../../libs/extraction/src/regions/line-copies.ts';
import { CUES } from '../../libs/extraction/src/regions/line-cues.ts';
import { PHRASES } from '../../libs/extraction/src/regions/line-imprint.ts';
import { WORDINGS } from '../../libs/extraction/src/regions/line-wordings.ts';
import { LineWords } from '../../libs/extraction/src/regions/line-words.ts';

type List = 'cues' | 'appeals' | 'phrases' | 'wordings';
const LISTS = { cues: CUES, appeals: APPEALS, phrases: PHRASES, wordings: WORDINGS };
const PATTERNS = (['cues', 'appeals', 'phrases', 'wordings'] satisfies List[]).flatMap((list) =>
  LISTS[list].patterns.map((pattern, n) => ({ list, n, pattern })),
);

/** The source without \b and what looks around: texts are made of the rest, and those that match are kept. */
function withoutAssertions(source: string): string {
  let kept = '';
  let depth = 0;
  for (let at = 0; at < source.length; at++) {
    const isOpening = depth > 0 ? source[at] === '(' : /^\(\?<?[!=]/.test(source.slice(at));
    if (isOpening) depth += 1;
    if (depth === 0) kept += source[at] ?? '';
    else if (source[at] === ')') depth -= 1;
  }
  return kept.replaceAll(String.raw`\b`, '');
}

const madeFor = ({ source }: RegExp): fc.Arbitrary<string> =>
  fc.stringMatching(
    new RegExp(
      `^(?:${withoutAssertions(source)})$`
        .replaceAll(String.raw`[^()[\]]`, '[a-z ]')
        .replaceAll(/\[[^\]]*\\p\{Lu\}[^\]]*\]|\\p\{Lu\}/gu, '[A-Z]')
        .replaceAll(/\[[^\]^]*\\p\{[LN]\}[^\]]*\]|\\p\{[LN]\}/gu, '[a-z]')
        .replaceAll(/\[\^[^\]]*\]/gu, '[a-z ]')
        .replaceAll(/\.(?=\{|\*)/gu, '[a-z .]')
        .replaceAll(/\\W/gu, '[ “-]')
        .replaceAll(/\\S/gu, '[a-z]')
        .replaceAll(/\\s/gu, ' '),
    ),
  );
const BEFORE = [' ', '“', "'", '’', '_', 'é', 'and ', 'Stop. '];
const BEHIND = [' ', '”', "'", '’s', '_', 'é', '.', ' and'];

/** Nothing half of the time: some patterns take whole lines. */
const orNothing = (pieces: readonly string[]): fc.Arbitrary<string> =>
  fc.oneof(fc.constant(''), fc.constantFrom(...pieces));

test.each(PATTERNS)('a line that matches $pattern asks for it', ({ list, n, pattern }) => {
  const line = fc
    .tuple(orNothing(BEFORE), madeFor(pattern), orNothing(BEHIND))
    .map((parts) => parts.join(''));
  let matching = 0;
  fc.assert(
    fc.property(line, (text) => {
      if (!pattern.test(list === 'cues' ? text.toLowerCase() : text)) return;
      matching += 1;
      expect(new LineWords(text)[list] & (1 << n)).not.toBe(0);
    }),
    { numRuns: 300 },
  );
  expect(matching).toBeGreaterThan(0);
});

const WORD = fc.constantFrom(
  'the',
  'Kell',
  '40',
  'B2',
  'don’t',
  "'tis",
  'naïve',
  '\u212Aelvin',
  'İzmir',
  '他们',
  '𝒜b',
  '½',
);
const MARK = fc.constantFrom(' ', ' ', ', ', '. ', '—', '\u00A0', '“', '_', '😀', '©', '\uD835', '\u0301');

test('words are counted, told apart and compared as a pattern with Unicode classes reads them', () => {
  const line = fc.array(fc.oneof(WORD, MARK), { maxLength: 12 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(line, line, (text, other) => {
      const [words, others] = [wordsOf(text), wordsOf(other)];
      const [read, readOther] = [new LineWords(text), new LineWords(other)];
      expect(read.count).toBe(words.length);
      expect(read.first).toBe(words[0] ?? '');
      expect(read.digits).toBe(words.join('').replaceAll(/\D/g, '').length);
      expect(read.hash === readOther.hash).toBe(words.join(' ') === others.join(' '));
    }),
    { numRuns: 2000 },
  );
});
