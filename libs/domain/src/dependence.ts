/**
 * Two documents that may rest on one origin: one copies the other, both carry one wire, or both tell of the same leak,
 * study or witness. Until a person rejects it the two do not count as independent.
 */
import type { Actor, Stamped } from './actor.ts';
import type { TextSpan } from './occurrence.ts';
import type { ProposalStatus } from './match.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export const DEPENDENCE_KINDS = ['copy', 'wire', 'shared-upstream'] as const;
export type DependenceKind = (typeof DEPENDENCE_KINDS)[number];

export interface DependenceProposal {
  readonly kind: DependenceKind;
  readonly documentId: string;
  readonly otherDocumentId: string;
  /** Why, in a sentence for the person who decides. */
  readonly why: string;
  /** 0 to 1000. */
  readonly score: number;
  /** Where each of the two shows it. */
  readonly passages: readonly ({ readonly versionId: string } & TextSpan)[];
}

export interface Dependence extends DependenceProposal {
  readonly id: string;
  readonly status: ProposalStatus;
  /** What both rest on, as the person named it. */
  readonly originId: string | null;
  readonly decidedBy: string | null;
  readonly reason: string | null;
  readonly edition: number;
}

export type DependenceCommand =
  | ({ type: 'propose-dependence'; dependenceId: string } & DependenceProposal)
  | { type: 'confirm-dependence'; dependenceId: string; originId: string; reason: string }
  | { type: 'reject-dependence'; dependenceId: string; reason: string };
export type DependenceCommandType = DependenceCommand['type'];

export type DependenceEvent =
  | ({ type: 'dependence-proposed' } & DependenceProposal)
  | { type: 'dependence-confirmed'; originId: string; reason: string }
  | { type: 'dependence-rejected'; reason: string };

export function decideDependence(
  dependence: Dependence | null,
  command: DependenceCommand,
  actor: Actor,
  context: { readonly originIsKnown: boolean },
): DependenceEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'propose-dependence') {
    if (dependence) throw new Refused('already-exists', 'This dependence is proposed already.');
    const { type: _, dependenceId: __, ...proposal } = command;
    return [{ type: 'dependence-proposed', ...proposal }];
  }
  if (!dependence) throw new Refused('not-found', 'There is no such dependence.');
  // What was confirmed has given both documents an origin: that is taken back there, in the open.
  if (dependence.status !== 'proposed')
    throw new Refused('wrong-status', `This dependence is ${dependence.status} already.`, {
      current: dependence.status,
    });
  if (command.type === 'reject-dependence') return [{ type: 'dependence-rejected', reason: command.reason }];
  if (!context.originIsKnown) throw new Refused('not-found', 'There is no such origin: register it first.');
  return [{ type: 'dependence-confirmed', originId: command.originId, reason: command.reason }];
}

export function evolveDependence(
  dependence: Dependence | null,
  id: string,
  event: Stamped<DependenceEvent>,
): Dependence {
  if (event.type === 'dependence-proposed') {
    const { type: _, at: __, by: ___, ...proposal } = event;
    const undecided = { status: 'proposed' as const, originId: null, decidedBy: null, reason: null };
    return { id, ...proposal, ...undecided, edition: 1 };
  }
  if (!dependence) throw new Error(`a dependence begins with dependence-proposed, not ${event.type}`);
  const decided = {
    ...dependence,
    decidedBy: event.by,
    reason: event.reason,
    edition: dependence.edition + 1,
  };
  return event.type === 'dependence-confirmed'
    ? { ...decided, status: 'confirmed', originId: event.originId }
    : { ...decided, status: 'rejected' };
}
