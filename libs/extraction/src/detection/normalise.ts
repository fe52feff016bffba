/** The wording that stands alone. It only ever adds to the sentence or names who "he" is: nothing that limits it is lost. */
import { BIT, classesOf } from './lexicon.ts';
import type { Attribution, AttributionLink, DateFigure, Figure, Sentence } from '../types.ts';

/**
 * The sentence with plain white space, a resolved weekday's date beside it, and its speaker where an earlier sentence
 * named him: for "He" at the start, or before words that only a quotation around them attributes. Whatever is not
 * certain stays as the text has it, so a "he" that may be somebody else (`isGuess`) does. Every word of the sentence but that
 * pronoun is in the result, in order.
 */
export function normalise(
  sentence: Sentence,
  attribution: Attribution | null,
  figures: readonly Figure[],
  isGuess = false,
): string {
  const text = plain(withDates(sentence, figures));
  return isGuess ? text : withSpeaker(text, attribution);
}

const plain = (text: string): string => (UNEVEN.test(text) ? text.replaceAll(/\s+/g, ' ').trim() : text);
/** White space other than single spaces between words. */
const UNEVEN = /\s(?!\S)|[^\S ]|^\s/;

const WEEKDAY = /(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day/;
const FULL_DATE = /^(\d{4})-(\d\d)-(\d\d)$/;
const MONTHS = 'January February March April May June July August September October November December'.split(
  ' ',
);

/** "on Tuesday" becomes "on Tuesday (5 March 2024)". */
function withDates({ text, start, end }: Sentence, figures: readonly Figure[]): string {
  if (!figures.some((figure) => figure.kind === 'date' && dateOf(figure) !== null)) return text;
  const characters = Array.from(text);
  // From the last to the first, so that what is inserted moves no place that is still wanted.
  for (const figure of figures.toSorted((a, b) => b.end - a.end)) {
    if (figure.kind !== 'date' || figure.start < start || figure.end > end) continue;
    const date = dateOf(figure);
    if (date !== null) characters.splice(figure.end - start, 0, ` (${date})`);
  }
  return characters.join('');
}

/** Of a weekday that was resolved to one day; null for every other date. */
function dateOf({ text, certainty, from, to }: DateFigure): string | null {
  if (certainty !== 'resolved' || from !== to || !WEEKDAY.test(text)) return null;
  const [, year, month, day] = FULL_DATE.exec(from ?? '') ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? null : `${Number(day)} ${name} ${year}`;
}

/** With the auxiliaries and adverbs that may stand before the verb. */
const PRONOUN = /^(He|She|They|It)(?= (?:(?:also|later|then|has|have|had|\p{Ll}+ly) ){0,3}(\p{Ll}+))/u;

function withSpeaker(text: string, attribution: Attribution | null): string {
  const speaker = attribution?.chain.find(({ role }) => role === 'speaker');
  if (!attribution?.carried || !speaker || attribution.stance === 'demands') return text;
  const [, pronoun, verb = ''] = PRONOUN.exec(text) ?? [];
  if (pronoun !== undefined) {
    // Only the one who speaks is known: in "He left in 2019" somebody else may be meant.
    const speaks = (classesOf(verb) & (BIT.reporting | BIT.speechAct | BIT.record)) !== 0;
    return speaks && fits(pronoun, speaker) ? capitalised(speaker.name) + text.slice(pronoun.length) : text;
  }
  return attribution.mode === 'direct' ? quotedBy(speaker, text) : text;
}

/** "the audit" begins the sentence now. */
const capitalised = (name: string): string => name.slice(0, 1).toUpperCase() + name.slice(1);

/** A person is "he", "she" or "they", a document or an authority "it" or "they". */
const fits = (pronoun: string, { kind }: AttributionLink): boolean =>
  pronoun === 'They' || (pronoun === 'It') !== (kind === 'person' || kind === 'anonymous');

/** A sentence inside a longer quotation: its marks may stand in the sentences around it. */
function quotedBy({ name }: AttributionLink, text: string): string {
  const opened = /^[“"«„]/u.test(text);
  const closed = /[”"»]$/u.test(text);
  if (isBalanced(text) && /[“”"«»]/u.test(text)) return opened ? `${name}: ${text}` : text;
  if (!opened && !closed) return /[“”"«»]/u.test(text) ? text : `${name}: “${text}”`;
  return `${name}: ${opened ? '' : '“'}${text}${closed ? '' : '”'}`;
}

const isBalanced = (text: string): boolean =>
  count(text, /[“«„]/gu) === count(text, /[”»]/gu) && count(text, /"/g) % 2 === 0;
const count = (text: string, marks: RegExp): number => text.match(marks)?.length ?? 0;
