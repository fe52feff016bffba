import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { extractClaims } from '#extraction';
import { attributed } from './attribution-article.ts';

/** Each part with its speaker; '' for the outlet itself. */
const parts = (text: string): [string, string][] =>
  attributed(text).map(({ sentence, attribution: { chain } }) => {
    const [first] = chain;
    return [sentence.text, first?.role === 'speaker' ? first.name : ''];
  });

test.each<[string, [string, string][]]>([
  [
    'The ministry says 40 were killed, but the opposition puts the toll at 90.',
    [
      ['The ministry says 40 were killed', 'the ministry'],
      ['the opposition puts the toll at 90.', 'the opposition'],
    ],
  ],
  [
    'The ministry says 40 were killed; the opposition puts the toll at 90.',
    [
      ['The ministry says 40 were killed', 'the ministry'],
      ['the opposition puts the toll at 90.', 'the opposition'],
    ],
  ],
  [
    'The ministry says 40 were killed, while the opposition puts the toll at 90, and doctors say both are wrong.',
    [
      ['The ministry says 40 were killed', 'the ministry'],
      ['the opposition puts the toll at 90', 'the opposition'],
      ['doctors say both are wrong.', 'doctors'],
    ],
  ],
  [
    'Nobody died, police said, but the hospital reported two deaths.',
    [
      ['Nobody died, police said', 'police'],
      ['the hospital reported two deaths.', 'the hospital'],
    ],
  ],
  [
    'Doe, a nurse, said she was beaten, and Roe, a clerk, said he was not.',
    [
      ['Doe, a nurse, said she was beaten', 'Doe'],
      ['Roe, a clerk, said he was not.', 'Roe'],
    ],
  ],
  [
    'The strike ended in May, and the union, which has 400 members, says wages rose by 4 per cent.',
    [
      ['The strike ended in May', ''],
      ['the union, which has 400 members, says wages rose by 4 per cent.', 'the union'],
    ],
  ],
  [
    'The minister resigned, and within hours the party said a successor had been found.',
    [
      ['The minister resigned', ''],
      ['within hours the party said a successor had been found.', 'the party'],
    ],
  ],
  [
    'The bridge, which was built in 1970, was closed in May, although the council insists it was safe.',
    [
      ['The bridge, which was built in 1970, was closed in May', ''],
      ['the council insists it was safe.', 'the council'],
    ],
  ],
  [
    '😀 The e-mails show it was told in 2014 — but a spokesman said the firm knew nothing.',
    [
      ['😀 The e-mails show it was told in 2014', 'the e-mails'],
      ['a spokesman said the firm knew nothing.', 'a spokesman'],
    ],
  ],
])('two voices: %s', (text, expected) => {
  expect(parts(text)).toEqual(expected);
});

test.each([
  [
    'a list of subjects',
    'Police who arrested three men in Kent, Surrey, and Sussex said nothing was stolen.',
  ],
  ['an aside of the subject', 'The ministry, and later the army, said 40 were killed.'],
  [
    'a relative clause before the "and"',
    'The company, which closed in May, and the union said talks had failed.',
  ],
  [
    'two relative clauses',
    'Ms Doe, who worked there until May, and whose lawyers say she was dismissed, is suing.',
  ],
  ['a condition', 'If the dam fails, and experts say it will, 400 homes are at risk.'],
  [
    'one report of two',
    'Reuters reported on Monday, and the ministry confirmed, that 12 men had been killed.',
  ],
  [
    'a report that goes on',
    'She told the court that her son was ill, and that the doctor said he would die.',
  ],
  ['a frame that ends the sentence', 'The number fell to 40 in May, and to 30 in June, the ministry said.'],
  [
    'an aside that may tell both',
    'For 19 years she worked there, and in the spring, she says, a driver brought her a jar.',
  ],
  ['one voice', 'Jane Doe thinks a third of them are lost, though she admits that nobody can know it.'],
  ['half of a pair', 'Not only did the council know, but the mayor told staff to keep quiet.'],
  ['a quotation', '“We lost it all, and the council said nothing,” she said.'],
  ['what comes after a frame', 'The dam held, engineers said, and the town was spared.'],
])('one sentence: %s', (_why, text) => {
  expect(attributed(text).map(({ sentence }) => sentence.text)).toEqual([text]);
});

test.each([
  'Because of the rain the bridge was shut for nine days in May, although the council insists it was safe.',
  'After the flood the bridge was shut for nine days, though engineers say it was never in danger.',
  'The bridge, although the council insists it was safe, was shut for nine days in May.',
  'Since 2015 the school has lost 400 pupils, whereas the ministry says it has gained 12.',
])('what somebody concedes is not said by all of the sentence: %s', (text) => {
  expect(parts(text)).toEqual([[text, '']]);
});

test('each part is a claim by itself: its wording a sentence, its figures its own', () => {
  const text = 'Ruzan Ilvek was held for 19 days, she says, but the custody register gives 23 days.';
  const regions = [{ start: 0, end: text.length, label: 'body', score: 1000 } as const];
  const { claims } = extractClaims({
    text,
    regions,
    title: null,
    publisher: 'The Ledger',
    publishedAt: '2024-03-01',
    language: 'en',
  });
  expect(
    claims.map(({ text: wording, occurrences: [first] }) => [
      wording,
      first?.passage.exact,
      first?.figures.map((figure) => figure.text),
      first?.attribution.chain[0]?.name,
    ]),
  ).toEqual([
    [
      'Ruzan Ilvek was held for 19 days, she says.',
      'Ruzan Ilvek was held for 19 days, she says',
      ['19 days'],
      'Ruzan Ilvek',
    ],
    [
      'The custody register gives 23 days.',
      'the custody register gives 23 days.',
      ['23 days'],
      'the custody register',
    ],
  ]);
});

test('any sentence: its parts stand in it word for word, in order, with at most a mark and one word between them', () => {
  const clause = fc.constantFrom(
    'the ministry says 40 were killed',
    'a spokesman denied it',
    'nobody 😀 died, police said',
    'it rained in مدينة',
    'the files, which were leaked in May, list 40 names',
    '“the dam held, and the council said so”',
    'of eight asked, seven said they knew',
  );
  const joint = fc.constantFrom(', and ', '; ', ', but ', ' – while ', ', ', ' and ', ', although ');
  const sentence = fc
    .array(fc.tuple(clause, joint), { minLength: 1, maxLength: 5 })
    .map((all) => `${all.map(([words, end], at) => words + (at === all.length - 1 ? '' : end)).join('')}.`);
  fc.assert(
    fc.property(sentence, (text) => {
      const characters = Array.from(text);
      let last = 0;
      for (const { sentence: part } of attributed(text)) {
        expect(characters.slice(last, part.start).join('')).toMatch(/^(?:\s*[,;–—]?\s*\p{L}*\s*)$/u);
        expect(characters.slice(part.start, part.end).join('')).toBe(part.text);
        last = part.end;
      }
      expect(last).toBe(characters.length);
    }),
  );
});
