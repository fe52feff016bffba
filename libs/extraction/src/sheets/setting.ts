/** What else a sentence speaks of beside its figure: enough to tell one thing from another of the same measure. */
import { conceptsIn } from './measure-key.ts';
import type { QuantityOccurrence } from './occurrence.ts';

export interface Setting {
  /** Concepts of the sentence, who says it left out. */
  readonly concepts: ReadonlySet<string>;
  /** "first", "second": the first train is not the second. */
  readonly ordinals: ReadonlySet<string>;
  /** The sentence says that it speaks of another event. */
  readonly isElsewhere: boolean;
}

const SAYS_FIRST =
  /^[^,;:“”"]{0,80}?\b(?:said|says|told|reported|confirmed|announced|estimated|reports|put)\b(?:\s+that\b)?/u;
const SAYS_LAST = /,\s+[^,;“”"]{1,80}\b(?:said|says|told|reported|confirmed|announced|reports)\b[^,]{0,60}$/u;
const ORDINAL = /\b(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\b/giu;

export function settingOf({ sentence, speaker }: QuantityOccurrence): Setting {
  const said = sentence
    .replace(SAYS_LAST, '')
    .replace(SAYS_FIRST, (opening) => (/\d/u.test(opening) ? opening : ''));
  const speakers = new Set(conceptsIn(speaker ?? ''));
  return {
    concepts: new Set(conceptsIn(said).filter((one) => !/^\d/u.test(one) && !speakers.has(one))),
    ordinals: new Set(Array.from(sentence.matchAll(ORDINAL), ([word]) => word.toLowerCase())),
    isElsewhere: ANOTHER.test(sentence),
  };
}

/** Concepts that both have, the measure's own among them. */
export const shared = (a: Setting, b: Setting): number =>
  [...a.concepts].filter((one) => b.concepts.has(one)).length;

/** The settings exclude each other: other ordinals, another event, or nothing in common beside the measure where both say more. */
export function areApart(a: Setting, b: Setting, measures: ReadonlySet<string>): boolean {
  if (a.isElsewhere !== b.isElsewhere) return true;
  if (a.ordinals.size > 0 && b.ordinals.size > 0 && ![...a.ordinals].some((one) => b.ordinals.has(one)))
    return true;
  const [one, other] = [a, b].map(({ concepts }) =>
    [...concepts].filter((concept) => !measures.has(concept) && !TIMES.has(concept)),
  );
  if (!one?.length || !other?.length) return false;
  return !one.some((concept) => b.concepts.has(concept));
}

/** "They said five dead": nothing that tells which. */
export const saysOnly = ({ concepts }: Setting, measures: ReadonlySet<string>): boolean =>
  [...concepts].every((concept) => measures.has(concept));

const TIMES = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
  december year month week day night morn even hour yesterday today last next since`.split(/\s+/),
);

/** Another event of the same kind is told beside the story's own. */
const ANOTHER =
  /\b(?:previous(?! figure| number| count| estimate| report| total| toll)|similar|separate|unrelated|former|preceding)\s+\p{L}|\b(?:an|the) earlier\s+(?!figure|number|count|estimate|report|statement|version|total|toll|poll)\p{L}|\banother\s+\p{L}+\s+(?:in|on|at|that|which|killed)\b|\bthe last (?!\p{Nd}|few|two|three|five|ten|year|month|week|day)\p{L}+|\bin contrast\b|\bby comparison\b/iu;
