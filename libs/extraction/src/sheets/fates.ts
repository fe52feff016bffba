/** What happened to the people a figure counts. Of one story, whoever is dead is not among the injured, however it is told. */
import { isVerbLike } from '../figures/word-classes.ts';
import { concept, conceptSet } from './concepts.ts';
import { clauseFrom, textBefore, type QuantityOccurrence } from './occurrence.ts';

export const FATES = conceptSet(
  'killed injured missing trapped stranded rescued evacuated arrested homeless ill infected displaced hospitalised hostage',
);

/** The words of a measure without the verbs that only say how somebody met a fate: "pulled" of "survivors pulled". */
export function wordsOfPeople(occurrence: QuantityOccurrence): string[] {
  const isInPrison = PRISONS.test(occurrence.sentence);
  return toldOfPeople(occurrence).map((word) => {
    if (!isHeld(word)) return word;
    return isInPrison || !/^(?:detained|held)$/i.test(word) ? 'prisoners' : 'arrested';
  });
}

function toldOfPeople(occurrence: QuantityOccurrence): string[] {
  const words = (occurrence.figure.measure ?? '').split(' ');
  if (words.some(isFate)) return words.filter((word) => isFate(word) || !isVerbLike(word.toLowerCase()));
  const fate = fateAfter(clauseFrom(occurrence)) ?? fateBefore(textBefore(occurrence));
  return fate === null ? words : [...withoutVerb(words, occurrence), fate];
}

export const isFate = (word: string): boolean => FATES.has(concept(word.toLowerCase()));

/** "2,800 people were held": so many prisoners, or no more than arrested where no prison is spoken of. */
export const isHeld = (word: string): boolean =>
  /^(?:detained|held|interned|imprisoned|incarcerated|confined)$/i.test(word);
const PRISONS = /\b(?:camps?|prisons?|jails?|cells|detention cent(?:re|er)s?)\b/iu;

/** "to [reach] 33 men still trapped": the verb before the figure is not what happened to them. */
function withoutVerb(words: readonly string[], occurrence: QuantityOccurrence): string[] {
  const before = textBefore(occurrence).toLowerCase().split(/\s+/).slice(-BEFORE);
  return words.filter((word) => !before.includes(word.toLowerCase()) && !isVerbLike(word.toLowerCase()));
}
const BEFORE = 4;

/** "23 people who were [killed]", "18 people [dead]"; not "240 passengers when it killed 12". */
function fateAfter(clause: string): string | null {
  if (LEFT_HOME.test(clause)) return 'evacuated';
  const words = clause
    .trim()
    .split(/[\s.!?]+/)
    .slice(0, AFTER);
  for (const [at, word] of words.entries()) {
    if (
      /\p{N}|^(?:and|or|but|when|after|before|while|than|from|for|of|in|at|to|by|with|the|an?|his|her|its|their)$/u.test(
        word,
      )
    )
      return null;
    if (isFate(word)) return /^(?:\p{N}|the$|an?$|its$|their$)/u.test(words[at + 1] ?? '') ? null : word;
  }
  return null;
}
const AFTER = 7;
const LEFT_HOME =
  /\b(?:leave|left|fled|flee|forced (?:from|out of)) (?:their|the) (?:homes|houses|villages?)\b/u;

/** "At least 62 bodies were found, among them [12] children": what happened to all of them. */
function fateBefore(before: string): string | null {
  if (!/\b(?:among them|among the dead|including|of whom)\s+(?:\p{L}+\s+){0,2}$/u.test(before)) return null;
  const words = before.split(/[^\p{L}]+/u).toReversed();
  return words.find((word) => isFate(word)) ?? (words.includes('bodies') ? 'dead' : null);
}
