/** Whether two documents rest on the same leak, study, witness or statement although they share no text. */
import { contentWords, stem } from '../matching/stems.ts';
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
const FAMILY: Record<Upstream['kind'], 'material' | 'research' | 'testimony' | 'statement'> = {
  leak: 'material',
  document: 'material',
  study: 'research',
  dataset: 'research',
  witness: 'testimony',
  broadcast: 'testimony',
  statement: 'statement',
};
type Family = (typeof FAMILY)[Upstream['kind']];

const DAY = 86_400_000;
/** Days between two reports within which likeness without a common holder means anything. */
const SOON: Record<Family, number> = { material: 14, research: 45, testimony: 14, statement: 3 };
/** A bare statement is the weakest of origins: officials speak to everybody. */
const BASE: Record<Family, number> = { material: 650, research: 650, testimony: 650, statement: 500 };
const LIKE_DESCRIPTION = 500;
/** Words that any evidence may be described by, as stems. */
const GENERIC = new Set(
  contentWords(
    `document documents file files record records report reports paper papers material data figures official study
     research researchers published publish obtained seen leaked leak released reviewed new according internal page
     pages statement told interview witness resident survivor passenger thousands hundreds year week month`,
  ).map(stem),
);

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
  const subject = commonSubject(one, other);
  const holder = commonHolder(a, b, one, other);
  const days = daysBetween(a, b);
  const result = (score: number): SharedEvidence => ({
    items: [one, other],
    holder,
    score: Math.min(1000, score),
  });
  if (holder !== null) {
    // A holder gets many documents in the course of years: then the subject must be the same to the letter.
    if (!isSameStory && subject < 3) return null;
    if (family === 'statement' && (!isSameStory || days > SOON.statement)) return null;
    return result(BASE[family] + (isSameStory ? 100 : 0) + 60 * Math.min(subject, 3));
  }
  // A person or a body that speaks in its own name is one holder or another, whatever the story.
  if (family === 'testimony' || family === 'statement') return null;
  if (!isSameStory || days > SOON[family] || subject < 2) return null;
  return result(LIKE_DESCRIPTION + 50 * Math.min(subject, 4));
}

/** Holders agree, or one document's publisher is the other's holder: "obtained by the Ledger", and the Ledger's own report. */
function commonHolder(a: OriginDocument, b: OriginDocument, one: Upstream, other: Upstream): string | null {
  if (FAMILY[one.kind] === 'testimony') return commonWitness(one, other);
  if (isSameSource(one.holder, other.holder)) return one.holder;
  if (one.holder !== null && other.holder === null && isSameSource(one.holder, b.publisher))
    return one.holder;
  if (other.holder !== null && one.holder === null && isSameSource(other.holder, a.publisher))
    return other.holder;
  return namedHolder(one, other) ?? namedHolder(other, one);
}

/** The holder of one in full beside the other: "auditors from Brewer Lane found, documents seen by the Ledger show". */
function namedHolder({ holder }: Upstream, { names }: Upstream): string | null {
  const words = contentWords(holder ?? '');
  return words.length >= 2 && words.every((word) => names.includes(word)) ? holder : null;
}

/** One person's account, whoever it was given to. An outlet talks to many people, so it alone makes no common account. */
function commonWitness(one: Upstream, other: Upstream): string | null {
  const names = new Set(other.names);
  return one.names.filter((name) => names.has(name)).length >= 2 ? (one.holder ?? other.holder) : null;
}

/** How many telling words the two mentions share: of the names beside them and of the descriptions. */
function commonSubject(one: Upstream, other: Upstream): number {
  const words = subjectWords(other);
  return [...subjectWords(one)].filter((word) => words.has(word)).length;
}

function subjectWords({ description, names, holder }: Upstream): Set<string> {
  const held = new Set(contentWords(holder ?? '').map(stem));
  return new Set(
    [...names, ...contentWords(description)]
      .map(stem)
      .filter((word) => !GENERIC.has(word) && !held.has(word)),
  );
}

function daysBetween({ publishedAt: a }: OriginDocument, { publishedAt: b }: OriginDocument): number {
  const days = Math.abs(Date.parse(a ?? '') - Date.parse(b ?? '')) / DAY;
  return Number.isNaN(days) ? 0 : days;
}
