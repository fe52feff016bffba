/** Where a stop does not end a sentence although it looks like it, and where a sentence ends although it does not. */

import { wordSet } from './word-set.ts';
import { matchesOf } from './matches.ts';
import { isAsciiLetter, isUnclear } from './plain-characters.ts';

/** A full stop after one of these never ends a sentence. */
const ALWAYS_GOES_ON = wordSet(
  'mr mrs ms mx dr prof st mt fr gen col lt sgt capt cpl pvt maj adm cmdr gov sen rep rev hon pres mme mlle messrs insp supt vs cf e.g i.e viz approx ca al fig figs nr n°',
);
/** A full stop after one of these may end a sentence; it does not before a number or a small letter. */
const MAY_END = wordSet(
  `no nos vol pp p art sec para ch cl inc ltd co corp plc bros jr sr dept univ est ed eds etc a.m p.m assn ave blvd rd tel ext min max
   jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`,
);
/** After "U.S." and the like, these words begin a sentence; any other capital is taken to go on ("the U.S. Senate"). */
const OPENERS = wordSet(
  `the a an in on at it he she we they but and this that these those for as if when i you his her its their there by to after since
   while before our my both some no not so yet or with from how what who why where which whose is are was were did does do has have`,
);
/** A word with its stop, at the end of what comes before. */
const STOPPED_WORD = /(?:^|[^\p{L}.])(\p{L}[\p{L}°º]*(?:\.\p{L}+)*)\.$/u;
const INITIALISM = /^\p{L}(?:\.\p{L})+$/u;

/** How far the rules look to both sides of a boundary, in UTF-16 units: keeps joining linear however long sentences grow. */
export const REACH = 80;

/** Whether the sentence goes on although Intl.Segmenter ends it; both sides trimmed towards each other, at most REACH long. */
export function goesOn(before: string, after: string): boolean {
  if (!after) return true;
  // “Stop!” he said; a name with an exclamation mark: "Yahoo! in"
  if (/^\p{Ll}/u.test(after) && /[!?.…]["”’')\]]+$|[!?]$/u.test(before)) return true;
  return afterEllipsis(before, after) || insideBracket(before, after) || afterAbbreviation(before, after);
}

function afterEllipsis(before: string, after: string): boolean {
  if (/^[.…]/u.test(after)) return true; // the rest of a spaced ellipsis
  const hasOneStop = before.indexOf('.') === before.lastIndexOf('.');
  if (hasOneStop && !before.includes('…')) return false;
  if (!/(?:\.\s?\.\s?\.|…)[\])]?["”’')\]]*$/u.test(before)) return false;
  // "I" is always a capital and opens nothing; four dots are an ellipsis and a full stop.
  const goesOnWithI = /^I(?![\p{L}.])/u.test(after) && !/\.\s?\.\s?\.\s?\.$/.test(before);
  return goesOnWithI || /^["“‘'(]*\p{Ll}/u.test(after) || (/["”’]$/u.test(before) && after.startsWith('('));
}

/** "(It rained. Nobody came.)" is one remark in its sentence when the bracket was opened in the middle of that. */
function insideBracket(before: string, after: string): boolean {
  const open = before.lastIndexOf('(');
  if (open <= 0 || open < before.lastIndexOf(')')) return false;
  // A bracket that opens a sentence of its own holds whole sentences.
  if (/[.!?…]["”’]?\s*$/u.test(before.slice(0, open))) return false;
  const close = after.indexOf(')');
  const reopened = after.indexOf('(');
  return close >= 0 && (reopened < 0 || close < reopened);
}

function afterAbbreviation(before: string, after: string): boolean {
  const stopped = stoppedWord(before);
  if (stopped === undefined) return false;
  const word = stopped.toLowerCase().replace('º', '°');
  if (ALWAYS_GOES_ON.has(word)) return true;
  const startsSmall = /^["“‘'([]*[\p{Ll}\d]/u.test(after);
  if (MAY_END.has(word)) return startsSmall;
  if (stopped === 'I') return isMiddleInitial(before, after);
  if (/^\p{Lu}$/u.test(stopped)) return /^\p{L}/u.test(after); // an initial: "J. Doe"
  if (INITIALISM.test(stopped)) return startsSmall || !OPENERS.has(firstWord(after));
  return false;
}

/** The word that the full stop at the end belongs to, without that. */
function stoppedWord(before: string): string | undefined {
  if (!before.endsWith('.')) return undefined;
  let start = before.length;
  while (isAsciiLetter(before.charCodeAt(start - 1)) || before.charCodeAt(start - 1) === STOP) start -= 1;
  // No match reaches beyond a mark or a digit, but one may hold other letters than these.
  const isClear = start > 0 && !isUnclear(before.charCodeAt(start - 1));
  return STOPPED_WORD.exec(isClear ? before.slice(start - 1) : before)?.[1];
}
const STOP = 0x2e;

/** "Albert I. Jones", not "you and I. Did they": between two names. */
const isMiddleInitial = (before: string, after: string): boolean =>
  /\p{Lu}\p{L}+\sI\.$/u.test(before) && /^\p{Lu}\p{Ll}/u.test(after) && !OPENERS.has(firstWord(after));

const firstWord = (text: string): string => /\p{L}+/u.exec(text)?.[0].toLowerCase() ?? '';

/** A lost space: "the vote.The mayor". Two small letters in front and a whole word behind tell it from names and addresses. */
const LOST_SPACE = /(?<=[\p{Ll}\d][\p{Ll}\d,][.!?]["”’)]?)(?=\p{Lu}(?:\p{Ll}+|\p{Ll}*\.)\s)/gu;
/** Intl.Segmenter goes on before a number that a small letter follows: "were hurt. 14 people". */
const BEFORE_NUMBER = /(?<=\p{L}{3}[.!?]["”’)]?\s{1,3})(?=[$£€¥]?\d[\d.,]*\s?\p{Ll})/gu;
/** What both need, and hardly a segment has. */
const MAY_BEGIN_INSIDE = /[.!?]["”’)]?(?:\p{Lu}|\s{1,3}[$£€¥\d])/u;
const ADDRESS = /[@/\\]|www\./u;

export const mayBeginInside = (text: string): boolean => MAY_BEGIN_INSIDE.test(text);

/** UTF-16 offsets in the segment at which a further sentence begins. */
export function innerStarts(segment: string): number[] {
  const starts: number[] = [];
  if (!mayBeginInside(segment)) return starts;
  for (const { index } of matchesOf(LOST_SPACE, segment)) {
    const token = /\S*$/u.exec(segment.slice(Math.max(0, index - REACH), index))?.[0] ?? '';
    if (!ADDRESS.test(token)) starts.push(index);
  }
  for (const { index } of matchesOf(BEFORE_NUMBER, segment)) starts.push(index);
  return starts.toSorted((a, b) => a - b);
}
