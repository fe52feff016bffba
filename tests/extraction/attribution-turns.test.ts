import { expect, test } from '@jest/globals';
import { speakers } from './attribution-article.ts';

test('an interview: who is named before answers, the outlet asks', () => {
  const text = [
    'Toma Reyk wrote three operas.',
    'Harlow Herald: How much did the opera house pay?',
    'Reyk: The opera house paid 90,000 francs. Half of it went to the copyist.',
    'Harlow Herald: Who owns the score?',
    'Reyk: The bank owns it.',
    'Harlow Herald: And the piano?',
    'Reyk: I never had one. The port says it did.',
    'The concert is in May.',
  ].join('\n');
  expect(speakers(text)).toEqual([
    '',
    '',
    'Toma Reyk',
    'Toma Reyk',
    '',
    'Toma Reyk',
    '',
    'Toma Reyk',
    'the port < Toma Reyk',
    '',
  ]);
});

test.each([
  ['Toma Reyk wrote three operas.', 'Toma Reyk'],
  ['Toma Reyk and Ines Duarte wrote three operas.', ''],
  ['Three operas were written.', ''],
])('under Q and A the one person named before answers: %s', (first, expected) => {
  const text = `${first}\nQ. Who owns the score?\nA. The bank owns it. It took it in 2019.\nQ: And the piano?\nA: It burnt.`;
  expect(speakers(text)).toEqual(['', '', expected, expected, '', expected]);
});

test.each(['Note', 'Verdict', 'Ines Duarte'])(
  '%s: is nobody unless the text has named them before',
  (label) => {
    const text = `The dam failed.\n${label}: It was shut.\n${label}: It was new.\n${label}: It is gone.`;
    expect(speakers(text)).toEqual(['', '', '', '']);
  },
);
