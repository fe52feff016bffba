/** Whether two documents rest on the same leak, study, witness or statement although they share no text. */
import { isMediaWord } from '../attribution/speaker-nouns.ts';
import { wordsOf } from '../matching/stems.ts';
import { agencyNamed } from './agencies.ts';
import { likenessOf, namesHolder, type Likeness } from './likeness.ts';
import type { OriginDocument } from './origins.ts';
import { isSameSource } from './same-source.ts';
import type { Upstream } from './upstream.ts';

export interface SharedEvidence {
  readonly items: readonly [Upstream, Upstream];
  /** Who holds it according to both; null when only the descriptions agree. */
  readonly holder: string | null;
  /** 0 to 1000. */
  readonly score: number;
}

/** What one text calls a leak another calls a document; a study and its data go together. */
const FAMILY: Record<Upstream['kind'], 'material' | 'research' | 'testimony' | 'statement' | 'report'> = {
  leak: 'material',
  document: 'material',
  study: 'research',
  dataset: 'research',
  witness: 'testimony',
  broadcast: 'testimony',
  statement: 'statement',
  report: 'report',
};
type Family = (typeof FAMILY)[Upstream['kind']];

const DAY = 86_400_000;
/** Days between two reports within which likeness without a common holder means anything. */
const SOON: Record<Family, number> = { material: 14, research: 45, testimony: 14, statement: 3, report: 14 };
/** A bare statement is the weakest of origins: officials speak to everybody. */
const BASE: Record<Family, number> = {
  material: 650,
  research: 650,
  testimony: 650,
  statement: 500,
  report: 500,
};
const LIKE_DESCRIPTION = 500;

/** The strongest pair of mentions, or null. `isSameStory` as the story gate has it. */
export function sharedEvidence(
  a: OriginDocument,
  b: OriginDocument,
  isSameStory: boolean,
): SharedEvidence | null {
  const pairs = a.upstream.flatMap((one) => b.upstream.map((other) => scored(a, b, one, other, isSameStory)));
  return pairs.reduce<SharedEvidence | null>(
    (best, pair) => (pair && pair.score > (best?.score ?? 0) ? pair : best),
    null,
  );
}

function scored(
  a: OriginDocument,
  b: OriginDocument,
  one: Upstream,
  other: Upstream,
  isSameStory: boolean,
): SharedEvidence | null {
  const family = FAMILY[one.kind];
  if (family !== FAMILY[other.kind]) return null;
  const holder = commonHolder(a, b, one, other);
  // A person or a body that speaks in its own name is one holder or another, whatever the story.
  if (holder === null && (!isSameStory || (family !== 'material' && family !== 'research'))) return null;
  if (areOtherStudies(one, other)) return null;
  const like = likenessOf([a, one], [b, other], holder);
  const subject = like.names + like.description;
  const days = daysBetween(a, b);
  const result = (score: number): SharedEvidence => ({
    items: [one, other],
    holder,
    score: Math.min(1000, score),
  });
  if (family === 'report' && (!isSameStory || days > SOON.report || subject < 2)) return null;
  if (holder !== null) {
    // A holder gets many documents in the course of years: then the subject must be the same to the letter.
    if (!isSameStory && subject < 3) return null;
    if (family === 'statement' && (!isSameStory || days > SOON.statement)) return null;
    return result(BASE[family] + (isSameStory ? 100 : 0) + 60 * Math.min(subject, 3));
  }
  if (days > SOON[family] || !isOneThing(family, one, other, like)) return null;
  return result(LIKE_DESCRIPTION + 50 * Math.min(subject, 4));
}

/**
 * Without a holder in common. Two bodies that each hold something of one company, or studied one thing, need more in common
 * than its name; where one text does not say who holds it, likeness of the mentions must do.
 */
function isOneThing(family: Family, one: Upstream, other: Upstream, like: Likeness): boolean {
  if (like.areOtherTexts) return false;
  if (one.holder === null || other.holder === null) return like.names + like.description >= 2;
  if (family === 'research') return like.names >= 2 || like.numbers > 0;
  return like.names >= 3 || (like.names >= 1 && like.matter >= 2);
}

/** "Led by Jane Doe" and "led by Mette Holm": two studies, were it in one journal. */
function areOtherStudies(one: Upstream, other: Upstream): boolean {
  const leads = [one, other].map(({ description }) => LEAD.exec(description)?.groups?.['lead']);
  const [words, others] = leads.map((lead) => wordsOf(lead ?? ''));
  return !!words?.length && !!others?.length && !words.some((word) => others.includes(word));
}
const LEAD =
  /\bled by (?:(?:[Dd]r|[Pp]rof|[Pp]rofessor)\.? )?(?<lead>\p{Lu}[\p{L}’'-]*(?: \p{Lu}[\p{L}’'-]*){1,2})/u;

/** Holders agree, or one document's publisher is the other's holder: "obtained by the Ledger", and the Ledger's own report. */
function commonHolder(a: OriginDocument, b: OriginDocument, one: Upstream, other: Upstream): string | null {
  const family = FAMILY[one.kind];
  if (family === 'testimony') return commonWitness(one, other);
  const agreed = isSameSource(one.holder, other.holder) ? one.holder : null;
  // Everybody prints what agencies report: a text that comes from one says so in its credits.
  if (family === 'report') return agreed !== null && isOutlet(agreed) ? agreed : null;
  if (agreed !== null) return agreed;
  if (one.holder !== null && other.holder === null && isSameSource(one.holder, b.publisher))
    return one.holder;
  if (other.holder !== null && one.holder === null && isSameSource(other.holder, a.publisher))
    return other.holder;
  if (namesHolder([a, one], [b, other])) return one.holder;
  return namesHolder([b, other], [a, one]) ? other.holder : null;
}

const isOutlet = (name: string): boolean =>
  agencyNamed(name) === null && name.toLowerCase().split(' ').some(isMediaWord);

/** One person's account, whoever it was given to. An outlet talks to many people, so it alone makes no common account. */
function commonWitness(one: Upstream, other: Upstream): string | null {
  const names = new Set(other.names);
  return one.names.filter((name) => names.has(name)).length >= 2 ? (one.holder ?? other.holder) : null;
}

function daysBetween({ publishedAt: a }: OriginDocument, { publishedAt: b }: OriginDocument): number {
  const days = Math.abs(Date.parse(a ?? '') - Date.parse(b ?? '')) / DAY;
  return Number.isNaN(days) ? 0 : days;
}
