/**
 * What an examination of a document itself came to: whether it is what it purports to be. That is one question, and
 * whether what it says is true is another: a genuine document may be wrong, and a forged one may repeat what is so.
 */
import { type Actor, type Stamped } from './actor.ts';
import { passagesOf, requirePassage, requirePast, type Evidence, type PassageStands } from './evidence.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export const FINDING_RESULTS = ['authentic', 'not-authentic', 'inconclusive'] as const;
export type FindingResult = (typeof FINDING_RESULTS)[number];

export interface Examination {
  readonly documentId: string;
  readonly versionId: string;
  readonly result: FindingResult;
  /** The document is itself the record of what it says (the ruling, the file, the footage), not an account of it. */
  readonly primarySource: boolean;
  /** What was examined and how: signatures, metadata, a comparison with what the issuer holds. */
  readonly method: string;
  /** Who examined it: a person, a laboratory. */
  readonly examiner: string;
  /** What the examination could not show. */
  readonly limits: string;
  readonly evidence: readonly Evidence[];
}

export interface Finding extends Examination {
  readonly id: string;
  readonly recordedAt: string;
  readonly recordedBy: string;
  /** Why it no longer stands. */
  readonly withdrawnFor: string | null;
  readonly edition: number;
}

export type FindingCommand =
  | ({ type: 'record-finding'; findingId: string } & Examination)
  | { type: 'withdraw-finding'; findingId: string; reason: string };
export type FindingCommandType = FindingCommand['type'];

export type FindingEvent =
  ({ type: 'finding-recorded' } & Examination) | { type: 'finding-withdrawn'; reason: string };

export function decideFinding(
  finding: Finding | null,
  command: FindingCommand,
  actor: Actor,
  context: {
    /** Postgres' clock, ISO 8601. */
    readonly now: string;
    /** The version is one of this document's. */
    readonly versionStands: boolean;
    readonly passageStands: PassageStands;
  },
): FindingEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'record-finding') {
    if (finding) throw new Refused('already-exists', 'This finding is recorded already.');
    if (!context.versionStands) throw new Refused('not-found', 'There is no such version of that document.');
    for (const { passage } of passagesOf(command.evidence)) requirePassage(passage, context.passageStands);
    requirePast(command.evidence, context.now);
    const { type: _, findingId: __, ...examination } = command;
    return [{ type: 'finding-recorded', ...examination }];
  }
  if (!finding) throw new Refused('not-found', 'There is no such finding.');
  if (finding.withdrawnFor !== null)
    throw new Refused('wrong-status', 'The finding is withdrawn already.', { current: 'withdrawn' });
  return [{ type: 'finding-withdrawn', reason: command.reason }];
}

export function evolveFinding(finding: Finding | null, id: string, event: Stamped<FindingEvent>): Finding {
  if (event.type === 'finding-recorded') {
    const { type: _, at: recordedAt, by: recordedBy, ...examination } = event;
    return { id, ...examination, recordedAt, recordedBy, withdrawnFor: null, edition: 1 };
  }
  if (!finding) throw new Error('a finding begins with finding-recorded');
  return { ...finding, withdrawnFor: event.reason, edition: finding.edition + 1 };
}

/** Those that are not withdrawn. */
export const standingFindings = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ withdrawnFor }) => withdrawnFor === null);

/**
 * Whether a version may be relied on as an authentic primary source. Findings that contradict each other say nothing:
 * none that stands may call it anything else.
 */
export const isAuthenticPrimary = (findings: readonly Finding[], versionId: string): boolean => {
  const about = standingFindings(findings).filter((one) => one.versionId === versionId);
  return (
    about.some(({ result, primarySource }) => result === 'authentic' && primarySource) &&
    about.every(({ result }) => result !== 'not-authentic')
  );
};
