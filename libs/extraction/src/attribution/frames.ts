/** The places in one sentence where it says who says something. */
import { wordSet } from '../word-set.ts';
import { saysFalse } from './allegations.ts';
import { isNominal } from './base-phrases.ts';
import { complementFits } from './complements.ts';
import { has, isKnown, previous, type Phrase } from './phrase.ts';
import { isOfDocuments, type ReportingVerb } from './reporting-verbs.ts';
import { isLaw } from './speaker-nouns.ts';
import { agentFrame, colonFrame, quotedFrames, sourceFrame, type Frame } from './sources.ts';
import { isDisputing, speechNounAfter } from './speech-nouns.ts';
import type { Words } from './clauses.ts';
import { leadInFrames } from './lead-ins.ts';
import { recordFrame } from './records.ts';
import { isQuantity } from './quantity-subjects.ts';
import { subjectOf } from './subjects.ts';
import type { Token } from './tokens.ts';
import { isRefusal } from './verb-groups.ts';
import { isOneOf } from './word-sets.ts';
import {
  BE,
  COORDINATOR,
  DETERMINER,
  HAVE,
  MODAL,
  OTHER_VERB,
  PREPOSITION,
  SUBORDINATOR,
} from './word-classes.ts';

const SUBJECT_PRONOUNS = new Set(['he', 'she', 'it', 'they']);

export function framesOf(words: Words): Frame[] {
  const { tokens, quoted } = words;
  const frames: Frame[] = [];
  for (let index = 0; index < tokens.length; index += 1) {
    const token = tokens[index];
    if (!token || quoted[index]) continue;
    if (token.text === ':' && frames.length === 0) frames.push(...colonFrame(words, index));
    if (!token.isCue) continue;
    const cited = quotedFrames(words, index);
    if (cited) frames.push(...cited);
    else {
      const frame = sourceFrame(words, index) ?? verbFrame(words, index);
      if (frame) frames.push(frame);
    }
  }
  const leading = leadInFrames(words, frames);
  return leading.length > 0 ? [...leading, ...frames] : frames;
}

function verbFrame(words: Words, index: number): Frame | null {
  const { tokens } = words;
  const token = tokens[index];
  if (!token || token.isCapital) return null;
  for (const reading of token.verbs) {
    const frame =
      recordFrame(tokens, index, reading) ??
      (hasAgent(tokens, index) ? agentFrame(tokens, index, reading) : subjectFrame(words, index, reading));
    if (frame) return frame;
  }
  return null;
}

/** How something is said, not by whom: "said by telephone". */
const MANNER = wordSet('phone telephone e-mail email letter text fax video radio way');

/** "was said by", "recommended by": then the subject is what is said. */
const hasAgent = (tokens: readonly Token[], verb: number): boolean =>
  tokens[verb + 1]?.lower === 'by' &&
  !has(previous(tokens, verb), HAVE) &&
  !isOneOf(tokens[verb + 2], MANNER);

const NOBODY = wordSet('nothing none nobody neither');
const NEITHER = wordSet('neither nor');

function subjectFrame(words: Words, cue: number, reading: ReportingVerb): Frame | null {
  const { tokens } = words;
  if (!complementFits(words, cue, reading) || isParticiple(tokens, cue, reading)) return null;
  if (isDescribedNoun(tokens, cue) || isNoun(tokens, cue)) return null;
  const subject = subjectOf(words, cue, reading);
  if (!subject || subject.isEmbedded) return null;
  const { phrase: speaker, place } = subject;
  // "Not all experts think so" is the outlet's summing up.
  if (previous(tokens, speaker.from)?.lower === 'not' || tokens[speaker.from]?.lower === 'no') return null;
  // "Nothing in it says so."
  if (isOneOf(previous(tokens, speaker.from - 1), NOBODY)) return null;
  // "The council neither confirmed nor denied it": nothing was said.
  for (let at = speaker.from; place !== 'after' && at < cue; at += 1)
    if (isOneOf(tokens[at], NEITHER)) return null;
  // "Their report, released last week, | cites it": "it" is what is cited.
  if (place === 'after' && speaker.isPronoun && isOfDocuments(reading)) return null;
  if (!speakerFits(tokens, cue, speaker, reading)) return null;
  const disputes =
    saysFalse(words, cue, reading) ||
    (reading.stance === 'endorses' && isRefusal(tokens, cue)) ||
    (reading.requires === 'speech' && isDisputing(speechNounAfter(tokens, cue)));
  const stance = disputes ? 'denies' : reading.stance;
  const from = Math.min(speaker.from, cue);
  const to = Math.max(place === 'after' ? speaker.to : 0, cue + 1);
  const needsDocument = isOfDocuments(reading);
  return { speaker, cue, from, to, stance, type: 'subject', place, needsDocument };
}

/** Counted nouns that need no article: "defence counsel". */
const WITHOUT_ARTICLE = wordSet('counsel management');
/** In tokens. */
const MOST_DESCRIBING = 5;

/** "A wave of | extremist thought": after a preposition or a verb one person has an article, so that the word describes what follows. */
function isDescribedNoun(tokens: readonly Token[], cue: number): boolean {
  const noun = previous(tokens, cue);
  if (noun?.noun?.kind !== 'role' || noun.noun.plural || isOneOf(noun, WITHOUT_ARTICLE)) return false;
  let at = cue - 1;
  while (at > cue - MOST_DESCRIBING && isPlain(tokens[at])) at -= 1;
  return at < cue - 1 && has(tokens[at], PREPOSITION | OTHER_VERB);
}

/**
 * "Extremist | thought spread", "Western | thought was spreading": a noun, if another verb follows it, or if what stands before
 * it has no article and is one person only by its form.
 */
function isNoun(tokens: readonly Token[], cue: number): boolean {
  if (tokens[cue]?.lower !== 'thought') return false;
  const next = tokens[cue + 1];
  if (has(next, BE | HAVE | MODAL | OTHER_VERB)) return true;
  if (next?.lower.endsWith('ed') && !next.isCapital && has(tokens[cue + 2], DETERMINER | PREPOSITION))
    return true;
  const { noun = null } = previous(tokens, cue) ?? {};
  if (noun?.kind !== 'role' || noun.plural) return false;
  let at = cue - 1;
  while (at > 0 && isPlain(tokens[at])) at -= 1;
  const opening = tokens[at];
  if (!opening?.isWord || has(opening, COORDINATOR | SUBORDINATOR)) return true;
  return at === 0 && isNominal(opening) && !opening.possessive;
}

const isPlain = (token: Token | undefined): boolean =>
  token !== undefined && isNominal(token) && !token.isCapital && !token.possessive && !token.isNumber;

/** "The papers, named after a house, …": what was done to a document. */
const isParticiple = (tokens: readonly Token[], cue: number, reading: ReportingVerb): boolean =>
  (isOneOf(tokens[cue], PARTICIPLES_ONLY) &&
    !tokens.slice(Math.max(0, cue - FURTHEST_AUXILIARY), cue).some((token) => has(token, HAVE))) ||
  isDone(tokens, cue, reading);

/** "Evidence given to her": what no past tense shares its form with needs "have". */
const PARTICIPLES_ONLY = wordSet('given shown foreseen forbidden written spoken');
const FURTHEST_AUXILIARY = 4;

const isDone = (tokens: readonly Token[], cue: number, reading: ReportingVerb): boolean =>
  isOfDocuments(reading) &&
  previous(tokens, cue)?.text === ',' &&
  tokens[cue]?.lower.endsWith('ed') === true &&
  has(tokens[cue + 1], PREPOSITION | SUBORDINATOR);

const AUXILIARIES = wordSet('to can did does would will');

function speakerFits(
  tokens: readonly Token[],
  cue: number,
  speaker: Phrase,
  reading: ReportingVerb,
): boolean {
  const { requires, form } = reading;
  const ofDocuments = isOfDocuments(reading);
  const head = tokens[speaker.head];
  if (!head) return false;
  // In "appears to show", "can reveal" and "did confirm" another verb agrees with the subject.
  const agreesElsewhere = isOneOf(previous(tokens, cue), AUXILIARIES);
  if (speaker.isPronoun) {
    if (isQuantity(tokens, speaker.head)) return !ofDocuments;
    if (!SUBJECT_PRONOUNS.has(head.lower)) return false;
    if (ofDocuments)
      return head.lower === 'they' || (head.lower === 'it' && (form !== 'base' || agreesElsewhere));
    return form !== 'base' || head.lower === 'they' || agreesElsewhere;
  }
  if (form === 'base' && !agreesElsewhere && !isPlural(tokens, speaker)) return false;
  if (ofDocuments)
    return speaker.noun?.kind === 'document' && !(requires === 'directive' && isLaw(speaker.noun.singular));
  // "The leak raised fears" in others.
  if (requires === 'speech' && speaker.noun?.kind === 'document') return false;
  if (isKnown(speaker)) return true;
  return requires === 'anyone' && has(tokens[speaker.from], DETERMINER) && !/(?:ed|ing)$/.test(head.lower);
}

const isPlural = (tokens: readonly Token[], { from, to, head, noun }: Phrase): boolean =>
  noun?.plural === true ||
  (tokens[head]?.lower.endsWith('s') && noun === null) ||
  tokens.slice(from, to).some(({ lower }) => lower === 'and' || lower === '&');
