/** Words that English news uses for each other. General vocabulary only: no subject's own terms. */
import { stem } from './stems.ts';

/** One concept per line; a word stands in one line only. */
export const CONCEPTS = `
dead die died death deaths kill killed fatality fatalities deadly
injure injured injury hurt wound wounded wounds
begin began begun start started commence launch launched
end ended finish finished conclude concluded
rise rose risen increase increased grow grew grown climb climbed soar soared jump jumped surge surged
fall fell fallen drop dropped decline declined decrease decreased plunge plunged slump slumped
buy bought purchase purchased acquire acquired acquisition takeover
sell sold sale sales
photo photos photograph photographs picture pictures image images
doctor doctors physician physicians medic medics
child children kid kids
firm firms company companies business businesses corporation
job jobs post posts position positions
choose chose chosen elect elected pick picked select selected
win won victory victories beat beaten defeat defeated
lose lost loss losses
build built construct constructed construction erect erected
destroy destroyed ruin ruined wreck wrecked demolish demolished
damage damaged harm harmed
flee fled escape escaped evacuate evacuated evacuation
approve approved back backed endorse endorsed approval
reject rejected refuse refused rebuff turned
cut cuts reduce reduced reduction slash slashed trim trimmed
pay paid payment payments spend spent spending
cost costs price prices
money funds fund funding
plan plans planned proposal proposals propose proposed scheme schemes
show shows showed shown reveal reveals revealed indicate indicates indicated suggest suggests suggested find finds found
leave left depart departed quit resign resigned resignation
sack sacked fire fired dismiss dismissed
arrest arrested detain detained custody
trial tried prosecute prosecuted prosecution
court tribunal judge judges
house houses home homes dwelling dwellings
car cars vehicle vehicles
ship ships vessel vessels boat boats ferry ferries
plane planes aircraft jet jets
pupil pupils student students
teacher teachers educator educators
worker workers employee employees staff
patient patients
illness disease diseases sickness ill sick
vote votes voted ballot ballots poll polls
law laws legislation bill bills
talk talks negotiation negotiations negotiate negotiated
agreement deal deals accord pact
strike strikes walkout walkouts stoppage
error errors mistake mistakes
fake fakes faked forged forgery forgeries fabricated fabrication fabrications falsified bogus
document documents paper papers file files memo memos memorandum
probe probes inquiry inquiries investigate investigated investigation investigations
big large huge major vast massive
small little minor tiny
fast quick rapid rapidly quickly swift
near close nearby
yearly annual annually
old elderly
woman women female females
man men male males
euro euros
month months monthly
`
  .trim()
  .split('\n')
  .map((line) => line.split(' '));

/**
 * Looks a word up in lines of words that stand for each other: the word itself, else its stem for the forms that no line
 * has. "Planes" and "plans" have one stem. `nameOf` a line says what stands for its words.
 */
export function lineLookup(
  lines: readonly (readonly string[])[],
  nameOf: (first: string) => string,
): (word: string) => string | undefined {
  const byKey = (keyOf: (word: string) => string): ReadonlyMap<string, string> =>
    new Map(
      lines.flatMap((words) =>
        words.map((word): [string, string] => [keyOf(word), nameOf(words[0] ?? word)]),
      ),
    );
  const [ofWord, ofStem] = [byKey((word) => word), byKey(stem)];
  return (word) => ofWord.get(word) ?? ofStem.get(stem(word));
}

const conceptInLines = lineLookup(CONCEPTS, (first) => first);

/** What stands for all words of its concept; its stem for a word that has none. */
export const conceptOf = (word: string): string => conceptInLines(word) ?? stem(word);
