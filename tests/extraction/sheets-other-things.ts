import { pair, type SheetCase } from './sheets-cases.ts';

/** Reports that give one measure of two people, firms or countries, or what was wished beside what came. */
export const OTHER_THINGS: readonly SheetCase[] = [
  pair(
    'shares of two parties',
    'Turnout was low, the Reform List said. The Reform List won 34% of the vote in Tolby.',
    'The Greens won 12% of the vote in Tolby.',
  ),
  pair(
    'sentences of two people',
    'Rolf Mertens was sentenced to nine years in prison for fraud.',
    'Ute Brandt was sentenced to four years in prison for fraud.',
  ),
  pair(
    'cuts of two firms',
    'Norvik Steel will cut 300 jobs at its plant.',
    'Ardent Foods will cut 500 jobs at its plant.',
  ),
  pair(
    'fines of two firms',
    'Norvik Steel was fined £40,000 for polluting the river.',
    'Ardent Foods was fined £90,000 for polluting the river.',
  ),
  pair(
    'tanks of two countries',
    'The tanks of Marland were built in 1970. Marland sent 14 tanks to the front.',
    'The tanks of Sorvia were built in 2010. Sorvia sent 60 tanks to the front.',
  ),
  pair(
    'what was asked for and what came',
    'Prosecutors demanded that the mayor be jailed for 12 years.',
    'The mayor was jailed for seven years.',
  ),
  pair('what was planned', 'The council built 400 homes.', 'The council planned to build 900 homes.'),
];
