/** The verbs by which English reports what somebody says or a document holds, with every form they take. */
import type { Attribution } from '../types.ts';

export type Stance = Attribution['stance'];

/**
 * What must hold before the verb counts as reporting. `anyone`: whatever stands before "said" says it. `speaker`: its
 * subject must be a known kind of speaker or a name. `clause`: that, and a that-clause, a quotation, a colon or a pronoun
 * must follow ("added a striker" reports nothing). `document`: its subject must be a document. `allegation`: its object
 * must be something said ("rejected the claim", not "rejected the budget"). `particle`: "called on", "appealed for". `at`: "put the
 * toll at", "as the memo puts it". `speech`: a person or body must be its subject and a noun of speech its object ("raised
 * concerns", not "raised taxes"). `directive`: its subject must be a document other than a law ("the circular forbids it"; that
 * the law does is the outlet's to know).
 */
export type Requirement =
  'anyone' | 'speaker' | 'clause' | 'document' | 'directive' | 'allegation' | 'particle' | 'at' | 'speech';

export interface ReportingVerb {
  readonly stance: Stance;
  readonly requires: Requirement;
  /** "says" and "said", against "say", which needs a plural, and "saying", whose subject is that of the whole clause. */
  readonly form: 'finite' | 'base' | 'ing';
  /** May stand before its subject: “…,” said the minister. */
  readonly inverts: boolean;
  /** The form is a noun or an adjective as well: "reports", "claims", "marked". */
  readonly alsoNoun: boolean;
  /** One of these must follow: "sets out", "makes clear". */
  readonly particles: readonly string[] | null;
}

interface VerbGroup {
  readonly stance: Stance;
  readonly requires: Requirement;
  readonly inverts?: true;
  /** Base forms; "say:said" gives an irregular past, "show:showed:shown" a past and a participle, "sum>up" a particle. */
  readonly verbs: string;
}

const GROUPS: readonly VerbGroup[] = [
  { stance: 'asserts', requires: 'anyone', inverts: true, verbs: 'say:said' },
  { stance: 'asserts', requires: 'anyone', verbs: 'tell:told' },
  {
    stance: 'asserts',
    requires: 'speaker',
    inverts: true,
    verbs: `claim allege insist argue warn explain note assert declare tweet report stress emphasise emphasize complain comment remark
      caution contend joke lament observe reiterate reply reckon apologise apologize denounce decry characterise characterize`,
  },
  {
    stance: 'asserts',
    requires: 'speaker',
    inverts: true,
    verbs: 'announce predict estimate suggest believe think:thought suspect',
  },
  {
    stance: 'asserts',
    requires: 'speaker',
    verbs: `describe accuse state reveal disclose fear criticise
      criticize condemn fault blame praise promise pledge vow boast hint imply mention remind speculate inform assure conclude indicate forecast:forecast
      attest slam blast lambast lambaste deride ridicule mock rebuke chide deplore bemoan hail commend laud extol defend`,
  },
  {
    stance: 'asserts',
    requires: 'clause',
    inverts: true,
    verbs: `add continue respond conclude post repeat write:wrote:written retort counter quip shout protest recount elaborate clarify remember recall sob sigh shrug thunder gasp murmur mutter
      reason answer volunteer object testify opine muse marvel theorise theorize posit surmise exclaim proclaim profess confess confide grumble
      fume enthuse whisper snap interject relate narrate affirm recognise recognize`,
  },
  {
    stance: 'asserts',
    requires: 'clause',
    verbs: `maintain hold:held rule find:found feel:felt determine calculate swear:swore decide expect hope call understand:understood
      certify assess question signal worry propose guess assume plead wonder vouch brand`,
  },
  {
    stance: 'asserts',
    requires: 'document',
    inverts: true,
    verbs: `show:showed:shown list record detail document outline identify name cite depict portray illustrate read:read specify
      find:found reveal point count hold:held give:gave:given instruct stipulate prescribe underscore highlight
      reflect demonstrate reaffirm chronicle catalogue itemise itemize classify categorise categorize rank label>as mark>as
      flag>as designate>as quote trace attribute ascribe discuss summarise summarize envisage envision foresee:foresaw:foreseen propose set:set>out|forth|down|aside|a|an|the|each|every|deadlines|targets|quotas|limits lay:laid>out|down|bare
      spell>out sum>up provide>for|that refer>to warn>of|against make:made>clear|plain|reference ask>whether|if shed:shed>light cast:cast>light throw:threw:thrown>light`,
  },
  {
    stance: 'demands',
    requires: 'directive',
    inverts: true,
    verbs:
      'order require direct forbid:forbade:forbidden prohibit ban permit allow authorise authorize oblige call>for',
  },
  { stance: 'asserts', requires: 'at', verbs: 'put:put' },
  { stance: 'asserts', requires: 'clause', inverts: true, verbs: 'go:went>on' },
  { stance: 'denies', requires: 'speaker', inverts: true, verbs: 'deny' },
  {
    stance: 'denies',
    requires: 'allegation',
    verbs: 'reject dismiss dispute refute rebut repudiate contradict challenge doubt contest',
  },
  { stance: 'denies', requires: 'at', verbs: 'scoff bristle' },
  { stance: 'denies', requires: 'clause', verbs: 'doubt dispute' },
  { stance: 'endorses', requires: 'speaker', inverts: true, verbs: 'confirm acknowledge concede admit' },
  { stance: 'endorses', requires: 'speaker', verbs: 'corroborate verify authenticate' },
  { stance: 'endorses', requires: 'clause', inverts: true, verbs: 'agree accept' },
  { stance: 'demands', requires: 'speaker', inverts: true, verbs: 'ask urge' },
  { stance: 'demands', requires: 'speaker', verbs: 'demand recommend request implore beg advise' },
  { stance: 'demands', requires: 'particle', verbs: 'call appeal press' },
  { stance: 'asserts', requires: 'particle', verbs: 'point speak:spoke:spoken complain' },
  {
    stance: 'asserts',
    requires: 'speech',
    verbs: 'raise voice express issue make:made give:gave:given level:levelled cast:cast',
  },
];

/** Forms that are nouns at least as often. */
const NOUNS = new Set(
  `claim claims report reports state states note notes call calls estimate estimates record records detail details list lists document
   documents demand demands request requests charge charges fear fears promise promises comment comments question questions name names hope
   hopes signal signals post posts show shows pledge pledges vow vows hint hints remark remarks joke jokes count counts rule rules cover covers span spans hold holds point points read reads
   challenge challenges contest contests catalogue highlight highlights dispute disputes forecast forecasts press praise blame cite think tweet tweets appeal appeals stress contract boast
   boasts recording finding reading ruling holding warning feeling understanding posting raise raises voice voices express issue issues level levels cast casts
   marked labelled classified detailed mark marks rank ranks label labels flag flags trace traces attribute attributes quote quotes set sets
   order orders ordered direct permit permits ban bans going required permitted allowed banned blast blasts slam slams rebuke rebukes mock hail whisper whispers snap snaps related`.split(
    /\s+/,
  ),
);
const DOUBLES = new Set('admit rebut beg ban permit sum forbid flag set put label slam snap sob'.split(' '));

const VERBS = new Map<string, ReportingVerb[]>();
for (const { verbs, stance, requires, inverts } of GROUPS)
  for (const entry of verbs.split(/\s+/)) {
    const [inflected = '', particles] = entry.split('>');
    const [base = '', past = regularPast(base), participle = past] = inflected.split(':');
    const forms: [string, ReportingVerb['form']][] = [
      [past, 'finite'],
      [thirdPerson(base), 'finite'],
      [presentParticiple(base), 'ing'],
    ];
    // "read" and "put" look the same in the past: the finite reading must win, because it is wanted with any subject.
    if (participle !== past) forms.push([participle, 'finite']);
    if (past !== base) forms.push([base, 'base']);
    for (const [word, form] of forms) {
      const verb = {
        stance,
        requires,
        form,
        inverts: inverts ?? false,
        alsoNoun: NOUNS.has(word),
        particles: particles?.split('|') ?? null,
      };
      VERBS.set(word, [...(VERBS.get(word) ?? []), verb]);
    }
  }

/** Whether only a document does what the verb tells. */
export const isOfDocuments = ({ requires }: ReportingVerb): boolean =>
  requires === 'document' || requires === 'directive';

const NONE: readonly ReportingVerb[] = [];
/** Every reading of the word as a reporting verb, the one that asks for less first. */
export const reportingVerbs = (lower: string): readonly ReportingVerb[] => VERBS.get(lower) ?? NONE;

function thirdPerson(base: string): string {
  if (/(?:[sx]|[cs]h|go)$/.test(base)) return `${base}es`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ies` : `${base}s`;
}

function regularPast(base: string): string {
  if (base.endsWith('e')) return `${base}d`;
  if (DOUBLES.has(base)) return `${base}${base.at(-1)}ed`;
  return /[^aeiou]y$/.test(base) ? `${base.slice(0, -1)}ied` : `${base}ed`;
}

function presentParticiple(base: string): string {
  if (DOUBLES.has(base)) return `${base}${base.at(-1)}ing`;
  return /[^e]e$/.test(base) ? `${base.slice(0, -1)}ing` : `${base}ing`;
}
