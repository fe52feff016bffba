/** What a claim tells as done and what as yet to come: "plans to close the school" is not "closed the school". */
import { matchesOf } from '../matches.ts';
import { wordSet } from '../word-set.ts';
import { isPastForm } from './deeds.ts';
import { wordsOf } from './stems.ts';
import { conceptOf } from './synonyms.ts';

export interface Prospects {
  readonly done: ReadonlySet<string>;
  readonly toCome: ReadonlySet<string>;
}

/** In small letters: May is a month. "Was forced to close" and "used to work" tell of what was. */
const TO_COME =
  /(?<!\b(?:used|had|forced|made|managed|continued|began|started|came) )(?:\b(?:will|would|may|might|could|should|must|to)|['’]ll)(?: (?:not|also|soon|now|only|still|again|never|be|have|been))* (?<verb>\p{Ll}+)/gu;

/** "Is entitled" is neither. */
const PRESENT = wordSet('is are');

export function prospectsOf(text: string): Prospects {
  const ahead = matchesOf(TO_COME, text).map(({ groups }) => groups?.['verb'] ?? '');
  const words = wordsOf(text);
  const done = words.filter(
    (word, i) => isPastForm(word) && !ahead.includes(word) && !PRESENT.has(words[i - 1] ?? ''),
  );
  return { done: new Set(done.map(conceptOf)), toCome: new Set(ahead.map(conceptOf)) };
}

/** What only the one claim tells as done and the other as yet to come; null without any. */
export const doneInOne = (a: Prospects, b: Prospects): string | null => doneIn(a, b) ?? doneIn(b, a);

function doneIn({ done, toCome }: Prospects, other: Prospects): string | null {
  for (const deed of done)
    if (!toCome.has(deed) && other.toCome.has(deed) && !other.done.has(deed)) return deed;
  return null;
}
