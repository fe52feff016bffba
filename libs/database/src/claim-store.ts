/** A claim as rows and back. */
import type { EntityManager } from 'typeorm';
import { turnOf, type Assignment, type Claim, type Evidence, type Passage, type Round } from '#domain';
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
import type { RowState } from './save.ts';

const ADJUDICATOR_SLOT = 0;

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
    rows.push(...evidenceRows(claimId, number, ADJUDICATOR_SLOT, evidence));
  }
  return rows;
}

function assignmentRows(claimId: string, round: number, slot: number, assignment: Assignment): RowState[] {
  const { id, verdict, ...values } = assignment;
  const rows: RowState[] = [
    { entity: AssignmentRow, key: { id }, values: { claimId, round, slot, ...values } },
  ];
  if (!verdict) return rows;
  const { evidence, ...verdictValues } = verdict;
  const { reviewerId } = assignment;
  rows.push({
    entity: VerdictRow,
    key: { assignmentId: id },
    values: { claimId, round, reviewerId, ...verdictValues },
  });
  rows.push(...evidenceRows(claimId, round, slot, evidence));
  return rows;
}

const evidenceRows = (
  claimId: string,
  round: number,
  slot: number,
  evidence: readonly Evidence[],
): RowState[] =>
  evidence.map((item, ordinal) => ({
    entity: EvidenceRow,
    key: { claimId, round, slot, ordinal },
    values:
      item.kind === 'passage'
        ? {
            kind: item.kind,
            ...passageColumns(item.passage),
            stance: item.stance,
            denial: item.denial,
            answer: item.answer,
          }
        : {
            kind: item.kind,
            searchedWhere: item.where,
            query: item.query,
            searchedAt: item.searchedAt,
            result: item.result,
          },
  }));

const passageColumns = ({ versionId, start, end, exact, prefix, suffix }: Passage) => ({
  versionId,
  startAt: start,
  endAt: end,
  exact,
  prefix,
  suffix,
});

export async function loadClaim(tx: EntityManager, workspaceId: string, row: ClaimRow): Promise<Claim> {
  const where = { workspaceId, claimId: row.id };
  const occurrences = await tx.find(OccurrenceRow, { where, order: { ordinal: 'asc' } });
  const rounds = await tx.find(RoundRow, { where, order: { number: 'asc' } });
  const parts = rounds.length ? await loadParts(tx, where) : null;
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
    occurrences: occurrences.map((one) => ({
      documentId: one.documentId,
      passage: passageOf(one),
      speaker: one.speaker,
      attribution: one.attribution,
      figures: one.figures,
    })),
    rounds: parts ? rounds.map((round) => assembleRound(round, parts)) : [],
  };
}

type Parts = Awaited<ReturnType<typeof loadParts>>;

async function loadParts(tx: EntityManager, where: { workspaceId: string; claimId: string }) {
  return {
    slots: await tx.find(SlotRow, { where, order: { number: 'asc' } }),
    assignments: await tx.find(AssignmentRow, { where, order: { fence: 'asc' } }),
    verdicts: await tx.find(VerdictRow, { where }),
    evidence: await tx.find(EvidenceRow, { where, order: { ordinal: 'asc' } }),
    decisions: await tx.find(DecisionRow, { where }),
  };
}

function assembleRound(row: RoundRow, parts: Parts): Round {
  const { number, deskId, policy, status, waivers, openedAt, closedAt } = row;
  const evidenceIn = (slot: number) =>
    parts.evidence.filter((one) => one.round === number && one.slot === slot).map(evidenceOf);
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
    decision: decision
      ? {
          rating: decision.rating,
          method: decision.method,
          decidedBy: decision.decidedBy,
          decidedAt: decision.decidedAt,
          rationale: decision.rationale,
          evidence: evidenceIn(ADJUDICATOR_SLOT),
        }
      : null,
  };
}

function assembleAssignment(
  row: AssignmentRow,
  parts: Parts,
  evidenceIn: (slot: number) => Evidence[],
): Assignment {
  const { id, reviewerId, fence, status, assignedAt, leaseUntil, dueAt, endedAt, reason, slot } = row;
  const verdict = parts.verdicts.find(({ assignmentId }) => assignmentId === id);
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
    verdict: verdict
      ? {
          rating: verdict.rating,
          rationale: verdict.rationale,
          evidence: evidenceIn(slot),
          recordedAt: verdict.recordedAt,
        }
      : null,
  };
}

const passageOf = (row: OccurrenceRow): Passage => ({
  versionId: row.versionId,
  start: row.startAt,
  end: row.endAt,
  exact: row.exact,
  prefix: row.prefix,
  suffix: row.suffix,
});

function evidenceOf(row: EvidenceRow): Evidence {
  const { kind, versionId, startAt: start, endAt: end, exact, prefix, suffix, stance, denial, answer } = row;
  const { searchedWhere: where, query, searchedAt, result } = row;
  if (kind === 'passage' && versionId && start !== null && end !== null && exact && stance && denial !== null)
    return {
      kind,
      passage: { versionId, start, end, exact, prefix: prefix ?? '', suffix: suffix ?? '' },
      stance,
      denial,
      answer,
    };
  if (kind === 'search' && where !== null && query !== null && searchedAt !== null && result !== null)
    return { kind, where, query, searchedAt, result };
  throw new Error('an evidence row is incomplete in spite of its constraints');
}
