import { expect, test } from '@jest/globals';
import { hardNegativeOf } from '../../libs/extraction/src/detection/hard-negatives.ts';
import { readSentence } from '../../libs/extraction/src/detection/reading.ts';
import { attributed, speakers } from './attribution-article.ts';

const speakerOf = (text: string): string => {
  const { name, kind } = attributed(text)[0]?.attribution.chain[0] ?? {};
  return `${name}: ${kind}`;
};

test.each([
  ['Dam Rights Watch said 164 people had died.', 'Dam Rights Watch: organisation'],
  ['Harlow International said 164 people had died.', 'Harlow International: organisation'],
  ['The Red Cross said 164 people had died.', 'Red Cross: organisation'],
  ['Jane Cross said 164 people had died.', 'Jane Cross: person'],
  ['Coiffeurs Sans Frontières said 164 people had died.', 'Coiffeurs Sans Frontières: organisation'],
  ['The Health and Safety Executive said 164 people had died.', 'Health and Safety Executive: organisation'],
  ['The diocese said 164 people had died.', 'the diocese: organisation'],
  ['Save the Otters said 164 people had marched.', 'Save the Otters: organisation'],
  ['Plumbers Without Borders said 164 people had died.', 'Plumbers Without Borders: organisation'],
  ['The Blue Lion said 164 people had dined.', 'Blue Lion: organisation'],
  ['The late Ines Duarte said 164 people had died.', 'Ines Duarte: person'],
  ['Duarte’s widow, Morag, said he had cycled for 20 years.', 'Morag: person'],
  ['The Very Rev Ines Duarte said 164 people had died.', 'Ines Duarte: person'],
  ['Cllr Ines Duarte said 164 bins were gone.', 'Ines Duarte: person'],
  ['Detective Insp Roe said 164 bins were gone.', 'Roe: person'],
])('%s', (text, expected) => {
  expect(speakerOf(text)).toBe(expected);
});

test.each([
  ['The Red Cross said 164 people had died. She said it was an error.', ''],
  ['Ines Duarte’s friend, Morag, said he was kind. “He was the careful one,” she said.', 'Morag'],
  ['Cllr Ines Duarte said it rained. Cllr Duarte said the site had flooded.', 'Ines Duarte'],
])('a body is no she: %s', (text, expected) => {
  expect(speakers(text).at(-1)).toBe(expected);
});

test.each([
  ['Save the Children said 164 children had died.', null],
  ['Stop the War said 40,000 people had marched.', null],
  ['Support the Elderly said it had closed nine centres.', null],
  ['Save the date for our next meeting in May.', 'imperative'],
  ['Stop the War before it starts again.', 'imperative'],
])('an order, or a body that is named like one: %s', (text, expected) => {
  const checkable = { quantities: 1, dates: 0, names: 1, attributed: true, label: 'body' } as const;
  expect(hardNegativeOf(readSentence(text), checkable)).toBe(expected);
});

test.each([
  ['Cllr Roy Hesketh asked whether the site had flooded in 2015.', 'question'],
  ['Asked by Mia Stroud whether 14 bins had been stolen, Ned Quill nodded.', 'question'],
  ['Asked whether 14 bins had been stolen, Ned Quill said it was 12.', null],
  ['Ines Duarte asked him whether he was hungry, and he looked at the door.', null],
  ['The inspector closed 14 bars and asked whether the roof had burnt.', null],
])('who only asks whether claims nothing: %s', (text, expected) => {
  const checkable = { quantities: 1, dates: 0, names: 1, attributed: true, label: 'body' } as const;
  expect(hardNegativeOf(readSentence(text), checkable)).toBe(expected);
});
