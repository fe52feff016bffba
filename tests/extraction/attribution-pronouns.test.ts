import { expect, test } from '@jest/globals';
import { extractClaims, labelText } from '../../libs/extraction/src/index.ts';
import { speakers } from './attribution-article.ts';

/** Invented sentences; '' is the outlet's own voice. The last sentence's speaker is looked at. */
test.each([
  ['Helga Stroem said Ferdi Kaan had lied about the dose. He said it was 40mg.', 'Ferdi Kaan'],
  ['Kirsty Baird sued Callum Orr in 2019. He told the court that she owed him £400.', 'Callum Orr'],
  ['Gianni Russo said Chiara Neri had signed the papers. She said the signature was forged.', 'Chiara Neri'],
  ['Tomas Brandt said Ines Duarte had signed the papers. He said she did it in May.', 'Tomas Brandt'],
  ['Jana Hofer praised Paula Reis and Clara Lind in May. He said that 12 men had left.', ''],
  [
    'Xoli Orly said the well was dry. The case is of interest to John Lind, who, he believes, was cheated.',
    'John Lind',
  ],
  ['José Prado said Zoë Lind had signed. She said it was a copy.', 'Zoë Lind'],
])('a given name says who cannot be meant: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test.each([
  ['Mr Tarrant suggested that the papers were invented. “That is not true,” she replied.', ''],
  ['Ms Denham said it had flooded. “So we are building a pool in a pool,” he said.', ''],
  ['The mayor’s wife said 40 pupils were ill. He said that 12 had gone home.', ''],
  ['A policewoman said 40 pupils were ill. He said that 12 had gone home.', ''],
  ['Headmistress J. Orly said 40 pupils were ill. He said that 12 had gone home.', ''],
  ['Xoli Orly, an actress, said 40 pupils were ill. He said that 12 had gone home.', ''],
  [
    'Roy Hesketh asked that the site be closed. Ms Denham said it had flooded. “It will again,” he said.',
    'Roy Hesketh',
  ],
  ['Tito Braga said that he sent photographs to the minister. Her office said it had none.', 'her office'],
  ['The ombudsman said 40 pupils were ill. She said that 12 had gone home.', 'the ombudsman'],
  ['The mayor’s wife said 40 pupils were ill. She said that 12 had gone home.', 'the mayor’s wife'],
])('a title or a relation says who cannot be meant: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test.each([
  ['Tsering Lhamo told police that Dorje Wangdi had struck her. He denied striking her.', ''],
  ['Tsering Lhamo sued Dorje Wangdi in May. He told the court that the debt was paid.', ''],
  ['Tsering Lhamo told police that the door was shut. He denied that it was locked.', 'Tsering Lhamo'],
  ['Tsering Lhamo told police that Dorje Wangdi had left. “It was at ten,” he said.', 'Tsering Lhamo'],
  ['Xoli Orly said the well was dry. The board had cheated John Lind for 12 years, he believes.', ''],
])('two people of whom nothing says who is meant are no name: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test('what a pronoun was taken for once is no reason to take it so again', () => {
  const text =
    'Tsering Lhamo told police that the door was shut. He said it was locked. Tsering Lhamo left at ten. She said the key was lost.';
  expect(speakers(text)).toEqual(['Tsering Lhamo', 'Tsering Lhamo', '', 'Tsering Lhamo']);
});

/** The wording of the claim that begins so. */
const wordingOf = (text: string, opening: string): string | undefined =>
  extractClaims({
    text,
    regions: labelText(text),
    title: null,
    publisher: 'Harlow Herald',
    publishedAt: '2021-03-04',
    language: 'en',
  }).claims.find(({ occurrences }) => occurrences[0]?.passage.exact.startsWith(opening))?.text;

test.each([
  [
    'Ines Duarte said the dam failed in 2019.',
    'She said 12 valves were open.',
    'Ines Duarte said 12 valves were open.',
  ],
  [
    'Tsering Lhamo said the dam failed in 2019.',
    'She said 12 valves were open.',
    'She said 12 valves were open.',
  ],
  [
    'Mr Lhamo said the dam failed in 2019.',
    'He said 12 valves were open.',
    'Lhamo said 12 valves were open.',
  ],
])('a name stands for a pronoun only where it is sure: %s', (first, second, expected) => {
  const rest = 'The board met 14 times that year. It spent £3m on the repair of the wall and of both gates.';
  expect(wordingOf(`${first} ${second}\n\n${rest}\n`, second)).toBe(expected);
});

test('a married name is not enough to be somebody', () => {
  expect(speakers('Bob Pike said the roof was open. Mrs Pike said it was shut.')).toEqual([
    'Bob Pike',
    'Pike',
  ]);
  expect(speakers('Ann Pike said the roof was open. Mrs Pike said it was shut.')[1]).toBe('Ann Pike');
});

test.each([
  ['Carol Munn said her son had texted her about the leak. “Mum, we are taking water,” it read.', ''],
  ['Ines Duarte was handed a leak of 40 files. It lists 12 names.', 'a leak'],
  ['Ines Duarte said that one man saw a white van. The man told her it had no plates.', 'the man'],
  ['Tomas Brandt was arrested in May. The man told police that he had no plates.', 'Tomas Brandt'],
])('what the sentence before brings in: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test.each([
  ['Asha Bode said the road was shut. Mara Lind has two sons, her lawyer said.', 'Mara Lind’s lawyer'],
  [
    'Asha Bode said the road was shut. Mara Lind, the mayor, left early; her spokesman said she was ill.',
    'Mara Lind’s spokesman',
  ],
  [
    'Asha Bode said the road was shut. The mayor of Kell, Mara Lind, left early; her spokesman said so.',
    'Mara Lind’s spokesman',
  ],
  ['Asha Bode said the road was shut. The mayor left early; her spokesman said so.', 'the mayor’s spokesman'],
  [
    'Asha Bode said the road was shut. Mara Lind met Tove Halle; her lawyer said the sum was £40.',
    'her lawyer',
  ],
  ['Asha Bode said the road was shut. The firm shut early; its owner said so.', 'the firm’s owner'],
  ['Asha Bode said the road was shut. Her lawyer said Mara Lind was wrong.', 'Asha Bode’s lawyer'],
])('whose lawyer it is, the sentence itself says first: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});
