/** A claim as rows and back. */
import type { EntityManager } from 'typeorm';
import { turnOf, type Assignment, type Claim, type Evidence, type Round } from '#domain';
import {
  AssignmentRow,
  ClaimRow,
  DecisionRow,
  EvidenceRow,
  OccurrenceRow,
  RoundRow,
  SlotRow,
  VerdictRow,
} from './rows/claim.rows.ts';
import { evidenceColumns, evidenceOf, passageColumns, passageOf } from './evidence-columns.ts';
import { readRows } from './rows/read.ts';
import type { RowState } from './save.ts';

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

export async function loadClaim(tx: EntityManager, workspaceId: string, row: ClaimRow): Promise<Claim> {
  const [claim] = await loadClaims(tx, workspaceId, [row]);
  if (!claim) throw new Error('a row is a claim');
  return claim;
}

/** One query for each kind of row, however many claims. */
export async function loadClaims(
  tx: EntityManager,
  workspaceId: string,
  claims: readonly ClaimRow[],
): Promise<Claim[]> {
  const of = { tx, workspaceId, claimIds: claims.map(({ id }) => id) };
  const occurrences = await rowsOf(of, OccurrenceRow, 'ordinal');
  const rounds = await rowsOf(of, RoundRow, 'number');
  const reviewed = rounds.size > 0;
  const slots = reviewed ? await rowsOf(of, SlotRow, 'number') : NONE;
  const assignments = reviewed ? await rowsOf(of, AssignmentRow, 'fence') : NONE;
  const judged = assignments.size > 0;
  const verdicts = judged ? await rowsOf(of, VerdictRow, 'fence') : NONE;
  const evidence = judged ? await rowsOf(of, EvidenceRow, 'ordinal') : NONE;
  const decisions = judged ? await rowsOf(of, DecisionRow, 'round') : NONE;
  return claims.map((row) => {
    const parts = {
      slots: slots.get(row.id) ?? [],
      assignments: assignments.get(row.id) ?? [],
      verdicts: verdicts.get(row.id) ?? [],
      evidence: evidence.get(row.id) ?? [],
      decisions: decisions.get(row.id) ?? [],
    };
    return {
      ...columnsOfClaim(row),
      occurrences: (occurrences.get(row.id) ?? []).map((one) => ({
        documentId: one.documentId,
        passage: passageOf(one),
        speaker: one.speaker,
        attribution: one.attribution,
        figures: one.figures,
      })),
      rounds: (rounds.get(row.id) ?? []).map((round) => assembleRound(round, parts)),
    };
  });
}

const NONE: ReadonlyMap<string, never[]> = new Map();

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

/** The rows of one kind, by their claim. */
async function rowsOf<T extends { claimId: string }>(
  { tx, workspaceId, claimIds }: { tx: EntityManager; workspaceId: string; claimIds: readonly string[] },
  entity: new () => T,
  order: keyof T & string,
): Promise<Map<string, T[]>> {
  const found = await readRows(tx, entity, { workspaceId, column: 'claimId', ids: claimIds, order });
  const byClaim = new Map<string, T[]>();
  for (const row of found) {
    const rows = byClaim.get(row.claimId);
    if (rows) rows.push(row);
    else byClaim.set(row.claimId, [row]);
  }
  return byClaim;
}

interface Parts {
  readonly slots: readonly SlotRow[];
  readonly assignments: readonly AssignmentRow[];
  readonly verdicts: readonly VerdictRow[];
  readonly evidence: readonly EvidenceRow[];
  readonly decisions: readonly DecisionRow[];
}

function assembleRound(row: RoundRow, parts: Parts): Round {
  const { number, deskId, policy, status, waivers, openedAt, closedAt, concerns, overdueSince } = row;
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
