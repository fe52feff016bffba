/**
 * Erasing what is personal, or must not be kept. The entry that recorded it stays, with its digests; what opened them is
 * gone, and a `content-erased` says on what grounds. Ids, times, ratings and figures remain: others rest on them.
 */
import type { Actor } from './actor.ts';
import type { DomainEvent } from './events.ts';
import { requirePermission } from './permissions.ts';
import type { Json } from './protected-persons.ts';
import { Refused } from './refused.ts';

/** Why somebody may ask for it. The code stands in the log; what it says of a case is the reason's to tell. */
export const LEGAL_BASES = [
  'request-of-the-person',
  'consent-withdrawn',
  'no-longer-needed',
  'unlawful-processing',
  'legal-obligation',
  'court-order',
  'danger-to-a-person',
] as const;
export type LegalBasis = (typeof LEGAL_BASES)[number];

/** What is to be erased: everything personal of somebody who left, fields of one entry, or the text of a document's version. */
export type ErasureTarget =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'fields'; readonly leafHash: string; readonly names: readonly string[] }
  | { readonly kind: 'version'; readonly documentId: string; readonly versionId: string };

export type ErasureCommand = {
  type: 'erase-content';
  target: ErasureTarget;
  basis: LegalBasis;
  reason: string;
};
export type ErasureCommandType = ErasureCommand['type'];

/** One field of one entry: the digest that its leaf still holds, and what is read in the value's place from now on. */
export type ErasedField = {
  readonly leafHash: string;
  readonly name: string;
  readonly digest: string;
  readonly remains: Json;
};

/** It happens to every kind of subject, and changes nothing but what its rows say. */
export type ErasureEvent = {
  type: 'content-erased';
  basis: LegalBasis;
  reason: string;
  erased: readonly ErasedField[];
  /** The version of the document whose text is gone, too. */
  versionId: string | null;
};

type FieldOf<T extends DomainEvent['type']> = Exclude<keyof Extract<DomainEvent, { type: T }>, 'type'>;

/** Which fields may be erased. What is not here, rules rest on: the names of protected persons keep them out of reports. */
export const ERASABLE: { readonly [T in DomainEvent['type']]?: readonly FieldOf<T>[] } = {
  'person-admitted': ['name'],
  'token-issued': ['label'],
  'token-revoked': ['reason'],
  'availability-set': ['away'],
  'conflict-declared': ['conflict'],
  'conflict-withdrawn': ['conflict', 'reason'],
  'person-deactivated': ['reason'],

  'origin-registered': ['title'],
  'origin-named': ['publicTitle'],
  'protection-ended': ['reason'],
  'desk-member-removed': ['reason'],
  'desk-paused': ['reason'],
  'intake-handed-in': ['source', 'title', 'publisher'],
  'intake-read': ['finalUrl', 'warnings'],
  'intake-refused': ['refusal'],
  'document-received': ['title', 'publisher', 'address', 'warnings'],
  'version-added': ['warnings'],
  'anchors-mapped': ['anchors'],
  'anchors-added': ['anchors'],
  'document-corrected': ['reason', 'address'],
  'document-retracted': ['reason', 'address'],
  'origin-confirmed': ['reason'],
  'origin-removed': ['reason'],

  'claim-proposed': ['text', 'occurrences'],
  'claim-declined': ['reason'],
  'claim-merged': ['reason'],
  'occurrences-added': ['occurrences'],
  'slot-assigned': ['selection'],
  'slot-returned': ['reason'],
  'verdict-recorded': ['rationale', 'evidence'],
  'claim-recalled': ['reason'],
  'policy-overridden': ['reason'],
  'claim-decided': ['rationale', 'evidence'],
  'claim-reopened': ['reason'],

  'match-proposed': ['reasons'],
  'match-confirmed': ['reason'],
  'match-rejected': ['reason'],
  'dependence-proposed': ['why'],
  'dependence-confirmed': ['reason'],
  'dependence-rejected': ['reason'],
  'finding-recorded': ['method', 'examiner', 'limits', 'evidence'],
  'finding-withdrawn': ['reason'],
  'marked-for-rereview': ['changed', 'evidence', 'reason'],
  'rereview-dismissed': ['reason'],
  'challenge-accepted': ['reason'],
  'challenge-rejected': ['reason'],
  'challenge-answered': ['reason'],
  'challenge-text-erased': ['reason'],

  'report-drafted': ['title', 'summary'],
  'report-edited': ['title', 'summary', 'correction'],
  'report-published': ['overrideReason', 'content'],
  'report-discarded': ['reason'],
  'correction-opened': ['reason'],
  'correction-cancelled': ['reason'],
  'report-withdrawn': ['reason'],
  'thread-started': ['passage', 'text'],
  'comment-added': ['text'],
  'webhook-registered': ['url'],
  'webhook-removed': ['reason'],
  'alias-opening-requested': ['reason'],
  'alias-opening-refused': ['reason'],
  'content-erased': ['reason'],
};

export const mayErase = (type: string, name: string): boolean => {
  const fields: readonly string[] = Object.hasOwn(ERASABLE, type)
    ? (ERASABLE[type as keyof typeof ERASABLE] ?? []) // it has the key
    : [];
  return fields.includes(name);
};

/** What the rules look at before anything is erased. */
export interface ErasureContext {
  /** Null: there is nothing of that name here. */
  readonly found: {
    /** It is of somebody who still works here. */
    readonly ofActivePerson: boolean;
    /** It is under seal until its round closes. */
    readonly sealed: boolean;
    /** Readers are still shown it, or soon will be, in a report. */
    readonly published: boolean;
    /** Asked for, and not among what may be erased. */
    readonly fixed: readonly string[];
    /** Nothing of it is left to erase. */
    readonly gone: boolean;
  } | null;
}

export function decideErasure(command: ErasureCommand, actor: Actor, { found }: ErasureContext): void {
  requirePermission(actor, command.type);
  if (!found) throw new Refused('not-found', 'There is nothing of that name to erase.');
  if (found.ofActivePerson)
    throw new Refused('person-active', 'Deactivate this person first: the rules rest on what they declared.');
  if (found.sealed)
    throw new Refused('wrong-status', 'This is under seal: it can be erased when its round is closed.', {
      current: 'sealed',
    });
  if (found.published)
    throw new Refused(
      'wrong-status',
      'Readers are shown this in a report: withdraw it, or publish a correction without it, first.',
      { current: 'published' },
    );
  if (found.fixed.length)
    throw new Refused('not-erasable', `The log and its rules rest on ${found.fixed.join(', ')}.`);
  if (found.gone) throw new Refused('wrong-status', 'It is erased already.', { current: 'erased' });
}
