/** What is voiced rather than done, and the verbs it goes with: "raised fears", "issued a denial", "cast doubt on". */
import { wordSet } from '../word-set.ts';
import { has } from './phrase.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { ADVERB, BE, COORDINATOR, HAVE, PREPOSITION, SUBORDINATOR } from './word-classes.ts';

const FEELINGS = wordSet(
  `alarm anger anxiety concern concerns confidence criticism criticisms disappointment dismay disquiet doubt doubts fear fears frustration
   hope hopes misgivings objection objections opposition outrage question questions regret regrets reservations scepticism skepticism shock
   sorrow surprise suspicion suspicions worry worries`,
);
const STATEMENTS = wordSet(
  `accusation accusations admission allegation allegations apology apologies assertion assurance assurances charge charges claim claims
   complaint complaints denial denials rebuttal rebuttals warning warnings`,
);
const ALWAYS_SAID = wordSet('apology apologies denial denials rebuttal rebuttals');
const OF_FEELINGS = /^(?:rais|voic|express)/;
/** In tokens: "expressed its very serious concern". */
const FURTHEST_NOUN = 6;
/** Where the object of a verb ends. */
export const NOT_IN_OBJECT = PREPOSITION | SUBORDINATOR | BE | HAVE;

/** The noun of speech that is the object of the verb at `cue`, or null. */
export function speechNounAfter(tokens: readonly Token[], cue: number): string | null {
  const verb = tokens[cue]?.lower ?? '';
  for (let index = cue + 1; index <= cue + FURTHEST_NOUN; index += 1) {
    const token = tokens[index];
    if (!token || has(token, NOT_IN_OBJECT) || token.lower === 'that') return null;
    if (isSpeech(tokens, verb, index)) return token.lower;
  }
  return null;
}

/** "Concerns | were raised by nurses". */
export const speechNounBefore = (tokens: readonly Token[], cue: number): boolean =>
  OF_FEELINGS.test(tokens[cue]?.lower ?? '') &&
  tokens.slice(Math.max(0, cue - FURTHEST_NOUN), cue).some((token) => isOneOf(token, FEELINGS));

function isSpeech(tokens: readonly Token[], verb: string, index: number): boolean {
  const noun = tokens[index]?.lower ?? '';
  const next = tokens[index + 1];
  if (OF_FEELINGS.test(verb)) return FEELINGS.has(noun);
  if (verb.startsWith('cast')) return /^doubts?$/.test(noun) && next?.lower === 'on';
  if (!STATEMENTS.has(noun)) return false;
  // "Issued a denial" says it all; "made a claim" and "issued a warning" may be acts, until it is told of what.
  if (verb.startsWith('issu') && ALWAYS_SAID.has(noun)) return true;
  return (
    next?.lower === 'that' || (verb.startsWith('level') && has(next, PREPOSITION | ADVERB | COORDINATOR))
  );
}

/** "Issued a denial", "cast doubt on": the speaker disputes what was said. */
export const isDisputing = (noun: string | null): boolean =>
  noun !== null && /^(?:denials?|rebuttals?|doubts?)$/.test(noun);
