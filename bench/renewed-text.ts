/** Texts that nobody has seen before, made of texts that exist: so that no side of a comparison profits from what it remembers. */
import { MONTH_OR_DAY } from '../libs/extraction/src/detection/names.ts';
import { hash32, randomFrom } from '../libs/extraction/src/learning/hash.ts';

const VOWELS = 'aeiou';
const CONSONANTS = 'bcdfghjklmnpqrstvwz';
/** A name in the middle of a sentence; its later mentions at the start of one are renamed with it. */
const NAME = /(?<=[\p{Ll},] )\p{Lu}\p{Ll}{2,}/gu;

/** Other names and other numbers in the same sentences; one name stays one name. The same `turn` gives the same text. */
export function renewed(text: string, turn: number): string {
  const names = new Set(text.match(NAME));
  return text
    .replaceAll(/\p{Lu}\p{Ll}{2,}/gu, (word) =>
      names.has(word) && !MONTH_OR_DAY.has(word) ? renamed(word, turn) : word,
    )
    .replaceAll(/[1-9]/g, (digit, at: number) => String(1 + ((Number(digit) + turn * 7 + at) % 9)));
}

function renamed(name: string, turn: number): string {
  const random = randomFrom(hash32(`${turn} ${name}`));
  const pick = (letters: string): string => letters.charAt(Math.floor(random() * letters.length));
  const letters = Array.from(name.toLowerCase(), (letter) =>
    pick(VOWELS.includes(letter) ? VOWELS : CONSONANTS),
  );
  return letters.join('').replace(/^./u, (first) => first.toUpperCase());
}
