/** What the words of a measure stand for: wider than words of one meaning, since a figure, a story and a place are shared too. */
import { contentWords } from '../matching/stems.ts';
import { conceptOf, lineLookup } from '../matching/synonyms.ts';

/**
 * Words that count or measure one thing in reports of one story, though they do not mean the same: who marched is a
 * protester there. General vocabulary only. One thing per line, a word in one line only; the first brings the words of its
 * meaning with it.
 */
const MEASURED = `
dead drown drowned perish perished slain
rescued rescue saved save survivor survivors survived survive alive
trapped trap stuck
worker employ employs employed workforce
tourist tourists holidaymaker holidaymakers vacationer vacationers
protester protesters demonstrator demonstrators marcher marchers march marched protested demonstrated rallied
officer officers police policeman policemen policewoman policewomen
journalist journalists reporter reporters
retirement pension pensions
prisoner prisoners inmate inmates detainee detainees
prison jail jails jailed imprisoned imprisonment
infection infections infected case cases
debt debts owe owes owed
quarter quarterly
burned burnt burn consumed scorched charred
leaked leak leaks spilled spill spilt
shut shuts closed close closes closure
photo painting paintings
loan loans lent lend lends
power electricity
opened open opens opening inaugurated
founded established
born birth
meeting meetings meet meets met
flame flames fire fires blaze blazes wildfire wildfires inferno
cancelled cancel cancels cancellation cancellations
destroyed destruction
use uses usage consumption
river rivers water waters
followed follow tracked track monitored observed
cost spend spent spending
worth value valued values valuation
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

const thingOf = lineLookup(MEASURED, conceptOf);

/** What stands for all words of its thing, or of its meaning where it measures nothing in particular. */
export const concept = (word: string): string => thingOf(word) ?? conceptOf(word);
export const conceptSet = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).map(concept));

/** Words that say next to nothing of what is measured: being there, having, verbs of record. */
const LIGHT =
  conceptSet(`found seen counted recorded listed named held known obtained published released shown taken took takes made done used given got gets
  included including involved joined joining came come went became become remained remaining contained containing making having being leaving seeing
  carrying carried carries carry produce produced produces comprise comprises comprised measuring covering spanning stored stores consist consists
  consisted latest current single aboard board total overall official separate different individual other new further additional estimated confirmed
  least toll number figure amount`);

/** Words of numbers, and for people as such: two sentences about other things have them in common. */
export const OF_NUMBERS = conceptSet(
  'million billion trillion thousand hundred dozen once twice people person persons',
);

/** What a text speaks of: neither function words nor words that say next to nothing. */
export const conceptsIn = (text: string): string[] =>
  contentWords(text)
    .map(concept)
    .filter((one) => !LIGHT.has(one));
