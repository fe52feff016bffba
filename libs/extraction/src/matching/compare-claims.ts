/** What speaks for and against two similar claims being the same one. */
import { isConflict } from '../sheets/occurrence.ts';
import type { Figure } from '../types.ts';
import { compareFigures, type FigureAgreement } from './figure-agreement.ts';
import type { ReadClaim } from './claim-readings.ts';
import { exchangedCompanions } from './companions.ts';
import { exchangedIn } from './deeds.ts';
import { exchangedGovernors } from './governors.ts';
import { certainWords, withoutOpeners } from './names.ts';
import { oppositesIn } from './opposites.ts';
import { doneInOne } from './prospects.ts';
import type { SharedMeasure } from './shared-measures.ts';
import { folded, wordsOf } from './stems.ts';
import { conceptOf } from './synonyms.ts';

export interface MatchReason {
  readonly kind:
    | 'similar-wording'
    | 'shared-names'
    | 'same-figure'
    | 'same-speaker'
    | 'same-quotation'
    | 'same-denial'
    | 'same-measure'
    | 'figures-differ'
    | 'other-names'
    | 'one-negated'
    | 'one-yet-to-come'
    | 'one-hedged'
    | 'opposite-words'
    | 'other-speaker'
    | 'changed-places';
  /** The words in question, of both claims when they differ. */
  readonly detail: string;
}

export interface Comparison {
  /** 0 to 1000. */
  readonly score: number;
  /** The same without a quotation, a denial or a measure in common: around those, two claims may say different things. */
  readonly scoreForMerge: number;
  /** Nothing speaks against their being the same. */
  readonly mayMerge: boolean;
  readonly reasons: readonly MatchReason[];
}

/** In permille of what the wording leaves open: evidence beside it closes part of the gap. */
const SAME_FIGURE = 250;
const SHARED_NAMES = 100;
const SAME_SPEAKER = 80;
const SAME_QUOTATION = 350;
/** In one story the documents are the same ones, whatever they are called. */
const SAME_DENIAL = 350;
/** Enough to show a person what two documents say of one thing, whatever else their sentences tell. */
const SAME_MEASURE = 350;

/** `wording` is their likeness in permille; `measure` two figures of one thing, as a figure sheet has them side by side. */
export function compareClaims(
  a: ReadClaim,
  b: ReadClaim,
  wording: number,
  measure: SharedMeasure | null,
): Comparison {
  const figures = compareFigures(a.claim.figures, b.claim.figures);
  const names = compareNames(a, b);
  const sameSpeaker = isSameSpeaker(a.claim.speaker ?? null, b.claim.speaker ?? null);
  const against = objections(a, b, withMeasure(figures, measure), names);

  const reasons: MatchReason[] = [{ kind: 'similar-wording', detail: `${Math.round(wording / 10)} %` }];
  let open = 1000 - wording;
  const supports = (kind: MatchReason['kind'], share: number, detail: string): void => {
    reasons.push({ kind, detail });
    open *= 1 - share / 1000;
  };
  if (figures.same.length)
    supports('same-figure', SAME_FIGURE, figures.same.map(([one]) => one.text).join(', '));
  if (names.shared.length) supports('shared-names', SHARED_NAMES, names.shared.join(', '));
  if (sameSpeaker) supports('same-speaker', SAME_SPEAKER, a.claim.speaker ?? '');
  const scoreForMerge = Math.round(1000 - open);
  const quotation = sharedQuotation(a, b);
  if (quotation !== null) supports('same-quotation', SAME_QUOTATION, quotation);
  if (a.callsFake && b.callsFake) supports('same-denial', SAME_DENIAL, '');
  if (measure !== null && !(measure.relation === 'same' && figures.same.length > 0))
    supports('same-measure', SAME_MEASURE, beside(measure.figures));
  // A part and its whole are no difference to show, and yet two figures.
  const mayMerge = !figures.isUnpaired && against.length === 0;
  reasons.push(...against);
  return { score: Math.round(1000 - open), scoreForMerge, mayMerge, reasons };
}

/** What a figure sheet sets against each other differs, though the two claims alone do not show it. */
const withMeasure = (figures: FigureAgreement, measure: SharedMeasure | null): FigureAgreement =>
  measure !== null && isConflict(measure.relation) && figures.differing.length === 0
    ? { ...figures, differing: [measure.figures] }
    : figures;

/** What speaks against two wordings saying the same, whatever figures they have. */
export const objectionsTo = (a: ReadClaim, b: ReadClaim): MatchReason[] =>
  objections(a, b, compareFigures([], []), compareNames(a, b));

const beside = ([one, other]: readonly [Figure, Figure]): string => `${one.text} / ${other.text}`;

function objections(
  a: ReadClaim,
  b: ReadClaim,
  figures: FigureAgreement,
  names: NameAgreement,
): MatchReason[] {
  const opposites = oppositesIn(a.sides, b.sides);
  const prospect = doneInOne(a.order.prospects, b.order.prospects);
  const exchanged = exchangedWords(a, b);
  const found: (MatchReason | null)[] = [
    figures.differing.length
      ? { kind: 'figures-differ', detail: figures.differing.map(beside).join(', ') }
      : null,
    names.isOther ? { kind: 'other-names', detail: names.others.join(' / ') } : null,
    a.isNegated !== b.isNegated ? { kind: 'one-negated', detail: '' } : null,
    a.isHedged !== b.isHedged ? { kind: 'one-hedged', detail: '' } : null,
    prospect === null ? null : { kind: 'one-yet-to-come', detail: asToldIn(a, prospect) },
    opposites.length ? { kind: 'opposite-words', detail: opposites.join(', ') } : null,
    sayOfEachOther(a, b)
      ? { kind: 'other-speaker', detail: [a.claim.speaker, b.claim.speaker].join(' / ') }
      : null,
    exchanged === null ? null : { kind: 'changed-places', detail: exchanged },
  ];
  return found.filter((reason) => reason !== null);
}

/** The words that have changed places, as the first claim has them; null without any. */
function exchangedWords(a: ReadClaim, b: ReadClaim): string | null {
  const turned =
    exchangedCompanions(a.order.companions, b.order.companions) ??
    exchangedGovernors(a.order.governors, b.order.governors);
  return (
    exchangedIn(a.order.deeds, b.order.deeds) ??
    turned?.map((meaning) => asToldIn(a, meaning)).join(' / ') ??
    null
  );
}

/** The word by which the claim means it. */
const asToldIn = ({ words }: ReadClaim, meaning: string): string =>
  [...words].find((word) => conceptOf(word) === meaning) ?? meaning;

/** What makes two claims worth comparing even when their wordings have next to nothing in common. */
export const haveACore = (a: ReadClaim, b: ReadClaim): boolean =>
  (a.callsFake && b.callsFake) || sharedQuotation(a, b) !== null;

/** Both quote the same words, the one perhaps more of them; null when they do not. */
function sharedQuotation(a: ReadClaim, b: ReadClaim): string | null {
  const within = (part: string, whole: string): boolean => ` ${whole} `.includes(` ${part} `);
  for (const one of a.quotations)
    for (const other of b.quotations)
      if (within(one, other) || within(other, one)) return one.length < other.length ? one : other;
  return null;
}

interface NameAgreement {
  readonly shared: readonly string[];
  /** Each claim names somebody or something of whom the other has no word. */
  readonly isOther: boolean;
  readonly others: readonly string[];
}

function compareNames(a: ReadClaim, b: ReadClaim): NameAgreement {
  const known = certainWords([...a.names, ...b.names]);
  const [names, otherNames] = [withoutOpeners(a.names, known), withoutOpeners(b.names, known)];
  const shared = names.filter((name) => name.words.some((word) => b.words.has(word)));
  const lacking = names.filter((name) => !name.words.some((word) => b.words.has(word)));
  const otherLacking = otherNames.filter((name) => !name.words.some((word) => a.words.has(word)));
  return {
    shared: shared.map(({ text }) => text),
    isOther: lacking.length > 0 && otherLacking.length > 0,
    others: [lacking, otherLacking].map((side) => side.map(({ text }) => text).join(', ')),
  };
}

/** "Reed said that Flint …" and "Flint said that Reed …": two speakers, each of whom the other claim names. */
function sayOfEachOther(a: ReadClaim, b: ReadClaim): boolean {
  const [one, other] = [a.claim.speaker ?? null, b.claim.speaker ?? null];
  if (one === null || other === null || isSameSpeaker(one, other)) return false;
  const isNamedIn = (speaker: string, { words }: ReadClaim): boolean =>
    words.has(wordsOf(speaker).at(-1) ?? '');
  return isNamedIn(one, b) && isNamedIn(other, a);
}

/** "Jane Doe" and "Dr Doe" are one speaker: the last word of a name is the one that is kept. */
function isSameSpeaker(a: string | null, b: string | null): boolean {
  const [last, otherLast] = [a, b].map((name) => folded(name?.split(/\s+/).at(-1) ?? ''));
  return last !== undefined && last !== '' && last === otherLast;
}
