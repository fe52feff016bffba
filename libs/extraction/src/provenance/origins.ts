/** Which documents may rest on one origin, with the reason: a copy, a common wire, or common evidence further up. */
import type { Span } from '../code-points.ts';
import { StoryGate } from '../matching/stories.ts';
import { proposeCitation } from './citations.ts';
import { copiesOf, type Copy } from './copies.ts';
import type { Credit } from './credits.ts';
import { sharedEvidence } from './shared-evidence.ts';
import { isSameSource } from './same-source.ts';
import type { Upstream } from './upstream.ts';

export interface OriginDocument {
  readonly id: string;
  /** The body; its names place the document in a story. */
  readonly text: string;
  readonly publisher: string | null;
  /** ISO 8601. */
  readonly publishedAt: string | null;
  readonly credits: readonly Credit[];
  readonly upstream: readonly Upstream[];
}

export interface OriginProposal {
  readonly kind: 'copy' | 'wire' | 'shared-upstream';
  readonly documents: readonly [string, string];
  /** A sentence for the person who decides. */
  readonly reason: string;
  /** What speaks for it in each of the documents, in their order and coordinates. */
  readonly evidence: readonly [readonly Span[], readonly Span[]];
  /** 0 to 1000. */
  readonly score: number;
}

/** Both credit the agency: its report of this story, or two of its reports. */
const COMMON_WIRE = 750;
/** One credits the other, or both credit a third outlet. */
const CREDITED = 900;

/**
 * What a document may share an origin with others for; a pair may be proposed for several reasons, the strongest first.
 * The pairs are in the order of the others, and all documents together say which names tell a story.
 */
export function proposeOrigins(
  document: OriginDocument,
  others: readonly OriginDocument[],
): OriginProposal[] {
  const gate = new StoryGate([document, ...others]);
  const copies = new Map(
    copiesOf(document, others).map((copy) => [
      copy.original === document.id ? copy.copy : copy.original,
      copy,
    ]),
  );
  return others.flatMap((other) => {
    const copy = copies.get(other.id);
    const isSameStory = copy !== undefined || gate.isSameStory(document.id, other.id);
    const proposals = [
      copy ? ofCopy(document, other, copy) : null,
      isSameStory ? ofCredits(document, other) : null,
      ofEvidence(document, other, isSameStory) ?? (isSameStory ? proposeCitation(document, other) : null),
    ];
    return proposals.filter((proposal) => proposal !== null).sort((x, y) => y.score - x.score);
  });
}

const nameOf = ({ publisher, id }: OriginDocument): string => publisher ?? id;

function ofCopy(a: OriginDocument, b: OriginDocument, copy: Copy): OriginProposal {
  const originals = copy.passages.map(({ original }) => original);
  const copied = copy.passages.map(({ copy: span }) => span);
  const [from, to] = copy.original === a.id ? [a, b] : [b, a];
  const share = Math.round(copy.containment / 10);
  return {
    kind: 'copy',
    documents: [a.id, b.id],
    reason:
      copy.kind === 'copy'
        ? `${nameOf(to)} repeats the wording of ${nameOf(from)}: ${share} % of the shorter text stands in the longer one.`
        : `${nameOf(to)} repeats a part of ${nameOf(from)}: ${share} % of the shorter text stands in the longer one.`,
    evidence: copy.original === a.id ? [originals, copied] : [copied, originals],
    score: Math.min(1000, 600 + Math.round(copy.containment * 0.4)),
  };
}

function ofCredits(a: OriginDocument, b: OriginDocument): OriginProposal | null {
  const documents = [a.id, b.id] as const;
  for (const credit of a.credits)
    if (isOutletCredit(credit) && isSameSource(credit.source, b.publisher))
      return {
        kind: 'wire',
        documents,
        reason: creditReason(a, b),
        evidence: [[credit.span], []],
        score: CREDITED,
      };
  for (const credit of b.credits)
    if (isOutletCredit(credit) && isSameSource(credit.source, a.publisher))
      return {
        kind: 'wire',
        documents,
        reason: creditReason(b, a),
        evidence: [[], [credit.span]],
        score: CREDITED,
      };
  for (const one of a.credits.filter(isOutletCredit)) {
    const other = b.credits.find(
      (credit) => isOutletCredit(credit) && isSameSource(credit.source, one.source),
    );
    if (!other) continue;
    return {
      kind: 'wire',
      documents,
      reason: `Both credit ${one.source} for their report.`,
      evidence: [[one.span], [other.span]],
      score: one.kind === 'agency' || other.kind === 'agency' ? COMMON_WIRE : CREDITED,
    };
  }
  return null;
}

const creditReason = (a: OriginDocument, b: OriginDocument): string =>
  `${nameOf(a)} credits ${nameOf(b)} for its text.`;

/** Helpers and languages are no outlet that a text comes from. */
const isOutletCredit = ({ kind }: Credit): boolean =>
  kind !== 'with-reporting-by' && kind !== 'translated-from';

function ofEvidence(a: OriginDocument, b: OriginDocument, isSameStory: boolean): OriginProposal | null {
  const shared = sharedEvidence(a, b, isSameStory);
  if (!shared) return null;
  const [one, other] = shared.items;
  const by = shared.holder === null ? '' : ` (${shared.holder})`;
  const kind = [one.kind, other.kind].includes('leak') ? 'leak' : one.kind;
  return {
    kind: 'shared-upstream',
    documents: [a.id, b.id],
    reason: `Both seem to rest on one ${kind}${by}: “${one.description}” and “${other.description}”.`,
    evidence: [[one.span], [other.span]],
    score: shared.score,
  };
}
