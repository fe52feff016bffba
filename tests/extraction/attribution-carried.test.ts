import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { voicesIn } from '../../libs/extraction/src/attribution/attribute.ts';
import { articleOf, attributed, speakers } from './attribution-article.ts';

test.each<[string, string, string[]]>([
  [
    'a pronoun is the speaker before it',
    'Ines Duarte said the dam failed. She added that 12 valves were open.',
    ['Ines Duarte', 'Ines Duarte'],
  ],
  [
    'a pronoun is the one person the sentence before it is about',
    'Ines Duarte was arrested in May. She told the court that the valves were open.',
    ['', 'Ines Duarte'],
  ],
  [
    'she is not whom the text calls he',
    'Mr Tomas Brandt met Ines Duarte in May. Ines Duarte said the dam failed. “It held,” said Mr Tomas Brandt. She said it did not.',
    ['', 'Ines Duarte', 'Tomas Brandt', 'Ines Duarte'],
  ],
  [
    'they are a group that spoke before',
    'Residents said the water came at night. They said nobody had warned them.',
    ['residents', 'residents'],
  ],
  [
    'a clause that leads in says who it is',
    'The union said the talks had failed. Although the airline denied that, it acknowledged that 40 flights were late.',
    ['the union', 'the airline'],
  ],
  [
    'documents go on listing, and what they hold is said of them by the outlet',
    'The files show that 40 people were watched. They also list 12 informers. They also include 12 photographs.',
    ['the files', 'the files', ''],
  ],
  [
    'whose lawyers they are',
    'Halden Ports said the quay was safe. Its lawyers say the report is invented.',
    ['Halden Ports', 'Halden Ports’ lawyers'],
  ],
  [
    'one of those who were spoken of',
    'Residents said the water came at night. “It took the barn,” one of them said. Several said nobody had warned them.',
    ['residents', 'residents', 'residents'],
  ],
  [
    'a quotation without a speaker is by whom the sentence before is about',
    'Kofi Mensah laughs at that.\n“We had an hour to leave, and 40 sheep.”',
    ['', 'Kofi Mensah'],
  ],
  [
    'a long quotation does not hide who speaks',
    'Kofi Mensah lives by the dam.\n“It was at ten. We ran.\n“The water took the barn. It took the sheep. We had nothing.”\nHe woke up in a corridor, he says.',
    ['', 'Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'a document goes on telling in its paragraph, in the past',
    'The log lists 611 trips. On 9 January alone, seven lorries made the journey.\nThe quarry was sealed in 2013.',
    ['the log', 'the log', ''],
  ],
  [
    'what the outlet says of a document is its own',
    'The survey found damp in 71 flats. The landlord never published it.',
    ['the survey', ''],
  ],
  [
    'silence is the outlet’s to report',
    'The files show that 40 people were watched. The mayor did not return calls.',
    ['the files', ''],
  ],
  [
    'the present tense is the outlet’s background',
    'Accounts show that the trust lost £3m. It runs 14 schools.',
    ['accounts', ''],
  ],
  [
    'somebody who has been at it for two sentences goes on',
    'Ines Duarte said the count was low. It left out small boats, she explained. Her team counted 260 others.',
    ['Ines Duarte', 'Ines Duarte', 'Ines Duarte'],
  ],
  [
    'turns of a transcript',
    'NORA VANE, HOST: The bridge has been shut for 19 days.\nMARTIN GROVE: We measured the cracks in 2011. The port says they are new.\nVANE: We asked the port.\nGROVE: It has 40 books.',
    ['', 'Martin Grove', 'the port < Martin Grove', '', 'Martin Grove'],
  ],
  [
    'a quotation over three sentences has one speaker',
    '“The water came at night. Nobody warned us. We lost everything,” said Kofi Mensah, a farmer.',
    ['Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'a quotation after its speaker goes on',
    'Kofi Mensah said the farm was lost. “Nobody warned us.”\n“We had an hour to leave.”',
    ['Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'a quotation may run on into the next paragraph',
    '“Nobody warned us,” said Kofi Mensah. “The water came at night.\n“It took the barn. We had an hour.”',
    ['Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'quotation marks that were lost',
    'I saw the water come, Kofi Mensah said. I ran to my neighbour.',
    ['Kofi Mensah', 'Kofi Mensah'],
  ],
  [
    'a mark that is never closed quotes nothing',
    'The sign read “Keep out. The mayor said it was new.\nThe bridge is old.',
    ['', 'the mayor', ''],
  ],
])('%s', (_name, text, expected) => {
  expect(speakers(text)).toEqual(expected);
});

test.each<[string, string, string]>([
  ['a surname', 'Ines Duarte leads the trust.\nDuarte said the dam failed.', 'Ines Duarte'],
  ['a role', 'The trust is led by Mayor Ines Duarte.\nThe mayor said the dam failed.', 'Ines Duarte'],
  ['initials', 'The Varnholm River Board met.\nThe VRB said the dam failed.', 'Varnholm River Board'],
  [
    'a ministry',
    'The Ministry of Rural Affairs paid £3m.\nThe ministry said the sum was final.',
    'Ministry of Rural Affairs',
  ],
  ['the only company', 'Halden Ports owns the quay.\nThe company said it was closed.', 'Halden Ports'],
  [
    'files with a name',
    'The Varnholm Papers were published.\nThe files show 40 payments.',
    'Varnholm Papers',
  ],
  [
    'one of two companies is nobody’s name',
    'Halden Ports owns the quay and Norsea Shipping uses it.\nHalden Ports and Norsea Shipping met.\nThe company said it was closed.',
    'the company',
  ],
  [
    'a report',
    'A report by the audit office was published.\nA report by the audit office found a gap.\nThe report said it was £3m.',
    'a report by the audit office',
  ],
])('the fullest name stands for %s', (_what, text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test('a carried speaker points to where the name stands, any other to its own sentence', () => {
  const text = '😀 Ines Duarte leads the trust. Duarte said the dam failed. She blamed the valves.';
  const article = articleOf(text);
  const [, named, carried] = voicesIn(article).map(({ attribution }) => attribution);
  const at = (span: { start: number; end: number } | null | undefined): string =>
    span ? article.points.slice(span.start, span.end) : '';
  expect(at(named?.chain[0]?.span)).toBe('Duarte');
  expect(named?.carried).toBe(false);
  expect(carried?.carried).toBe(true);
  expect(carried?.chain[0]?.span).toEqual(named?.chain[0]?.span);
});

test('nothing is carried into or over captions, headlines and page furniture', () => {
  const text = [
    'Dam failed, says minister',
    'Ines Duarte said the dam failed.',
    'Tomas Brandt at the dam. Photo: Jana Hofer',
    'Kofi Mensah said: sign up for our newsletter',
    'She said the valves were open.',
  ].join('\n');
  expect(speakers(text, ['headline', 'body', 'caption', 'boilerplate', 'body'])).toEqual([
    'minister',
    'Ines Duarte',
    '',
    '',
    '',
    'Ines Duarte',
  ]);
});

const piece = fc.constantFrom(
  'Ines Duarte',
  'the ministry',
  'She',
  'they',
  ' said ',
  ' told the Daily Post ',
  'according to ',
  'documents obtained by ',
  ', who ',
  ', a lawyer, ',
  ' and ',
  ' that ',
  '“',
  '”',
  '"',
  '‘',
  '’',
  "'",
  ': ',
  '. ',
  ', ',
  ' (',
  ') ',
  '\n',
  '😀',
  'e\u0301',
  'قال',
  '他说',
  ' 12 ',
  'the dam failed',
);
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.array(piece, { maxLength: 80 }).map((pieces) => pieces.join('')),
);

test('whatever comes in: one attribution for each sentence, links that stand in the text, the outlet last', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const characters = Array.from(text);
      for (const { attribution } of attributed(text)) {
        const { chain, mode } = attribution;
        expect(chain.at(-1)?.role).toBe('outlet');
        expect(mode === 'none').toBe(chain.length === 1);
        for (const [index, { role, name, span }] of chain.entries()) {
          if (index < chain.length - 1) expect(role).toBe(index === 0 ? 'speaker' : 'via');
          expect(name).not.toBe('');
          if (span) expect(characters.slice(span.start, span.end).join('').trim()).not.toBe('');
        }
      }
    }),
    { numRuns: 400 },
  );
});

test.each([
  ['one line without a full stop', 'the ministry said that '.repeat(45_000)],
  ['one quotation that never closes', `“${'Nobody warned us. '.repeat(60_000)}`],
  ['nothing but commas', ','.repeat(1_000_000)],
  ['nothing but names', 'Ines Duarte, '.repeat(80_000)],
  ['pronouns only', 'She said so. '.repeat(80_000)],
  ['capitals in one word', 'A'.repeat(1_000_000)],
])('a line of a million characters takes its time in proportion: %s', (_name, text) => {
  const article = articleOf(text);
  const began = performance.now();
  expect(voicesIn(article).length).toBeGreaterThanOrEqual(article.sentences.length);
  expect(performance.now() - began).toBeLessThan(15_000);
});
