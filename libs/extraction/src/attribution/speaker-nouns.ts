/** Nouns for those who speak, by kind. General English of news: roles, bodies, groups and documents. */
import type { SpeakerKind } from '../types.ts';

/** `role`: one human being; whether a person or anonymous depends on how it is named. `spokesperson`: speaks for a body. */
export type NounKind =
  Exclude<SpeakerKind, 'person' | 'outlet' | 'anonymous'> | 'role' | 'spokesperson' | 'source';

const LISTS: Record<NounKind, string> = {
  role: `gov sen rep dr mr mrs ms prof sir dame lord lady counsel host settler motorist pensioner person individual minister president premier chancellor mayor governor senator secretary ambassador diplomat envoy commissioner councillor councilor
    mp mep lawmaker congressman congresswoman legislator judge justice lawyer attorney barrister solicitor prosecutor magistrate
    coroner detective officer constable inspector sergeant superintendent sheriff marshal general colonel captain lieutenant major
    commander admiral soldier chief head director chairman chairwoman chair chairperson executive ceo boss manager founder co-founder
    owner president-elect leader deputy vice-president professor researcher scientist academic historian economist analyst expert
    author co-author writer journalist reporter editor correspondent columnist photographer archaeologist biologist ecologist
    hydrologist geologist epidemiologist virologist psychologist sociologist anthropologist engineer physicist chemist statistician
    doctor surgeon nurse physician paramedic consultant midwife pharmacist gp teacher headteacher principal dean rector student pupil
    activist campaigner advocate organiser organizer volunteer resident neighbour neighbor tenant landlord witness bystander passer-by
    survivor victim patient father mother son daughter brother sister husband wife widow parent uncle aunt cousin grandfather
    grandmother friend colleague man woman boy girl teenager child driver pilot passenger farmer fisherman worker employee employer
    contractor builder developer trader investor shareholder customer shopkeeper coach player striker goalkeeper defender midfielder
    athlete referee trainer agent singer actor actress artist filmmaker musician priest bishop archbishop pope imam rabbi pastor vicar
    official aide adviser advisor negotiator mediator treasurer auditor ombudsman regulator veteran candidate politician defendant
    plaintiff claimant suspect complainant juror firefighter ranger conservationist curator librarian guide hacker programmer
    specialist investigator inspector-general strategist delegate representative secretary-general speaker king queen prince princess
    whip backbencher watchman guard prisoner inmate detainee refugee migrant critic blogger user member biographer`,
  spokesperson: 'spokesman spokeswoman spokesperson spox',
  source: `source insider whistleblower whistle-blower informant leaker`,
  collective: `people crowd public family relative couple staff crew personnel community population electorate opposition opponent supporter
    protester protestor demonstrator voter local islander villager townspeople others many some several most few critic team panel
    jury majority minority generation workforce`,
  government: `troops forces government ministry police authority department parliament senate congress cabinet council municipality embassy consulate army
    military navy court tribunal prosecution state treasury administration constabulary coastguard kremlin pentagon directorate bureau
    legislature assembly regime inspectorate customs gendarmerie presidency force brigade judiciary bundestag knesset duma county`,
  organisation: `nations taliban agency commission company firm bank charity group club university college hospital school federation association foundation
    institute airline operator network board trust society church league chamber coalition campaign party union organisation
    organization ngo corporation business manufacturer maker retailer supermarket chain carrier supplier utility contractor developer
    institution laboratory lab centre center committee council body alliance confederation consortium partnership fund watchdog
    regulator observatory museum brewery airport railway port movement militia insurer lender builder startup platform service office
    clinic academy faculty provider consultancy newspaper broadcaster magazine outlet newsroom station channel website journal tabloid
    podcast programme newswire`,
  document: `number trial notice research report document file record study survey audit table list letter email e-mail memo memorandum transcript minute spreadsheet
    database dataset data leak photograph photo image picture footage video filing indictment lawsuit census poll analysis review
    inquiry investigation presentation invoice note diary map statement article book guideline order log register ledger paper figure
    statistic result finding evidence dossier brochure leaflet contract certificate manifest bulletin chart graph test communique
    communiqué circular directive decree bill act law regulation agreement petition complaint affidavit testimony judgment judgement
    verdict ruling budget account receipt message text tweet post blog posting page plan draft assessment index model projection
    estimate forecast sample scan recording tape cable manual catalogue catalog archive entry form dispatch newsletter release
    announcement inventory questionnaire`,
};

/** Plurals that no rule gives, and words that are plural without an ending. */
const IRREGULAR: readonly (readonly [string, string])[] = [
  ['men', 'man'],
  ['women', 'woman'],
  ['children', 'child'],
  ['spokesmen', 'spokesman'],
  ['spokeswomen', 'spokeswoman'],
  ['spokespeople', 'spokesperson'],
  ['chairmen', 'chairman'],
  ['lawmen', 'lawmaker'],
  ['fishermen', 'fisherman'],
  ['congressmen', 'congressman'],
  ['wives', 'wife'],
  ['analyses', 'analysis'],
  ['diaries', 'diary'],
];
const PLURAL_WITHOUT_S = new Set(
  'police people staff data others many some several most few crew personnel public footage men women children family military team'.split(
    ' ',
  ),
);

export interface SpeakerNoun {
  readonly kind: NounKind;
  readonly singular: string;
  readonly plural: boolean;
}

const NOUNS = new Map<string, SpeakerNoun>();
// The first list that names a word decides.
for (const kind of [
  'spokesperson',
  'source',
  'document',
  'government',
  'organisation',
  'collective',
  'role',
] as const)
  for (const word of LISTS[kind].split(/\s+/)) {
    if (!NOUNS.has(word)) NOUNS.set(word, { kind, singular: word, plural: PLURAL_WITHOUT_S.has(word) });
  }
for (const [plural, singular] of IRREGULAR) {
  const noun = NOUNS.get(singular);
  if (noun) NOUNS.set(plural, { ...noun, plural: true });
}

export function speakerNoun(lower: string): SpeakerNoun | null {
  const noun = NOUNS.get(lower);
  if (noun) return noun;
  if (!lower.endsWith('s')) return suffixed(lower, false);
  const singular =
    NOUNS.get(lower.slice(0, -1)) ?? NOUNS.get(`${lower.slice(0, -3)}y`) ?? NOUNS.get(lower.slice(0, -2));
  if (singular) return { ...singular, plural: true };
  return suffixed(lower.slice(0, -1), true);
}

const MEDIA = new Set(
  `times post herald tribune gazette chronicle courier telegraph guardian observer mail mirror express news radio tv television daily press bbc
    cnn afp reuters ap itv npr abc nbc cbs msnbc pbs bloomberg xinhua tass interfax dpa efe ansa kyodo echo argus star globe sun journal weekly
    newspaper magazine broadcaster channel podcast independent inquirer dispatch evening`.split(/\s+/),
);

/** A word that, with a capital, is part of the name of a newspaper, broadcaster or agency. */
export const isMediaWord = (lower: string): boolean => MEDIA.has(lower);

/** Trades that no list can hold: "volcanologist", "policewoman", "dockers". */
function suffixed(lower: string, plural: boolean): SpeakerNoun | null {
  if (!plural && !/.{3}(?:ist|ographer|ician|woman|sman|person)$/.test(lower)) return null;
  // In the plural more endings are trades than things: "dockers", "grocers", "trustees".
  if (plural && !/.{3}(?:ist|er|or|ee|ician|person)$/.test(lower)) return null;
  return { kind: 'role', singular: lower, plural };
}
