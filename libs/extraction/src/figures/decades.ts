/** Decades in words: "the nineties", "the late eighties". Of the last century; the twenties and thirties may be this one's. */
import { wordSet } from '../word-set.ts';
import { TENS } from './tens.ts';
import { lowerAt, type Token } from './tokens.ts';
import { at, type Moment } from './years.ts';

const EARLIEST = 40;
const DECADES = new Map([
  ...[...TENS].flatMap(([word, tens]) => (tens < EARLIEST ? [] : [[word, 1900 + tens] as const])),
  ['noughties', 2000] as const,
]);
export const DECADE_WORDS: readonly string[] = [...DECADES.keys()];

/** "In the nineties", "since the late eighties"; not "in his late eighties". */
export function decadeAt(tokens: readonly Token[], i: number): Moment | null {
  const first = DECADES.get(lowerAt(tokens, i));
  if (first === undefined) return null;
  let before = i - 1;
  while (/^[-‐‑]$/.test(lowerAt(tokens, before)) || PARTS.has(lowerAt(tokens, before))) before -= 1;
  if (lowerAt(tokens, before) !== 'the' || !BEFORE.has(lowerAt(tokens, before - 1))) return null;
  return { first: at(first), last: at(first + 9), end: i + 1 };
}
const PARTS = wordSet('early mid late');
const BEFORE = wordSet('in since until till by during from through throughout of to before after and');
