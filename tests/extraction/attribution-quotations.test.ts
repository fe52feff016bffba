import { expect, test } from '@jest/globals';
import { speakers } from './attribution-article.ts';

const BEFORE = 'Owner Frank Dall told the hearing that he had replaced the hatch.\n';

test.each([
  '“The hatch was held shut with rope,” the inquest heard.',
  '“It was fitted in 2003,” jurors were told.',
  '“It was fitted in 2003,” one fitter texted.',
  'Protesters chanted “fitted in 2003, serviced never”.',
  'A poster outside says “fitted in 2003, serviced never by anybody”.',
  '“It was fitted in 2003”: that was the finding of the inspector.',
])('a quotation with a subject of its own is not by the speaker before it: %s', (text) => {
  expect(speakers(BEFORE + text)).toEqual(['Frank Dall', '']);
});

test.each([
  '“The hatch was shut with rope.”',
  '“The hatch was shut with rope,” the weekly quoted him as saying.',
  '“The hatch was shut with rope,” he said, “and nobody looked.”',
])('a quotation with nothing else beside it goes on: %s', (text) => {
  expect(new Set(speakers(BEFORE + text))).toEqual(new Set(['Frank Dall']));
});

test.each(['Inquest told of delays', 'Accountant stole £218,000 from hospice, jury told'])(
  'who only listens in a headline says nothing: %s',
  (text) => {
    expect(speakers(text, ['headline'])).toEqual(['']);
  },
);

test.each([
  ['The Argus quoted councillor Ned Quill as saying 14 bins had been stolen.', 'Ned Quill < Argus'],
  ['The Argus quoted him.', ''],
  ['In the memo Ned Quill warns that the tank would fail.', 'Ned Quill < the memo'],
  ['“It failed,” said the board’s rescue coordinator, Ned Quill, in a briefing.', 'Ned Quill'],
])('whom others quote, and where: %s', (text, expected) => {
  expect(speakers(text)).toEqual([expected]);
});

test('after a quotation the outlet tells on', () => {
  const said = 'Ines Duarte said the count was low. It left out small boats, she explained.';
  expect(speakers(`${said} Her team counted 260 others.`)).toEqual(
    Array.from({ length: 3 }, () => 'Ines Duarte'),
  );
  expect(speakers(`${said} “We counted 260 others,” she said. A judge stayed the case in May.`).at(-1)).toBe(
    '',
  );
});
