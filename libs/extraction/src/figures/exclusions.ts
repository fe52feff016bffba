/** Numbers that name or order something and measure nothing: years, clock times, scores, telephone numbers, "Section 12". */
import { wordSet } from '../word-set.ts';
import { currencyAt } from './currencies.ts';
import { hasNounAt, nounPhraseAt } from './noun-phrases.ts';
import { operatorBefore } from './operators.ts';
import { isCapitalised, isNumberAt, joinsAt, lowerAt, tokenAt, type Token } from './tokens.ts';
import { unitAt } from './units.ts';
import { isNounLike, isPlural } from './word-classes.ts';

/** A number right after one of these is its name or its place in a row. */
const LABELS =
  wordSet(`article section clause paragraph page pages chapter verse line lines room flight route highway motorway road platform gate
  grade year level tier phase stage group ward zone sector unit block flat apartment suite exhibit appendix annex table figure fig volume vol
  issue no nos number numbers item rule resolution amendment schedule part type version channel act bill case docket form lot channel class
  category division match game week round lap hole seed bus train tram junction exit pier terminal hangar bed ward box file entry id code
  proposition measure question option step day covid formula world war apollo windows area note`);
const TIMES = wordSet('hour day week weekend month quarter season year decade morning night evening');
/** Behind a clock time or a year. */
const CLOCK = wordSet(
  "bc bce ad ce am pm a.m. p.m. a.m p.m gmt bst utc est cet hrs o’clock o'clock noon midnight",
);
const SUFFIX_UNITS = wordSet(
  'm k bn b tn mn mln km kms cm mm mg kg g kw mw gw kwh mwh gwh twh cl mph kph ft lb lbs oz ml ha p c f gb tb mb pc s plus trn crore lakh sqm kcal sec min hr yr yrs',
);
const GAME_BEFORE = wordSet(
  'won lost beat drew win loss defeat victory draw voted vote score scored led lead trailed by ended finished ruled ruling split',
);
const GAME_AFTER = wordSet(
  'win victory defeat loss draw vote ruling decision majority lead scoreline success thrashing record split score triumph deficit advantage aggregate',
);

/** Where to go on when the token is a number that measures nothing; null when it may measure something. */
export function pastLabel(tokens: readonly Token[], at: number): number | null {
  const token = tokens[at];
  if (token?.kind !== 'number') return null;
  const before = tokenAt(tokens, at - 1);
  const after = tokens[at + 1];
  // Read with the number before it, or glued to something that is no sign of a currency: "B12", "#5", "10:30", "+44".
  if (before && !token.spaced && isGlue(tokens, at, before)) return at + 1;
  if (after && !after.spaced && tokens[at + 2]?.spaced === false && /^[:/@_\\^=*]$/.test(after.text))
    return pastRun(tokens, at);
  if (after?.kind === 'word' && ((!after.spaced && !SUFFIX_UNITS.has(after.lower)) || CLOCK.has(after.lower)))
    return at + 2;
  if (before?.text === 'AD') return at + 1;
  if (token.value === null || isLongRun(tokens, at) || isClockTime(tokens, at)) return at + 1;
  const row = pastRow(tokens, at);
  if (row > at + 1) return row;
  const score = pastScore(tokens, at);
  if (score !== null) return score;
  if (isYear(tokens, at) || isName(tokens, at)) return at + 1;
  return null;
}

function isGlue(tokens: readonly Token[], at: number, before: Token): boolean {
  if (before.kind === 'word') return currencyAt(tokens, at - 1) === null;
  // A hyphen glues a number to a word ("Covid-19", "F-16"), except "under-18s" and "mid-20s".
  if (joinsAt(tokens, at - 1))
    return (
      tokenAt(tokens, at - 2)?.kind === 'word' &&
      !/^(?:under|over|to|sub|plus|non|mid|year|age)$/.test(lowerAt(tokens, at - 2))
    );
  if (before.text === '.') return tokenAt(tokens, at - 2)?.end === before.start;
  return /^[#/@_:\\^=*+&%]$/.test(before.text);
}

/** "900461": five digits and more without a separator are an identifier, unless something is counted or measured. */
function isLongRun(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (
    text.length < 5 ||
    !/^\p{Nd}{5,}$/u.test(text) ||
    currencyAt(tokens, at - 1) ||
    operatorBefore(tokens, at)
  )
    return false;
  return unitAt(tokens, at + 1) === null && !nounPhraseAt(tokens, at + 1).isPlural;
}

const BEFORE_CLOCK = wordSet('at by until from before after');

/** "at 1.40": a point between hours and minutes. */
function isClockTime(tokens: readonly Token[], at: number): boolean {
  return (
    BEFORE_CLOCK.has(lowerAt(tokens, at - 1)) &&
    /^(?:1?\d|2[0-3])\.[0-5]\d$/.test(lowerAt(tokens, at)) &&
    unitAt(tokens, at + 1) === null &&
    !hasNounAt(tokens, at + 1) &&
    lowerAt(tokens, at - 2) !== 'stood'
  );
}

/** "020 7946 0018", "4111 1111": digits after digits are an identifier, not a list. */
function pastRow(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (isNumberAt(tokens, end) && /^\p{Nd}{3,}$/u.test(tokens[end]?.text ?? '')) end += 1;
  return end;
}

function pastRun(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (end < tokens.length && tokens[end]?.spaced === false) end += 1;
  return end;
}

/** "a 3-1 win", "voted 7-2", "5-4": two small numbers with a hyphen and nothing counted after them. */
function pastScore(tokens: readonly Token[], at: number): number | null {
  if (!joinsAt(tokens, at + 1) || !isNumberAt(tokens, at + 2)) return null;
  const low = tokens[at]?.value ?? null;
  const high = tokens[at + 2]?.value ?? null;
  const end = at + 3;
  if (low === null || high === null) return end;
  if (joinsAt(tokens, end) && isNumberAt(tokens, end + 1)) return pastRun(tokens, at);
  const scored =
    GAME_BEFORE.has(lowerAt(tokens, at - 1)) || GAME_AFTER.has(lowerAt(tokens, end)) || low >= high;
  if (unitAt(tokens, end)) return null;
  if (currencyAt(tokens, at - 1) || /^aged?$|^ages$/.test(lowerAt(tokens, at - 1))) return null;
  if (scored) return end;
  // No game ends 70-80: two larger numbers in order are a range.
  const isRange = low >= 20 || nounPhraseAt(tokens, end).isPlural;
  return isRange || /^(?:m|bn|k|million|billion|trillion|thousand|hundred)$/.test(lowerAt(tokens, end))
    ? null
    : end;
}

/** Four digits without a comma between 1900 and 2100, unless a comparator, a currency or a unit says they count. */
function isYear(tokens: readonly Token[], at: number): boolean {
  const text = tokens[at]?.text ?? '';
  if (text.length !== 4 || !/^(?:19|20)\d\d$/.test(text)) return false;
  if (currencyAt(tokens, at - 1) || lowerAt(tokens, at - 1) === '$') return false;
  const operator = operatorBefore(tokens, at);
  if (operator && !/^(?:around|about|circa|some|only|just)$/.test(operator.phrase))
    return unitAt(tokens, at + 1) === null && !nounPhraseAt(tokens, at + 1).isPlural;
  if (operator) return !nounPhraseAt(tokens, at + 1).isPlural;
  return unitAt(tokens, at + 1) === null && lowerAt(tokens, at + 1) !== 'people';
}

/** "Route 66", "Boeing 737": a capital before it and nothing it could count after it. */
function isName(tokens: readonly Token[], at: number): boolean {
  const before = tokenAt(tokens, at - 1);
  if (before?.kind !== 'word') return before?.text === '.' && /^nos?$/.test(lowerAt(tokens, at - 2));
  const isLabel = LABELS.has(before.lower) || isSingularSubject(tokens, at);
  const mayName = isCapitalised(tokens, at - 1) && at > 1;
  if (!isLabel && !mayName) return false;
  // Whoever groups the digits counts: "Ruivo 61,688".
  if (unitAt(tokens, at + 1) || /\p{Nd}[,٬]\p{Nd}{3}/u.test(tokens[at]?.text ?? '')) return false;
  const counts = nounPhraseAt(tokens, at + 1).isPlural;
  // "each week 40 are treated", "every day 2.3 tonnes"; but "a Boeing 737 jet".
  if (/^(?:each|every|per|a|this|last|one)$/.test(lowerAt(tokens, at - 2)) && TIMES.has(before.lower))
    return false;
  // "section 20 of the Act" is no count of acts.
  if (isLabel) return !counts || isCapitalised(tokens, at - 1) || lowerAt(tokens, at + 1) === 'of';
  return !counts && !operatorBefore(tokens, at);
}

/** "Lamp 7 was lit": of seven lamps the verb would be "were". */
const isSingularSubject = (tokens: readonly Token[], at: number): boolean =>
  /^(?:is|was|has)$/.test(lowerAt(tokens, at + 1)) &&
  /^\p{Nd}{1,3}$/u.test(tokens[at]?.text ?? '') &&
  isNounLike(tokens, at - 1) &&
  operatorBefore(tokens, at) === null &&
  !/^(?:another|further|additional|extra)$/.test(lowerAt(tokens, at - 1)) &&
  !isPlural(lowerAt(tokens, at - 1)) &&
  !/^aged?$/.test(lowerAt(tokens, at - 1));
