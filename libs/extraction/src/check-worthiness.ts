/** How much a sentence looks like something evidence could settle: a sum of weights that a reviewer can read and dispute. */
import { REPORTING_VERBS } from './reporting-verbs.ts';

/** In permille. Set by judgement on what a desk checks, not by fitting to any text. */
const WEIGHTS = {
  figure: 200,
  'several-figures': 60,
  date: 120,
  'named-entity': 130,
  'several-entities': 50,
  'reporting-verb': 120,
  'act-in-the-past': 160,
  'record-verb': 130,
  comparison: 90,
  quotation: 40,
  question: -450,
  'first-person-feeling': -300,
  'second-person': -250,
  prediction: -170,
  'call-to-act': -250,
  imperative: -400,
  'too-short': -350,
  'no-verb': -350,
  'page-furniture': -1000,
} as const;
export type Feature = keyof typeof WEIGHTS;

const BASE = 150;
const FEWEST_WORDS = 6;

const anyOf = (list: string): RegExp =>
  new RegExp(`(?<![\\p{L}-])(?:${list.trim().split(/\s+/).join('|')})(?![\\p{L}-])`, 'giu');

const REPORTING = anyOf(`${REPORTING_VERBS}|according`);
/** What a record, study or picture does. */
const RECORD = anyOf(
  `show shows showed contain contains contained include includes included list lists listed detail details record records reveal reveals
   indicate indicates document documents`,
);
const IRREGULAR_PAST = anyOf(
  `was were had did been became began brought built bought came cost cut drew fell fled found gave got grew held hid hit kept knew led
   left lost made meant met paid put ran rose sent set shot sold spent spoke stole stood struck sued swore taken took taught thought
   threw told went won wrote written given gone known seen shown stolen born killed`,
);
const REGULAR_PAST = /(?<![\p{L}-])\p{Ll}{2,}ed(?![\p{L}-])/gu;
const NOT_PAST = anyOf(
  'hundred need indeed speed seed feed exceed proceed united sacred naked wicked kindred embed',
);
const PRESENT_VERB = anyOf(
  `is are am has have does do can say say works work lives live remains remain means mean makes make takes take gives give owns own runs
   run holds hold costs uses use rests rest comes come goes go puts put names name sets carry carries`,
);
const COMPARISON =
  /(?<![\p{L}-])(?:more|fewer|less|greater|higher|lower|older|younger) than|(?<![\p{L}-])(?:most|least|largest|biggest|highest|lowest|youngest|oldest|first|only|double[ds]?|tripled|half|majority|record|increased?|decreased?|rose|fell|never)(?![\p{L}-])/iu;
const FEELING =
  /(?<![\p{L}-])(?:I|we)(?:['’](?:m|re|d|ve))? (?:\p{L}+ )?(?:am|are|feel|felt|hope|think|believe|love|hate|wish|fear|want|guess|wonder|expect)(?![\p{L}-])/iu;
/** Not the noun: "of their own will", "the will of the people". */
const PREDICTION =
  /(?<![\p{L}-])(?:(?<!(?:the|an?|own|free|good|his|her|their|its) )will|won['’]t|shall|would|may|might|could|likely|expected)(?![\p{L}-])/u;
const CALL_TO_ACT = anyOf("should must ought let['’]s");
/** Followed by what an order takes, since "share prices", "call records" and "support for" open plain statements. */
const IMPERATIVE =
  /^(?:(?:please|let['’]s|don['’]t|do not)(?![\p{L}-])|(?:click|read|sign|join|enter|share|follow|see|watch|listen|download|call|tell|help|consider|imagine|remember|stop|write|try|visit|enjoy|take|make|demand|end|free) (?:the|an?|this|that|these|those|your|our|my|us|me|it|them|here|to|up|now|more|not|and)(?![\p{L}-]))/iu;
const FURNITURE = [
  /^\W*(?:read (?:more|next|also)|see also|share (?:this|on)|follow us|sign (?:in|up)|log ?in|subscribe|register|skip to|(?:leave|post) a comment)(?![\p{L}-])/iu,
  /^\W*(?:home|menu|newsletters?|most read|featured|related|advertisement|comments?|topics)\W*$/iu,
  /\b(?:cookies?|privacy (?:policy|notice)|terms (?:of|and) (?:use|service|conditions)|all rights reserved|valid e-?mail|unsubscribe|password|reCAPTCHA)\b|©/iu,
];
const MONTH_OR_DAY =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)$/;

/** What is known about the sentence from elsewhere. */
export interface Surroundings {
  quantities: number;
  dates: number;
  /** Words the document capitalises in the middle of sentences: at the start of one they are names too. */
  names: ReadonlySet<string>;
}

export function featuresOf(sentence: string, { quantities, dates, names }: Surroundings): Feature[] {
  const words = sentence.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  const entities = countEntities(sentence, names);
  const has = (pattern: RegExp): boolean => sentence.search(pattern) >= 0;
  const past = has(IRREGULAR_PAST) || withoutReporting(sentence);
  const tests: Record<Feature, boolean> = {
    figure: quantities > 0,
    'several-figures': quantities > 1,
    date: dates > 0,
    'named-entity': entities > 0,
    'several-entities': entities > 1,
    'reporting-verb': has(REPORTING),
    'act-in-the-past': past,
    'record-verb': has(RECORD),
    comparison: has(COMPARISON),
    quotation: /[“"«][^“”"«»]{3,}[”"»]/u.test(sentence),
    question: /[?？؟][”"’')]*$/u.test(sentence),
    'first-person-feeling': has(FEELING),
    'second-person': /(?<![\p{L}-])your?s?(?![\p{L}-])/iu.test(sentence),
    prediction: has(PREDICTION),
    'call-to-act': has(CALL_TO_ACT),
    imperative: has(IMPERATIVE),
    'too-short': words.length < FEWEST_WORDS,
    'no-verb': !past && !has(REPORTING) && !has(RECORD) && !has(PRESENT_VERB),
    'page-furniture': FURNITURE.some((pattern) => has(pattern)),
  };
  // The record above has exactly the keys of WEIGHTS, which the type of `tests` enforces.
  return (Object.keys(tests) as Feature[]).filter((feature) => tests[feature]);
}

export function scoreOf(features: readonly Feature[]): number {
  const sum = features.reduce((total, feature) => total + WEIGHTS[feature], BASE);
  return Math.max(0, Math.min(1000, sum));
}

/** "said" alone reports; it is no act of the world that the sentence is about. */
const withoutReporting = (sentence: string): boolean =>
  sentence.replaceAll(REPORTING, ' ').replaceAll(NOT_PAST, ' ').search(REGULAR_PAST) >= 0;

/** Words with a capital that no start of a sentence, line or quotation explains. */
export function namesIn(text: string): Set<string> {
  return new Set([...text.matchAll(/(?<=[\p{Ll}\d,] )\p{Lu}[\p{L}\p{M}-]+/gu)].map(([word]) => word));
}

/** Runs of capitalised words; one capital at the start of the sentence proves nothing by itself. */
function countEntities(sentence: string, names: ReadonlySet<string>): number {
  const runs = sentence.matchAll(
    /\p{Lu}[\p{L}\p{M}.'’-]*(?: (?:(?:of|for|the) )?\p{Lu}[\p{L}\p{M}.'’-]*)*/gu,
  );
  return [...runs].filter(({ 0: run, index }) => {
    if (run === 'I' || MONTH_OR_DAY.test(run)) return false;
    return index > 1 || run.includes(' ') || names.has(run);
  }).length;
}
