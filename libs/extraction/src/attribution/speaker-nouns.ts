/** Nouns for those who speak, by kind. General English of news: roles, bodies, groups and documents. */
import type { SpeakerKind } from '../types.ts';

/** `role`: one human being; whether a person or anonymous depends on how it is named. `spokesperson`: speaks for a body. */
export type NounKind =
  Exclude<SpeakerKind, 'person' | 'outlet' | 'anonymous'> | 'role' | 'spokesperson' | 'source';

const LISTS: Record<NounKind, string> = {
  role: `academic acquaintance activist actor actress admiral adviser advisor advocate agent aide ambassador analyst anthropologist archaeologist
    archbishop architect artist athlete attorney auditor aunt author backbencher barrister biographer biologist bishop blogger boss boy
    brother builder bystander campaigner candidate captain ceo chair chairman chairperson chairwoman chancellor chemist chief
    child claimant co-author co-founder coach colleague colonel columnist commander commissioner complainant congressman
    congresswoman conservationist constable consultant contractor coordinator co-ordinator coroner correspondent councillor councilor counsel cousin
    critic curator customer dame daughter dean defendant defender delegate deputy detainee detective developer diplomat director
    doctor dr driver ecologist economist editor employee employer engineer envoy epidemiologist executive expert farmer father
    filmmaker firefighter fisherman foreman founder friend general geologist girl goalkeeper gov governor gp grandfather grandmother
    guard guide hacker head headteacher historian host husband hydrologist imam individual inmate inspector inspector-general
    investigator investor journalist judge juror justice king lady landlord lawmaker lawyer leader legislator librarian
    lieutenant lord magistrate major man manager marshal mayor mediator member mep midfielder midwife migrant minister mother
    motorist mp mr mrs ms musician negotiator neighbor neighbour nurse officer official ombudsman organiser organizer owner
    paramedic parent passenger passer-by pastor patient pensioner person pharmacist photographer physician physicist pilot
    plaintiff player politician pope premier president president-elect priest prince princess principal prisoner prof professor
    programmer prosecutor psychologist pupil queen rabbi ranger rector referee refugee regulator rep rescuer reporter representative
    researcher resident scientist secretary secretary-general sen senator sergeant seamstress settler shareholder sheriff shopkeeper singer
    sir sister sociologist soldier solicitor son speaker specialist statistician strategist striker student superintendent
    surgeon survivor suspect teacher teenager tenant trader trainer treasurer uncle user veteran vicar vice-president victim
    virologist volunteer watchman whip widow wife witness woman worker writer
    ally apologist associate backer businessman businesswoman caller commentator confidant confidante conservative contender creditor debtor designer donor foe follower forecaster frontrunner front-runner hopeful immigrant labourer laborer liberal lobbyist moderate moderator narrator nominee onlooker operative panelist
    accountant apprentice archivist assistant attendant baker banker bookkeeper butcher carer caretaker carpenter cashier cleaner clerk clergyman cook
    crewman deckhand descendant dissident exile graduate gunman heir inhabitant jailer mechanic merchant miner monk nun occupant orderly
    overseer participant plumber policeman porter postman probationer recruit sailor schoolteacher seaman shepherd subordinate superior tailor
    examiner fiance fiancee fiancé fiancée girlfriend boyfriend godfather godmother grandson granddaughter nephew niece partner sibling spouse stepfather stepmother
    baroness churchwarden countess duchess duke headmaster headmistress heiress hostess stewardess waitress
    trainee translator waiter warden youngster planner pollster presenter progressive proponent pundit reader respondent reviewer rival scholar servant staffer subscriber superdelegate supervisor technician theorist viewer`,
  spokesperson: 'spokesman spokeswoman spokesperson spox',
  source: `source insider whistleblower whistle-blower informant leaker someone somebody`,
  collective: `audience camp caucus community couple crew critic crowd demonstrator electorate family few generation islander jury local majority many media minority
    most opponent opposition others panel people personnel population protester protestor public relative several some staff
    supporter team townspeople villager voter workforce`,
  government: `administration army assembly authority bench brigade bundestag bureau cabinet coastguard congress constabulary consulate council
    county court customs department directorate duma embassy force forces gendarmerie government inspectorate judiciary knesset
    kremlin legislature military ministry municipality navy parliament pentagon police presidency prosecution regime senate state
    treasury tribunal troops`,
  organisation: `academy agency airline airport alliance association bank board body brewery broadcaster builder business campaign carrier
    archdiocese diocese synod
    center centre chain chamber channel charity church clinic club coalition college commission committee company confederation
    consortium consultancy contractor corporation council developer faculty federation firm foundation fund group hospital
    institute institution insurer journal lab laboratory league lender magazine maker manufacturer militia movement museum
    nations network newspaper newsroom newswire ngo observatory office operator organisation organization outlet partnership
    party platform podcast port programme provider railway regulator retailer school service society startup station supermarket
    supplier tabloid taliban trust union university utility watchdog website`,
  document: `account act address affidavit agenda agreement annex appendix analysis announcement archive article assessment audit bill blog book brochure budget
    bulletin cable cache catalog catalogue census certificate chart circular column clip communique communiqué complaint confession contract data
    database dataset declaration decree diary directive dispatch document dossier draft e-mail editorial email entry essay estimate evidence figure file
    filing finding footage footnote forecast form graph guidance guideline handbook image inscription index indictment inquiry instruction inventory investigation
    invoice judgement judgment law lawsuit leaflet leak ledger letter list log logbook manifest manual map material memo memoir memorandum
    message minute model newsletter note notebook notice number order page paper paragraph passage petition photo photograph picture plan poll post posting
    playbook presentation printout projection prospectus protocol questionnaire receipt record recording register regulation release report research result
    review roster ruling sample scan screenshot section slide speech spreadsheet polling statement statistic study survey table tape test testimony telegram text timetable transcript
    trial trove tweet verdict video warrant autopsy clause comment examination mail metadata payslip sheet stamp typescript version inspection post-mortem readout snapshot still tally yearbook`,
};

/** Plurals that no rule gives, and words that are plural without an ending. */
const IRREGULAR: readonly (readonly [string, string])[] = [
  ['children', 'child'],
  ['spokespeople', 'spokesperson'],
  ['wives', 'wife'],
  ['analyses', 'analysis'],
];
const PLURAL_WITHOUT_S = new Set(
  'police people staff data media others many some several most few crew personnel public footage men women children family military team'.split(
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
  // "Policemen", "spokeswomen".
  if (lower.endsWith('men')) {
    const one = NOUNS.get(`${lower.slice(0, -2)}an`);
    return one ? { ...one, plural: true } : null;
  }
  if (!lower.endsWith('s')) return suffixed(lower, false);
  const singular =
    NOUNS.get(lower.slice(0, -1)) ?? NOUNS.get(`${lower.slice(0, -3)}y`) ?? NOUNS.get(lower.slice(0, -2));
  if (singular) return { ...singular, plural: true };
  return suffixed(lower.slice(0, -1), true);
}

/** By what they say: a word that is read twice gives two objects. */
export const isSameNoun = (one: SpeakerNoun | null, other: SpeakerNoun | null): boolean =>
  one !== null && one.kind === other?.kind && one.singular === other.singular && one.plural === other.plural;

/** A document that is in force: that it lists or forbids something is the outlet's to know. For a noun, or a name that ends in one. */
export const isLaw = (name: string): boolean => /(?<!\p{L})(?:law|act|bill|regulation|treaty)$/iu.test(name);

const MEDIA = new Set(
  `times post herald tribune gazette chronicle courier telegraph guardian observer mail mirror express news radio tv television daily press bbc
    cnn afp reuters ap itv npr abc nbc cbs msnbc pbs bloomberg xinhua tass interfax dpa efe ansa kyodo echo argus star globe sun journal weekly
    newspaper magazine broadcaster channel podcast independent inquirer dispatch evening`.split(/\s+/),
);

/** A word that, with a capital, is part of the name of a newspaper, broadcaster or agency. */
export const isMediaWord = (lower: string): boolean => MEDIA.has(lower);

const FIRMS = new Set(
  `airlines airways automotive brands breweries capital chemicals construction consulting cosmetics electric electronics energy enterprises
    engineering fashion foods freight garments gas holding holdings homes hotels industries insurance logistics lines media metals mills mining
    motors oil partners petroleum pharma pharmaceuticals ports properties railways resources robotics shipping software solutions stores steel
    systems technologies technology telecom textiles tobacco tolls toys ventures waste water works plc inc ltd llc gmbh corp`.split(
    /\s+/,
  ),
);

/** A word that ends the name of a firm, as no surname does. */
export const isFirmWord = (lower: string): boolean => FIRMS.has(lower);

const BODIES = new Set(
  'watch international executive frontières frontieres borders bahn crescent'.split(' '),
);

/** A word that ends the name of a body of any kind: "Rights Watch", "Safety Executive". */
export const isBodyWord = (lower: string): boolean => BODIES.has(lower);

/** Trades that no list can hold: "volcanologist", "policewoman", "dockers". */
function suffixed(lower: string, plural: boolean): SpeakerNoun | null {
  if (!plural && !/.{3}(?:ist|ographer|ician|woman|sman|person)$/.test(lower)) return null;
  // In the plural more endings are trades than things: "dockers", "grocers", "trustees".
  if (plural && !/.{3}(?:ist|er|or|ee|ician|person)$/.test(lower)) return null;
  return { kind: 'role', singular: lower, plural };
}
