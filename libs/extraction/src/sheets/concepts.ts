/** What the words of a measure stand for: wider than words of one meaning, since a figure, a story and a place are shared too. */
import { conceptOf } from '../matching/synonyms.ts';
import { contentWords, stem } from '../matching/stems.ts';

/**
 * Words that count or measure one thing in reports of one story, though they do not mean the same: who marched is a
 * protester there. General vocabulary only. One thing per line, a word in one line only; lines may take words of
 * `CONCEPTS` with them.
 */
export const MEASURED = `
dead drown drowned perish perished slain
rescued rescue saved save survivor survivors survived survive alive
trapped trap stuck
worker workers employ employs employed workforce employee employees staff
tourist tourists holidaymaker holidaymakers vacationer vacationers
protester protesters demonstrator demonstrators marcher marchers march marched protested demonstrated rallied
prisoner prisoners inmate inmates detainee detainees
officer officers police policeman policemen policewoman policewomen
journalist journalists reporter reporters
retirement pension pensions
prison jail jails jailed imprisoned imprisonment
infection infections infected case cases
debt debts owe owes owed
quarter quarterly
burned burnt burn consumed scorched charred
leaked leak leaks spilled spill spilt
closed close closes closure shut shuts
photo photos photograph photographs picture pictures painting paintings image images
loan loans lent lend lends
loss losses lost
power electricity
opened open opens opening inaugurated
founded established
born birth
met meet meets meeting meetings
fire fires flame flames blaze blazes wildfire wildfires inferno
cancelled cancel cancels cancellation cancellations
destroyed destruction
use uses usage consumption
river rivers water waters
followed follow tracked track monitored observed
cost costs price prices spend spent spending
worth value valued values valuation
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const thingsBy = (keyOf: (word: string) => string): ReadonlyMap<string, string> =>
  new Map(
    MEASURED.flatMap((words) => words.map((word): [string, string] => [keyOf(word), words[0] ?? word])),
  );
const THING_OF_WORD = thingsBy((word) => word);
const THING_OF_STEM = thingsBy(stem);

/** What stands for all words of its thing, or of its meaning where it measures nothing in particular. */
export const concept = (word: string): string =>
  THING_OF_WORD.get(word) ?? THING_OF_STEM.get(stem(word)) ?? conceptOf(word);
export const conceptSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).map(concept));

/** Words that say next to nothing of what is measured: being there, having, verbs of record. */
const LIGHT =
  conceptSet(`found seen counted recorded listed named held known obtained published released shown taken took takes made done used given got gets
  included including involved joined joining came come went became become remained remaining contained containing making having being leaving seeing
  carrying carried carries carry produce produced produces comprise comprises comprised measuring covering spanning stored stores consist consists consisted latest current single aboard board total overall official separate different individual other new further additional estimated confirmed least toll
  number figure amount`);

/** Words of numbers, and for people as such: two sentences about other things have them in common. */
export const OF_NUMBERS = conceptSet(
  'million billion trillion thousand hundred dozen once twice people person persons',
);

/** What a text speaks of: neither function words nor words that say next to nothing. */
export const conceptsIn = (text: string): string[] =>
  contentWords(text)
    .map(concept)
    .filter((one) => !LIGHT.has(one));
