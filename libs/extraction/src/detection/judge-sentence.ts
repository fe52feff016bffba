/** Whether a sentence is worth checking, how much, and why: a sum that a reviewer can read and dispute. */
import { logitOfGroups, type LogisticModel } from '../learning/logistic.ts';
import { unpackModel } from '../learning/packed-model.ts';
import type { RegionLabel, Sentence } from '../types.ts';
import { CHECK_WORTHINESS_WEIGHTS } from './check-worthiness-weights.ts';
import { claimTypeOf, type ClaimType } from './claim-type.ts';
import { hardNegativeOf, type HardNegative } from './hard-negatives.ts';
import { BIT } from './lexicon.ts';
import { countNames } from './names.ts';
import { has, readSentence, type Reading } from './reading.ts';
import { groupedFeatures } from './wording-features.ts';

/** What the other steps found in the sentence. */
export interface SentenceFacts {
  readonly quantities: number;
  readonly dates: number;
  /** Somebody other than the outlet says it. */
  readonly attributed: boolean;
  /** The document's names, of `namesIn`. */
  readonly names: ReadonlySet<string>;
}

/** Contributions to the score, in permille. Set by judgement on what a desk checks, not by fitting to any text. */
const WEIGHTS = {
  figure: 190,
  'several-figures': 40,
  date: 50,
  name: 30,
  'act-in-the-past': 100,
  'speech-act': 70,
  'record-or-source': 60,
  attributed: 40,
  comparison: 40,
  cause: 30,
  'first-person': -70,
  evaluative: -60,
  'modal-or-guess': -40,
  short: -100,
  'headline-or-caption': -160,
} as const;
/** The trained model's view of the wording, in permille either way at most. */
const MOST_OF_WORDING = 145;
const PERMILLE_PER_LOGIT = 48;
const BASE = 400;
/** A rejected sentence falls below everything that is proposed. */
const REJECTED = -1000;

const HIGH_FROM = 640;
const MEDIUM_FROM = 450;
const FEWEST_WORDS = 7;

export interface Feature {
  /** Stable: a key of the weights, "wording", or the reason of a rejection. */
  readonly code: keyof typeof WEIGHTS | 'wording' | HardNegative;
  /** Added to the score, permille. */
  readonly contribution: number;
}

export type Tier = 'high' | 'medium' | 'low';

export interface Judgement {
  /** 0 to 1000: ranks the sentences of a document; no probability. */
  readonly score: number;
  readonly type: ClaimType;
  /** What made the score. Before it is brought into 0 to 1000 it is their sum and a constant. */
  readonly features: readonly Feature[];
  /** Why it is not to be proposed; null for a claim. */
  readonly rejected: HardNegative | null;
  readonly tier: Tier;
}

let model: LogisticModel | undefined;
/** Unpacked when first wanted: a program that reads no documents does not pay for it. */
const checkWorthiness = (): LogisticModel => (model ??= unpackModel(CHECK_WORTHINESS_WEIGHTS));

/** Most lines of many a page: not worth a second look. */
const PAGE_FURNITURE: Judgement = {
  score: 0,
  type: 'event-property',
  features: [{ code: 'furniture', contribution: REJECTED }],
  rejected: 'furniture',
  tier: 'low',
};

/** `reading`: of the sentence's text, for callers that need it too. */
export function judgeSentence(
  sentence: Sentence,
  facts: SentenceFacts,
  reading: Reading = readSentence(sentence.text),
): Judgement {
  if (sentence.label === 'boilerplate' || sentence.label === 'metadata') return PAGE_FURNITURE;
  const names = countNames(reading.words, facts.names);
  const { quantities, dates, attributed } = facts;
  const rejected = hardNegativeOf(reading, { quantities, dates, names, attributed, label: sentence.label });
  const features = cuesOf(reading, sentence, facts, names);
  features.push({ code: 'wording', contribution: contributionOfWording(reading) });
  if (rejected) features.push({ code: rejected, contribution: REJECTED });
  let sum = BASE;
  for (const { contribution } of features) sum += contribution;
  const score = Math.max(0, Math.min(1000, sum));
  return {
    score,
    type: claimTypeOf(reading, facts.quantities),
    features,
    rejected,
    tier: tierOf(score, sentence.label),
  };
}

/** What a headline or a caption claims stands in the text again, or is beside the point. */
function tierOf(score: number, label: RegionLabel): Tier {
  if (label === 'headline' || label === 'caption' || score < MEDIUM_FROM) return 'low';
  return score >= HIGH_FROM ? 'high' : 'medium';
}

function contributionOfWording(reading: Reading): number {
  const points = Math.round(PERMILLE_PER_LOGIT * logitOfGroups(checkWorthiness(), groupedFeatures(reading)));
  return Math.max(-MOST_OF_WORDING, Math.min(MOST_OF_WORDING, points));
}

type Cue = keyof typeof WEIGHTS;
// Object.keys gives string[]; the keys of WEIGHTS are exactly Cue.
const CUES = (Object.keys(WEIGHTS) as Cue[]).map((code) => ({ code, contribution: WEIGHTS[code] }));

function cuesOf(reading: Reading, { label }: Sentence, facts: SentenceFacts, names: number): Feature[] {
  const holds: Record<Cue, boolean> = {
    figure: facts.quantities > 0,
    'several-figures': facts.quantities > 1,
    date: facts.dates > 0,
    name: names > 0,
    'act-in-the-past': reading.facts > 0,
    'speech-act': reading.speechActs > 0,
    'record-or-source': has(reading, BIT.record),
    attributed: facts.attributed,
    comparison: has(reading, BIT.comparison),
    cause: has(reading, BIT.causal),
    'first-person': has(reading, BIT.firstPerson),
    evaluative: has(reading, BIT.evaluative),
    'modal-or-guess': has(reading, BIT.future | BIT.maybe | BIT.norm),
    short: reading.words.length < FEWEST_WORDS,
    'headline-or-caption': label === 'headline' || label === 'caption',
  };
  const features: Feature[] = [];
  for (const cue of CUES) if (holds[cue.code]) features.push(cue);
  return features;
}
