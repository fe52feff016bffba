import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WordTable } from '../../libs/extraction/src/word-table.ts';

const written = (word: string): { readonly written: string } => ({ written: word });

test('whatever was read before, a word is what it is', () => {
  const table = new WordTable(written);
  const text = fc.string({ unit: 'binary', maxLength: 40 });
  fc.assert(
    fc.property(fc.oneof(text, fc.constantFrom('said the said', 'a', 'co-operation’s')), (sentence) => {
      for (let start = 0; start <= sentence.length; start += 1)
        for (let end = start; end <= sentence.length; end += 1)
          expect(table.at(sentence, start, end)).toEqual(written(sentence.slice(start, end)));
    }),
  );
});

test('two words of one slot do not stand for each other', () => {
  const table = new WordTable(written);
  // More words than there are slots, each asked for again when many others were.
  for (let round = 0; round < 2; round += 1)
    for (let i = 0; i < 70_000; i += 1) {
      const word = `w${i}`;
      expect(table.at(word, 0, word.length).written).toBe(word);
    }
});

test('a word is read once, a long one each time', () => {
  const read: string[] = [];
  const table = new WordTable((word) => read.push(word));
  const sentence = 'harbour harbour harbourmaster’s harbourmaster’s';
  const again = [0, 8].map((start) => table.at(sentence, start, start + 7));
  expect(again).toEqual([1, 1]);
  for (const start of [16, 32]) table.at(sentence, start, start + 15);
  expect(read).toEqual(['harbour', 'harbourmaster’s', 'harbourmaster’s']);
});
