/** Words of which only one can hold of one thing: whoever has the one and whoever has the other say different things. */
import { stem } from './stems.ts';

/**
 * General vocabulary only: no subject's own terms. One matter per line, with what excludes each other in it; a word stands
 * once. A word that is more often something else ("fire" for dismissing somebody) is left out.
 */
export const OPPOSITES = `
guilty guilt convict convicted conviction / innocent innocence acquit acquitted acquittal cleared exonerate exonerated
die died dead death fatal fatality kill killed drowned / injure injured injury hurt wound wounded / ill sick infected / missing / survive survived alive rescued unhurt unharmed uninjured
rise rose risen rising increase increased grow grew grown climb climbed soar soared surge surged jumped raise raised higher / fall fell fallen drop dropped decline declined decrease decreased plunge plunged slump slumped shrink shrank reduce reduced reduction cut lower lowered
up upward / down downward
more / less fewer
larger bigger greater / smaller
large big huge / small tiny
majority / minority
maximum / minimum
most / few
all everyone everybody / some
doubled double / halved halve
better improve improved / worse worsen worsened deteriorate deteriorated
stronger strengthen strengthened / weaker weaken weakened
faster quicker accelerate accelerated / slower slowed
longer lengthened extended / shorter shortened
wider widen widened / narrower narrowed
warmer hotter hot / colder cooler cold
expensive dearer / cheap cheaper
man men male boy / woman women female girl
father / mother
husband / wife
son / daughter
brother / sister
adult / child children
young younger / old older elderly
black / white
soldier soldiers / civilian civilians
employer / employee employees
landlord / tenant
north northern northwards / south southern southwards / east eastern eastwards / west western westwards / northeast northeastern / northwest northwestern / southeast southeastern / southwest southwestern
left / right
inside indoors / outside outdoors
above / below
top / bottom
upstream / downstream
onshore / offshore
urban / rural
domestic / foreign
internal / external
public / private
morning dawn / afternoon / evening night
spring / summer / autumn / winter
before / after
earlier / later
early / late
begin began begun start started launch launched resume resumed / end ended finish finished stop stopped halt halted cease ceased
open opened reopen reopened / close closed closure shut
arrive arrived arrival enter entered / depart departed departure leave leaving
buy bought purchase purchased acquire acquired / sell sold sale
borrow borrowed / lend lent
import imported / export exported
pay paid / unpaid
profit surplus / loss deficit
win won winner victory beat / lose lost loser defeat
advance advanced / retreat retreated withdraw withdrew withdrawn
attack attacked / defend defended
accept accepted approve approved approval agree agreed endorse endorsed ratify ratified / refuse refused refusal reject rejected rejection veto vetoed disagree disagreed
allow allowed permit permitted / ban banned forbid forbade forbidden prohibit prohibited
support supported favour favoured / oppose opposed
hire hired appoint appointed recruit recruited / dismiss dismissed sack sacked
join joined / quit resign resigned resignation
arrest arrested detain detained jail jailed imprison imprisoned / release released freed
genuine authentic / forged forgery fake faked fabricated falsified bogus doctored counterfeit
true truth / false untrue lie
legal legally lawful lawfully legitimate / illegal illegally unlawful unlawfully illegitimate
safe safely / unsafe dangerous
present / absent
likely / unlikely
possible / impossible
able / unable
aware / unaware
armed / unarmed
willing willingly voluntary voluntarily / unwilling unwillingly forced forcibly
peaceful peacefully / violent violently
deliberate deliberately intentional intentionally / accidental accidentally
temporary temporarily / permanent permanently
partly partially / fully completely entirely wholly
success succeed succeeded successful successfully / fail failed failure unsuccessful unsuccessfully
cause caused / prevent prevented
conceal concealed hide hid hidden / disclose disclosed declare declared
positive / negative
same / different
`
  .trim()
  .split('\n')
  .map((line) => line.split(' / ').map((side) => side.split(' ')));

/** Which side of which matter a word stands for. */
interface Side {
  readonly matter: number;
  readonly side: number;
}

const SIDE_OF = new Map(
  OPPOSITES.flatMap((sides, matter) =>
    sides.flatMap((words, side) => words.map((word): [string, Side] => [stem(word), { matter, side }])),
  ),
);

export const sideOf = (word: string): Side | undefined => SIDE_OF.get(stem(word));

/** By matter: the sides a text speaks for, each with the word it has for it. */
export type Sides = ReadonlyMap<number, ReadonlyMap<number, string>>;

export function sidesOf(words: Iterable<string>): Sides {
  const sides = new Map<number, Map<number, string>>();
  for (const word of words) {
    const found = sideOf(word);
    if (!found) continue;
    const known = sides.get(found.matter);
    if (!known) sides.set(found.matter, new Map([[found.side, word]]));
    else if (!known.has(found.side)) known.set(found.side, word);
  }
  return sides;
}

/** "rose / fell": one text has the word, the other its opposite and not the word itself. In the order of the texts. */
export function oppositesIn(a: Sides, b: Sides): string[] {
  return [...a].flatMap(([matter, sides]) => {
    const others = b.get(matter);
    if (!others) return [];
    const lacking = first(sides, others);
    const otherLacking = first(others, sides);
    if (lacking === null && otherLacking === null) return [];
    return [`${lacking ?? firstWord(sides)} / ${otherLacking ?? firstWord(others)}`];
  });
}

/** The first word of a side that the others do not have. */
function first(sides: ReadonlyMap<number, string>, others: ReadonlyMap<number, string>): string | null {
  for (const [side, word] of sides) if (!others.has(side)) return word;
  return null;
}

const firstWord = (sides: ReadonlyMap<number, string>): string => sides.values().next().value ?? '';
