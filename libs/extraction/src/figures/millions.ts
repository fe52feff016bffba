/** Whether the "m" behind a number is millions or metres. */
import { wordSet } from '../word-set.ts';
import { PERSON_VERBS } from './persons.ts';
import { lowerAt, type Token } from './tokens.ts';

const NOT_PEOPLE_OR_THINGS = new Set([
  'hurdles',
  'sprints',
  'heats',
  'races',
  'relays',
  'finals',
  'backstroke',
  'is',
  'was',
  'has',
  'as',
  'across',
]);
/** "1.5m people" but "a 200m race" and "1.5m deep": only a plural after it makes the "m" a million. */
export function countsPlural(tokens: readonly Token[], at: number): boolean {
  for (let i = at; i < at + 2; i += 1) {
    const token = tokens[i];
    if (token?.kind !== 'word') return false;
    if (/^(?:people|men|women|children|adults)$/.test(token.lower)) return true;
    if (token.text.length > 3 && /[^su]s$/.test(token.lower)) return !NOT_PEOPLE_OR_THINGS.has(token.lower);
    if (/^(?:deep|wide|tall|high|long|away|above|below|from|of|in|off|to|and|or)$/.test(token.lower))
      return false;
  }
  return false;
}

/** `number` is the token of the number, `after` the one behind its "m". */
export const areMillions = (tokens: readonly Token[], number: number, after: number): boolean =>
  countsPlural(tokens, after) || happensToPeople(tokens, after) || isOfMany(tokens, number);

/** "More than 3m have fled". */
const happensToPeople = (tokens: readonly Token[], after: number): boolean => {
  if (!/^(?:have|had|were|are)$/.test(lowerAt(tokens, after))) return false;
  const verb = lowerAt(tokens, after + (lowerAt(tokens, after + 1) === 'been' ? 2 : 1));
  return PERSON_VERBS.has(verb) || DONE_BY_PEOPLE.has(verb);
};
const DONE_BY_PEOPLE = wordSet(
  'fled displaced registered voted watched signed subscribed starving infected vaccinated affected living enrolled employed unemployed uninsured visited downloaded',
);

/** "The waiting list rose to 7.6m", "subscribers fell from 8.1m to 7.4m". */
function isOfMany(tokens: readonly Token[], number: number): boolean {
  for (let i = number - 1; i >= Math.max(0, number - 9); i -= 1) {
    const word = lowerAt(tokens, i);
    if (/^[.;:]$/.test(word) || LENGTHS.has(word)) return false;
    if (MANY.has(word)) return true;
  }
  return false;
}
const MANY = wordSet(
  `list lists population populations audience audiences electorate membership workforce circulation readership viewership number
  numbers total people subscribers users viewers readers listeners followers customers passengers visitors voters members children pupils
  patients refugees migrants residents workers households homes vehicles cars downloads copies visits views jobs`,
);
const LENGTHS = wordSet(
  'river level levels tide wave waves height depth length width snow water wall cliff race sprint jump high deep',
);
