/** What else a sentence speaks of beside its figure: enough to tell one thing from another of the same measure. */
import { isVerbLike } from '../figures/word-classes.ts';
import { certainWords, namesOf, withoutOpeners } from '../matching/names.ts';
import { conceptsIn, conceptSet, OF_NUMBERS } from './concepts.ts';
import { textBefore, type FigureOccurrence } from './occurrence.ts';

export interface Setting {
  /** Concepts of the sentence, who says it left out. */
  readonly concepts: ReadonlySet<string>;
  /** "first", "second": the first train is not the second. */
  readonly ordinals: ReadonlySet<string>;
  /** The sentence says that it speaks of another event. */
  readonly isElsewhere: boolean;
  /** Words of the name that does or suffers what the figure tells: "Norvik Steel" in "Norvik Steel was fined £40,000". */
  readonly subject: ReadonlySet<string>;
  /** Somebody asked for it or means to do it, and it is not said to be so. */
  readonly isWished: boolean;
  /** Who or what does it, by the concept of its noun; null where a name, a pronoun or the counted itself does. */
  readonly doer: string | null;
}

const SAYS_FIRST =
  /^[^,;:“”"]{0,80}?\b(?:said|says|told|reported|confirmed|announced|estimated|reports|put)\b(?:\s+that\b)?/u;
const SAYS_LAST = /,\s+[^,;“”"]{1,80}\b(?:said|says|told|reported|confirmed|announced|reports)\b[^,]{0,60}$/u;
const ORDINAL = /\b(?:first|second|third|fourth|fifth|sixth|seventh|\d+(?:st|nd|rd|th))\b/giu;

/** Words that are names for certain somewhere in a story: told from those that only begin a sentence. */
export const namesOfStory = (occurrences: readonly FigureOccurrence[]): ReadonlySet<string> =>
  certainWords(occurrences.flatMap(({ sentence }) => namesOf(sentence)));

export function settingOf(occurrence: FigureOccurrence, knownNames: ReadonlySet<string>): Setting {
  const { sentence, speaker } = occurrence;
  // Of the figure's part of the sentence.
  const before =
    textBefore(occurrence)
      .replace(SAYS_FIRST, '')
      .split(/[,;:“”"(]\s/u)
      .at(-1) ?? '';
  const said = sentence
    .replace(SAYS_LAST, '')
    .replace(SAYS_FIRST, (opening) => (/\d/u.test(opening) ? opening : ''));
  const speakers = new Set(conceptsIn(speaker ?? ''));
  return {
    concepts: new Set(
      conceptsIn(said).filter((one) => !/^\d/u.test(one) && !speakers.has(one) && !OF_NUMBERS.has(one)),
    ),
    ordinals: new Set(Array.from(sentence.matchAll(ORDINAL), ([word]) => word.toLowerCase())),
    isElsewhere: ANOTHER.test(sentence),
    subject: subjectOf(before.split(CLAUSES).at(-1) ?? '', knownNames),
    isWished: WISHED.test(before),
    doer: doerOf(before.split(CLAUSES).at(-1) ?? ''),
  };
}

const CLAUSES = /\b(?:and|but|while|that)\s/u;

function subjectOf(clause: string, known: ReadonlySet<string>): ReadonlySet<string> {
  const opening = clause.trimStart();
  const [name] = withoutOpeners(namesOf(opening), known);
  if (!name || !opening.startsWith(name.text)) return new Set();
  const [next = ''] = /^\p{Ll}+/u.exec(opening.slice(name.text.length).trimStart()) ?? [];
  return new Set(AUXILIARY.test(next) || isVerbLike(next) ? name.words : []);
}

/** The noun before the first verb, or before "of", "in" and the like: "winner" of "The winner of the race got". */
function doerOf(clause: string): string | null {
  const words = clause.trim().toLowerCase().split(/\s+/);
  const verb = words.findIndex((word) => AUXILIARY.test(word) || isVerbLike(word) || OTHER_VERB.test(word));
  const subject = verb < 0 || OBSERVES.test(words[verb] ?? '') ? [] : words.slice(0, verb);
  const joiner = subject.findIndex((word) => JOINS.test(word));
  const noun = (joiner < 0 ? subject : subject.slice(0, joiner)).at(-1);
  if (noun === undefined || PRONOUN.test(noun)) return null;
  return ONE_PERSON.test(noun) ? noun : (conceptsIn(noun)[0] ?? null);
}
/** Who counts or measures does nothing to what is counted. */
const OBSERVES =
  /^(?:measured|counted|recorded|found|discovered|detected|registered|put|estimated|reported|saw|listed|noted)$/;
const JOINS = /^(?:of|in|at|on|for|from|with|near|by)$/;
const ONE_PERSON = /^s?he$/;
const PRONOUN = /^(?:it|they|we|who|which|that|this|these|those|there|others?|some|many|one)$/;
/** Verbs by their form or by heart that do not count as events. */
const OTHER_VERB = /^(?:\p{L}{3,}ed|got|gets|took|takes|came|went|saw|gains?|wins?|costs?|needs?|wants?)$/u;
const AUXILIARY = /^(?:is|are|was|were|has|have|had|will|would|can|could|may|might|must|should|did)$/;
const WISHED =
  /\b(?:demand(?:s|ed|ing)?|sought|seek(?:s|ing)?|wants?|wanted|urged|recommended|(?:ask|call)(?:s|ed|ing)? for|(?:planned|hope[sd]?|aim(?:s|ed)?) to|(?:target|goal|aim) of)\b/u;

/** Concepts that both have, the measure's own among them. */
export const shared = (a: Setting, b: Setting): number =>
  [...a.concepts].filter((one) => b.concepts.has(one)).length;

/** The settings exclude each other: other ordinals, another event, another actor, a wish, or nothing in common beside the measure where both say more. */
export const areApart = (a: Setting, b: Setting, measures: ReadonlySet<string>): boolean =>
  areOfOthers(a, b) || haveNothingInCommon(a, b, measures);

/** Other ordinals, another event, another actor, a wish. */
export const areOfOthers = (a: Setting, b: Setting): boolean =>
  a.isElsewhere !== b.isElsewhere ||
  a.isWished !== b.isWished ||
  areOfTwoSubjects(a, b) ||
  haveOtherOrdinals(a, b);

/** Both say more than the measure, and not of the same. */
function haveNothingInCommon(a: Setting, b: Setting, measures: ReadonlySet<string>): boolean {
  const [one, other] = [a, b].map(({ concepts }) =>
    [...concepts].filter((concept) => !measures.has(concept) && !TIMES.has(concept) && !LEVELS.has(concept)),
  );
  if (!one?.length || !other?.length) return false;
  return !one.some((concept) => b.concepts.has(concept));
}

/** Both are told of somebody by name, and not of the same. */
export const areOfTwoSubjects = (a: Setting, b: Setting): boolean =>
  a.subject.size > 0 && b.subject.size > 0 && ![...a.subject].some((word) => b.subject.has(word));

export const haveOtherOrdinals = ({ ordinals: a }: Setting, { ordinals: b }: Setting): boolean =>
  a.size > 0 && b.size > 0 && ![...a].some((one) => b.has(one));

/** "They said five dead": nothing that tells which. */
export const saysOnly = ({ concepts }: Setting, measures: ReadonlySet<string>): boolean =>
  [...concepts].every((concept) => measures.has(concept));

/** What any figure may do. */
const LEVELS = conceptSet('rise fall go went gone up down stood stand stands reach reached reaches now');
const TIMES = new Set(
  `monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september october november
  december year month week day night morn even hour yesterday today last next since`.split(/\s+/),
);

/** Another event of the same kind is told beside the story's own. */
const ANOTHER =
  /\b(?:previous(?! figure| number| count| estimate| report| total| toll)|similar|separate|unrelated|former|preceding)\s+\p{L}|\b(?:an|the) earlier\s+(?!figure|number|count|estimate|report|statement|version|total|toll|poll)\p{L}|\banother\s+\p{L}+\s+(?:in|on|at|that|which|killed)\b|\bthe last (?!\p{Nd}|few|two|three|five|ten|year|month|week|day)\p{L}+|\ban? \p{L}+ (?:in|on|at) the same\b|\bin contrast\b|\bby comparison\b/iu;

/** Who does it differs; a pronoun may be anybody but the other pronoun. */
export function haveTwoDoers({ doer: a }: Setting, { doer: b }: Setting): boolean {
  if (a === null || b === null || a === b) return false;
  const [aIsPronoun, bIsPronoun] = [ONE_PERSON.test(a), ONE_PERSON.test(b)];
  return aIsPronoun === bIsPronoun;
}
