/** Nouns that stand for people, and nouns in the singular. */
import { wordSet } from '../word-set.ts';
import { isPlural } from './word-classes.ts';

const PERSONS =
  wordSet(`person people individual man woman child boy girl resident adult teenager student pupil patient worker employee staff officer official soldier
  civilian voter passenger driver victim member player teacher doctor nurse firefighter farmer protester demonstrator prisoner inmate refugee migrant
  tenant customer user visitor tourist inhabitant citizen villager volunteer witness councillor lawmaker mp senator judge juror fan spectator
  supporter participant applicant candidate delegate guest dead injured wounded missing homeless crew police troop personnel docker rider subscriber
  reader shareholder investor taxpayer household-member baby infant pensioner survivor suspect detainee holidaymaker vacationer hostage captive
  attacker gunman marcher striker miner guard nun monk sailor pilgrim hiker climber fisherman evacuee returnee trainee trespasser bystander commuter
  shopper viewer listener diplomat journalist reporter scientist activist artist lawyer minister deputy priest offender abuser athlete mourner rebel
  militant fighter smuggler thief editor author cyclist motorist tutor`);
export const PERSON_VERBS = wordSet(
  'missing killed killing injured injuring wounded wounding hurt hurting arrested arresting died drowned hospitalised hospitalized evacuated rescued trapped stranded',
);
const IRREGULAR = new Map(
  `people person men man women woman children child feet foot teeth tooth mice mouse geese goose lives life wives wife wolves wolf
  knives knife shelves shelf leaves leaf halves half phenomena phenomenon species species series series buses bus viruses virus
  gases gas photos photograph staff employee`
    .split(/\s+/)
    .flatMap((word, i, all) => (i % 2 === 0 ? [[word, all[i + 1] ?? word] as const] : [])),
);

/** "libraries" → "library", "boxes" → "box", "horses" → "horse". */
export function singular(noun: string): string {
  const known = IRREGULAR.get(noun);
  if (known !== undefined) return known;
  if (!isPlural(noun)) return noun;
  if (/[^aeiou]ies$/.test(noun) && noun.length > 4) return `${noun.slice(0, -3)}y`;
  if (/(?:ss|sh|ch|x|zz)es$/.test(noun)) return noun.slice(0, -2);
  return noun.replace(/s$/, '');
}

export const isPersonNoun = (word: string): boolean => PERSONS.has(singular(word));
