/** The parts of a whole by their names: "third", "quarters". */
import { lowerAt, type Token } from './tokens.ts';
import { wordClass } from './vocabulary.ts';

const PARTS = new Map(
  'half third quarter fifth sixth seventh eighth ninth tenth'
    .split(' ')
    .map((word, i): [string, number] => [word, i + 2]),
);
PARTS.set('halves', 2);
PARTS.set('fourth', 4);
const part = (word: string): number | undefined => PARTS.get(word) ?? PARTS.get(word.replace(/s$/, ''));
export const PART = wordClass([...PARTS.keys()].flatMap((word) => [word, `${word}s`]));

/** Into how many parts the whole is cut, of which there are so many ("three quarters"); null where the word does not go with the number. */
export function partAt(tokens: readonly Token[], at: number, count: number): number | null {
  const word = lowerAt(tokens, at);
  const denominator = part(word);
  return denominator === undefined || count > denominator || count > 1 !== word.endsWith('s')
    ? null
    : denominator;
}
