/** What can be denied, and words that deny it: "called the report false", "dismissed it as “invented”". */
import { wordSet } from '../word-set.ts';
import type { Words } from './clauses.ts';
import { has } from './phrase.ts';
import { isOfDocuments, type ReportingVerb } from './reporting-verbs.ts';
import type { Token } from './tokens.ts';
import { isOneOf } from './word-sets.ts';
import { BE, DETERMINER } from './word-classes.ts';

/** How many tokens after the verb are looked at. */
export const REACH = 8;

/** What can be denied or dismissed. */
export const ALLEGATIONS = wordSet(
  `claim claims allegation allegations accusation accusations suggestion suggestions report reports criticism criticisms charge charges
   idea notion finding findings figure figures assertion assertions rumour rumours rumor rumors speculation it them this comment comments
   complaint complaints account version characterisation characterisations characterization characterizations concern concerns fear fears
   wrongdoing blame responsibility liability link links involvement estimate estimates story stories narrative number numbers statement
   statements evidence conclusion conclusions`,
);

const FALSEHOODS = wordSet(
  `false baseless untrue fabricated unfounded groundless nonsense fake lies lie wrong incorrect misleading inaccurate absurd forgery
   forgeries forged hoax fabrication fabrications invention inventions propaganda fiction smear smears slander libel`,
);
/** An adjective by its ending. */
const JUDGEMENT = /.{3}(?:ful|less|ous|ible|able|ical|istic|ary)$/;
/**
 * "wrote in a letter", "called the report “invented”", "called the figure false", "called its publication unlawful"; but not
 * "called a meeting", nor "ships called the “Swan”".
 */
export function labels({ tokens, quoted }: Words, cue: number): boolean {
  const verb = tokens[cue]?.lower ?? '';
  if (/^(?:wr|post)/.test(verb)) return /^(?:in|on)$/.test(tokens[cue + 1]?.lower ?? '');
  if (!/^(?:call|brand)/.test(verb)) return false;
  for (let index = cue + 3; index <= cue + REACH; index += 1) {
    if ((quoted[index] ?? 0) > 0 || isOneOf(tokens[index], FALSEHOODS)) return true;
    if (!tokens[index + 1]?.isWord && JUDGEMENT.test(tokens[index]?.lower ?? '')) return true;
  }
  return false;
}

/** "dismissed the figure as “invented”", "rejected it as false". */
export function dismissedAs({ tokens, quoted }: Words, cue: number): boolean {
  for (let index = cue + 1; index <= cue + REACH; index += 1)
    if (tokens[index]?.lower === 'as')
      return (
        (quoted[index + 1] ?? 0) > 0 ||
        isOneOf(tokens[has(tokens[index + 1], DETERMINER) ? index + 2 : index + 1], FALSEHOODS)
      );
  return false;
}

/** "called the report false", "said the claims were baseless", "described that as a lie": a denial in other words. */
export function saysFalse({ tokens }: Words, cue: number, reading: ReportingVerb): boolean {
  if (reading.stance !== 'asserts' || isOfDocuments(reading)) return false;
  const window = tokens.slice(cue + 1, cue + 2 + 2 * REACH);
  if (tokens[cue]?.lower.startsWith('describ')) return isLabelled(window);
  // "Said that was false", "said it is not true that …"
  const points = window[0]?.lower === 'that' && has(window[1], BE);
  const object = points ? 0 : window.findIndex((token) => isOneOf(token, ALLEGATIONS));
  if (object < 0) return false;
  const near = window.slice(object, object + (points ? REACH / 2 : REACH));
  if (near.some((_token, at) => isFalsehood(near, at))) return true;
  // "Said the report that 14 men had left was false."
  const whole = tokens.slice(cue + 2 + object);
  return (
    whole[0]?.lower === 'that' &&
    whole.some((token, at) => has(token, BE) && isFalsehood(whole, at + 1) && !whole[at + 2]?.isWord)
  );
}

/** "False", "not true". */
function isFalsehood(tokens: readonly Token[], at: number): boolean {
  if (isOneOf(tokens[at], FALSEHOODS)) return true;
  return isOneOf(tokens[at + 1], TRUE) && /(?:^not|n['’]t)$/.test(tokens[at]?.lower ?? '');
}

const TRUE = wordSet('true so correct accurate');

/** "Described it as “a lie”". */
function isLabelled(tokens: readonly Token[]): boolean {
  const as = tokens.findIndex(({ lower }) => lower === 'as');
  let label = as + 1;
  while (as >= 0 && (tokens[label]?.isWord === false || has(tokens[label], DETERMINER))) label += 1;
  return as >= 0 && isOneOf(tokens[label], FALSEHOODS);
}
