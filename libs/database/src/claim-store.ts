/** A claim as rows and back. */
import type { EntityManager } from 'typeorm';
import { turnOf, type Assignment, type Claim, type Evidence, type Round } from '#domain';
import type { Head } from './head.ts';
import {
  AssignmentRow,
  BallotRow,
  ClaimRow,
  DecisionRow,
  EvidenceRow,
  OccurrenceRow,
  RoundRow,
  SlotRow,
  VerdictRow,
} from './rows/claim.rows.ts';
import { evidenceColumns, evidenceOf, passageColumns, passageOf } from './evidence-columns.ts';
import { readParts } from './rows/read.ts';
import type { RowState } from './save.ts';
import type { Read } from './stores.ts';

const ADJUDICATOR = { slot: 0, fence: 0 };

export function claimRows(claim: Claim): RowState[] {
  const { id: claimId, occurrences, rounds, ...values } = claim;
  const { priority } = claim;
  return [
    { entity: ClaimRow, key: { id: claimId }, values },
    ...occurrences.map(({ passage, ...rest }, ordinal) => ({
      entity: OccurrenceRow,
      key: { claimId, ordinal },
      values: { ...rest, ...passageColumns(passage) },
    })),
    ...rounds.flatMap((round) => roundRows(claimId, priority, round)),
  ];
}

function roundRows(claimId: string, priority: number, round: Round): RowState[] {
  const { number, slots, decision, ...values } = round;
  const rows: RowState[] = [{ entity: RoundRow, key: { claimId, number }, values }];
  const place = { deskId: round.deskId, turn: turnOf(priority, round.openedAt) };
  for (const { number: slot, assignments, ...slotValues } of slots) {
    const key = { claimId, round: number, number: slot };
    rows.push({ entity: SlotRow, key, values: { ...slotValues, ...place }, guard: ['fence'] });
    for (const assignment of assignments) rows.push(...assignmentRows(claimId, number, slot, assignment));
  }
  if (decision) {
    const { evidence, ...decisionValues } = decision;
    rows.push({ entity: DecisionRow, key: { claimId, round: number }, values: decisionValues });
    rows.push(...evidenceRows({ claimId, round: number, ...ADJUDICATOR }, evidence));
  }
  return rows;
}

function assignmentRows(claimId: string, round: number, slot: number, assignment: Assignment): RowState[] {
  const { id, verdict, setAside, ...values } = assignment;
  const { reviewerId } = assignment;
  const rows: RowState[] = [
    { entity: AssignmentRow, key: { id }, values: { claimId, round, slot, ...values } },
  ];
  for (const one of verdict ? [...setAside, verdict] : setAside) {
    const { evidence, fence, ...verdictValues } = one;
    rows.push({
      entity: VerdictRow,
      key: { assignmentId: id, fence },
      values: { claimId, round, reviewerId, ...verdictValues, standing: one === verdict },
    });
    rows.push(...evidenceRows({ claimId, round, slot, fence }, evidence));
  }
  return rows;
}

type EvidencePlace = { claimId: string; round: number; slot: number; fence: number };

const evidenceRows = (place: EvidencePlace, evidence: readonly Evidence[]): RowState[] =>
  evidence.map((item, ordinal) => ({
    entity: EvidenceRow,
    key: { ...place, ordinal },
    values: evidenceColumns(item),
  }));

export async function loadClaim(tx: EntityManager, workspaceId: string, row: ClaimRow): Promise<Read<Claim>> {
  const [claim] = await loadClaims(tx, workspaceId, [row]);
  if (!claim) throw new Error('a row is a claim');
  return claim;
}

/** One statement for all kinds of rows, however many claims. */
export async function loadClaims(
  tx: EntityManager,
  workspaceId: string,
  claims: readonly ClaimRow[],
): Promise<Read<Claim>[]> {
  if (!claims.length) return [];
  const found = await readParts(
    tx,
    workspaceId,
    claims.map(({ id }) => id),
    PARTS,
  );
  return claims.map((row) => {
    const parts = {
      slots: found.slots.get(row.id) ?? [],
      assignments: found.assignments.get(row.id) ?? [],
      verdicts: found.verdicts.get(row.id) ?? [],
      evidence: found.evidence.get(row.id) ?? [],
      decisions: found.decisions.get(row.id) ?? [],
    };
    const state = {
      ...columnsOfClaim(row),
      occurrences: (found.occurrences.get(row.id) ?? []).map((one) => ({
        documentId: one.documentId,
        passage: passageOf(one),
        speaker: one.speaker,
        attribution: one.attribution,
        figures: one.figures,
      })),
      rounds: (found.rounds.get(row.id) ?? []).map((round) => assembleRound(round, parts)),
    };
    return { state, ballots: headsOf(found.ballots.get(row.id) ?? []) };
  });
}

const PARTS = {
  occurrences: { entity: OccurrenceRow, of: 'claimId', order: 'ordinal' },
  rounds: { entity: RoundRow, of: 'claimId', order: 'number' },
  slots: { entity: SlotRow, of: 'claimId', order: 'number' },
  assignments: { entity: AssignmentRow, of: 'claimId', order: 'fence' },
  verdicts: { entity: VerdictRow, of: 'claimId', order: 'fence' },
  evidence: { entity: EvidenceRow, of: 'claimId', order: 'ordinal' },
  decisions: { entity: DecisionRow, of: 'claimId', order: 'round' },
  ballots: { entity: BallotRow, of: 'claimId', order: 'id', without: 'opened' },
} as const;

const headsOf = (ballots: readonly BallotRow[]): ReadonlyMap<string, Head> =>
  new Map(ballots.map(({ id, stream, auditSeq: seq, auditHead: hash }) => [id, { stream, seq, hash }]));

function columnsOfClaim(row: ClaimRow): Omit<Claim, 'occurrences' | 'rounds'> {
  const { id, text, language, score, claimType, features, priority, status, edition, deskId } = row;
  const { reason, mergedInto, proposedAt } = row;
  return {
    id,
    text,
    language,
    score,
    claimType,
    features,
    priority,
    status,
    edition,
    deskId,
    reason,
    mergedInto,
    proposedAt,
  };
}

interface Parts {
  readonly slots: readonly SlotRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly verdicts: readonly VerdictRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly decisions: readonly DecisionRow[];
}

function assembleRound(row: RoundRow, parts: Parts): Round {
  const { number, deskId, policy, status, recalledFor, waivers, openedAt, closedAt, concerns, overdueSince } =
    row;
  const evidenceIn = ({ slot, fence }: { slot: number; fence: number }) =>
    parts.evidence
      .filter((one) => one.round === number && one.slot === slot && one.fence === fence)
      .map(evidenceOf);
  const decision = parts.decisions.find((one) => one.round === number);
  const slots = parts.slots
    .filter((one) => one.round === number)
    .map((slot) => ({
      number: slot.number,
      status: slot.status,
      fence: slot.fence,
      assignments: parts.assignments
        .filter((one) => one.round === number && one.slot === slot.number)
        .map((one) => assembleAssignment(one, parts, evidenceIn)),
    }));
  return {
    number,
    deskId,
    policy,
    status,
    recalledFor,
    openedAt,
    closedAt,
    waivers,
    slots,
    concerns,
    overdueSince,
    decision: decision
      ? {
          rating: decision.rating,
          method: decision.method,
          decidedBy: decision.decidedBy,
          decidedAt: decision.decidedAt,
          rationale: decision.rationale,
          evidence: evidenceIn(ADJUDICATOR),
        }
      : null,
  };
}

function assembleAssignment(
  row: AssignmentRow,
  parts: Parts,
  evidenceIn: (of: { slot: number; fence: number }) => Evidence[],
): Assignment {
  const { id, reviewerId, fence, status, assignedAt, leaseUntil, dueAt, endedAt, reason, deadlines, slot } =
    row;
  const verdicts = parts.verdicts.filter(({ assignmentId }) => assignmentId === id);
  const verdictOf = ({ fence, rating, rationale, recordedAt }: VerdictRow) => ({
    fence,
    rating,
    rationale,
    evidence: evidenceIn({ slot, fence }),
    recordedAt,
  });
  const standing = verdicts.find((one) => one.standing);
  return {
    id,
    reviewerId,
    fence,
    status,
    assignedAt,
    leaseUntil,
    dueAt,
    endedAt,
    reason,
    verdict: standing ? verdictOf(standing) : null,
    setAside: verdicts.filter((one) => !one.standing).map(verdictOf),
    deadlines,
  };
}
