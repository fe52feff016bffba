/** What a quantity counts or measures, in the text's words, and what one of it is called. */
import { wordSet } from '../word-set.ts';
import { parentEndingAt } from './ages.ts';
import { firstOfList } from './extreme-ages.ts';
import type { QuantityKind } from '../types.ts';
import { nameEndingAt, nounPhraseAt, type NounPhrase } from './noun-phrases.ts';
import {
  FALLS,
  isOfLevel,
  numberOf,
  predicateAfter,
  predicateNear,
  RISES,
  subjectBefore,
  verbBefore,
} from './predicates.ts';
import { isNounLike, isPlural, isVerbLike } from './word-classes.ts';
import { isCapitalised, isNumberAt, joinsAt, lowerAt, pastHyphen, type Token } from './tokens.ts';
import { isOfGroup, isVerbOfGroup, endsCount } from './groups.ts';
import { isPersonNoun, PERSON_VERBS, singular } from './persons.ts';
import { rateAt } from './rates.ts';
import { unitAt } from './units.ts';

export interface Measure {
  readonly measure: string | null;
  readonly unit: string | null;
  /** Index of the token after the noun phrase, or after the figure where there is none. */
  readonly end: number;
}

/** `start`: where the figure with its comparator begins; `end`: the token after number and unit. */
export function measureOf(tokens: readonly Token[], kind: QuantityKind, start: number, end: number): Measure {
  switch (kind) {
    case 'count':
      return countMeasure(tokens, start, end);
    case 'age':
      return ageMeasure(tokens, start, end);
    case 'duration':
      return durationMeasure(tokens, start, end);
    case 'percent':
    case 'money':
    case 'measurement':
      return amountMeasure(tokens, start, end);
  }
}

const INDIRECT = wordSet('to for from on with');

function countMeasure(tokens: readonly Token[], start: number, end: number): Measure {
  const following = nounPhraseAt(tokens, end);
  const ends = endsCount(tokens, end) || isVerbOfGroup(tokens, start, following);
  const phrase = ends ? { words: [], head: '', isPlural: false, end } : following;
  if (ends && isOfGroup(tokens, start)) return { measure: lowerAt(tokens, start - 2), unit: 'person', end };
  // "cut power to 90,000 households": the verb stands before what it is done to.
  const predicate =
    predicateNear(tokens, start, phrase.end) ??
    (INDIRECT.has(lowerAt(tokens, start - 1)) ? verbBefore(tokens, start) : null);
  if (phrase.words.length === 0) return bareCountMeasure(tokens, start, end, predicate);
  const last = phrase.words.at(-1)?.toLowerCase() ?? '';
  // "12 survived": the number is the subject, the phrase is its verb.
  const isSubject = isVerbLike(last) && !isPersonNoun(last);
  const unit = partOfCompound(tokens, end, phrase) ?? (isSubject ? null : unitOf(phrase.head));
  return { measure: joined(phrase, predicate), unit, end: phrase.end };
}

/** "a 1,200-page report", "an eight-member panel", "a 200-strong crowd": what is counted stands after the hyphen. */
function partOfCompound(tokens: readonly Token[], end: number, { words }: NounPhrase): string | null {
  const [part] = words;
  if (part === undefined || words.length < 2 || !joinsAt(tokens, end)) return null;
  return part === 'strong' ? 'person' : unitOf(part.toLowerCase());
}

const unitOf = (noun: string): string => (isPersonNoun(noun) ? 'person' : singular(noun));

/** A number with no noun behind it: what is counted stands before, or is only what happened to it. */
function bareCountMeasure(
  tokens: readonly Token[],
  start: number,
  end: number,
  predicate: string | null,
): Measure {
  if (predicate !== null && !isOfLevel(predicate))
    return { measure: predicate, unit: PERSON_VERBS.has(predicate) ? 'person' : null, end };
  // "The number of people killed rose to 12": the people, not what their number did.
  const counted = numberOf(tokens, start);
  const head = counted?.phrase.head;
  if (counted && head) {
    const unit = counted.isPeople ? 'person' : unitOf(head);
    return { measure: joined(counted.phrase, counted.predicate), unit, end };
  }
  const measure = subjectBefore(tokens, start) ?? predicate;
  const subject = measure?.split(/ of /u)[0]?.split(' ').at(-1)?.toLowerCase() ?? '';
  return { measure, unit: isPlural(subject) ? unitOf(subject) : null, end };
}

const joined = ({ words: found }: NounPhrase, predicate: string | null): string =>
  predicate && !found.some((word) => word.toLowerCase() === predicate)
    ? [...found, predicate].join(' ')
    : found.join(' ');

/** The name ("Ana Lopez, 31"), the noun after ("a 17-year-old boy") or before it ("a boy aged 17"). */
function ageMeasure(tokens: readonly Token[], start: number, end: number): Measure {
  const phrase = nounPhraseAt(tokens, pastHyphen(tokens, end));
  const before = agedNoun(tokens, start);
  if (before) return { measure: before, unit: 'year', end };
  if (phrase.words.length > 0)
    return {
      measure: joined(phrase, predicateNear(tokens, start, phrase.end)),
      unit: 'year',
      end: phrase.end,
    };
  const subject = subjectBefore(tokens, firstOfList(tokens, start));
  return { measure: subject ?? predicateNear(tokens, start, end), unit: 'year', end };
}

const BEFORE_AGE = wordSet(
  `and age aged ages of at about around between , ( now then just only some who is was the in his her their early mid late - under over
  above below`,
);

function agedNoun(tokens: readonly Token[], start: number): string | null {
  let at = start - 1;
  // "aged 34, 52 and 67": the ages before it in the list.
  while (isNumberAt(tokens, at) || BEFORE_AGE.has(lowerAt(tokens, at))) at -= 1;
  if (at === start - 1 && !isPersonNoun(lowerAt(tokens, at))) return null;
  const parent = parentEndingAt(tokens, at);
  if (parent !== null) return lowerAt(tokens, parent);
  const name = nameEndingAt(tokens, at);
  if (name) return name;
  return isNounLike(tokens, at) ? lowerAt(tokens, at) : null;
}

/** "a two-year contract", "15 years in prison", "closed for two years". */
function durationMeasure(tokens: readonly Token[], start: number, end: number): Measure {
  let at = end;
  if (/^['’]$/.test(lowerAt(tokens, at))) at += 1;
  const phrase = nounPhraseAt(tokens, at);
  if (phrase.words.length > 0 && !isVerbLike(phrase.head))
    return { measure: phrase.words.join(' '), unit: null, end: phrase.end };
  if (/^(?:in|behind|on|of)$/.test(lowerAt(tokens, at)) && !isCapitalised(tokens, at + 1)) {
    const place = nounPhraseAt(tokens, at + 1);
    if (place.words.length > 0) return { measure: place.words.join(' '), unit: null, end };
  }
  const predicate = predicateNear(tokens, start, end);
  // "the riot lasted seven hours": what lasted; "took seven hours to repair": what took so long.
  const lasting =
    LASTS.has(predicate ?? '') || LASTS.has(lowerAt(tokens, start - 1))
      ? lastingOf(tokens, start, end)
      : null;
  return {
    measure: lasting ?? predicate ?? subjectBefore(tokens, start) ?? verbBefore(tokens, start),
    unit: null,
    end,
  };
}

const LASTS = wordSet('lasted lasts lasting took takes taken continued');

function lastingOf(tokens: readonly Token[], start: number, end: number): string | null {
  if (lowerAt(tokens, end) === 'to' && tokens[end + 1]?.kind === 'word') return lowerAt(tokens, end + 1);
  const subject = subjectBefore(tokens, start);
  return subject === null || LASTS.has(subject) ? null : subject;
}

const GIVING = /^(?:fined|paid|gave|given|awarded|offered|sent|owed|lent|charged|granted|promised)$/;

/** "30 metres high": what is high is said before. */
const EXTENT = /^(?:high|tall|long|wide|deep|thick|away|apart|across)$/;

/** Money, shares and measurements: "£3bn in aid", "43% of voters", "a 5% rise in rents", "turnout was 43%". */
function amountMeasure(tokens: readonly Token[], start: number, end: number): Measure {
  const rate = rateAt(tokens, end);
  const after = rate?.end ?? end;
  if (
    /^(?:of|in)$/.test(lowerAt(tokens, after)) &&
    tokens[after + 1]?.kind === 'word' &&
    !namesTime(tokens, after + 1)
  ) {
    const of = nounPhraseAt(tokens, after + 1);
    const isPlace =
      lowerAt(tokens, after) === 'in' &&
      (isCapitalised(tokens, after + 1) || lowerAt(tokens, after + 1) === 'the');
    if (of.words.length > 0 && !isPlace)
      return { measure: joined(of, predicateNear(tokens, start, of.end)), unit: null, end: of.end };
  }
  const phrase = rate ? null : nounPhraseAt(tokens, pastHyphen(tokens, after));
  if (phrase && phrase.words.length > 0 && !isVerbLike(phrase.head)) {
    const of = /^(?:of|in)$/.test(lowerAt(tokens, phrase.end)) ? nounPhraseAt(tokens, phrase.end + 1) : null;
    if (EXTENT.test(phrase.head)) {
      const subject = subjectBefore(tokens, start);
      return {
        measure: [subject, phrase.head].filter((word) => word !== null).join(' '),
        unit: null,
        end: phrase.end,
      };
    }
    const text = of && of.words.length > 0 ? [...phrase.words, 'in', ...of.words] : phrase.words;
    return { measure: text.join(' '), unit: null, end: phrase.end };
  }
  const subject = subjectBefore(tokens, start) ?? verbBefore(tokens, start) ?? predicateAfter(tokens, after);
  const change = changeBefore(tokens, start);
  // "fined the club £300,000": the verb says more than who got it.
  const verb = verbBefore(tokens, start);
  if (verb !== null && GIVING.test(verb) && subject !== verb)
    return { measure: [verb, subject].filter((word) => word !== null).join(' '), unit: null, end };
  return { measure: [subject, change].filter((word) => word !== null).join(' ') || null, unit: null, end };
}

/** "in a year", "of the month" after an amount: when, not of what. */
function namesTime(tokens: readonly Token[], at: number): boolean {
  const unit = unitAt(
    tokens,
    /^(?:an?|the|one|each|this|that|last|next)$/.test(lowerAt(tokens, at)) ? at + 1 : at,
  );
  return unit?.kind === 'duration';
}

const GOES = wordSet('go goes going gone went is are was were');

/** "rose 5%" and "rose by 5%" are a change, "rose to 5%" is a level. */
function changeBefore(tokens: readonly Token[], start: number): 'rise' | 'fall' | null {
  const near = lowerAt(tokens, start - 1);
  if (
    /^(?:to|at|from|of)$/.test(near) ||
    /^(?:above|below|under|over|past|beyond)$/.test(lowerAt(tokens, start))
  )
    return null;
  for (let i = start - 1; i >= Math.max(0, start - 4); i -= 1) {
    if (tokens[i]?.kind !== 'word') return null;
    if (
      /^(?:up|down|cut|raised|lost)$/.test(lowerAt(tokens, i)) &&
      i !== start - 1 &&
      !GOES.has(lowerAt(tokens, i - 1))
    )
      continue;
    if (RISES.has(lowerAt(tokens, i))) return 'rise';
    if (FALLS.has(lowerAt(tokens, i))) return 'fall';
  }
  return null;
}
