/** A workspace, its people and its desks as rows and back. */
import type { EntityManager } from 'typeorm';
import type { AliasOpening, Desk, Person, Protection, Token, Workspace } from '#domain';
import { stateOf } from './document-store.ts';
import {
  AliasOpeningRow,
  DeskMemberRow,
  DeskRow,
  OriginRow,
  PersonRow,
  ProtectedPersonRow,
  TokenRow,
  WorkspaceRow,
} from './rows/workspace.rows.ts';
import { readRows } from './rows/read.ts';
import type { RowState } from './save.ts';

export async function loadWorkspace(
  tx: EntityManager,
  workspaceId: string,
  row: WorkspaceRow,
): Promise<Workspace> {
  const order = { ordinal: 'asc' } as const;
  const origins = await tx.find(OriginRow, { where: { workspaceId }, order });
  const persons = await tx.find(ProtectedPersonRow, { where: { workspaceId }, order });
  const { id, slug, name, correctionsPolicy, edition, routing, reviewersShown } = row;
  return {
    id,
    slug,
    name,
    correctionsPolicy,
    edition,
    routing,
    reviewersShown,
    origins: origins.map(({ id, kind, title, publicTitle }) => ({ id, kind, title, publicTitle })),
    protections: persons.map(protectionOf),
  };
}

export const protectionOf = (row: ProtectedPersonRow): Protection => {
  const { id, label, names, endedAt: at, endedBy: by, endedFor: reason } = row;
  const ended = at !== null && by !== null && reason !== null ? { at, by, reason } : null;
  return { person: { id, label, names }, ended };
};

export function workspaceRows({ id, origins, protections, ...values }: Workspace): RowState[] {
  return [
    { entity: WorkspaceRow, key: { id }, values },
    ...origins.map(({ id, ...rest }, ordinal) => ({
      entity: OriginRow,
      key: { id },
      values: { ordinal, ...rest },
    })),
    ...protections.map(({ person: { id, ...rest }, ended }, ordinal) => ({
      entity: ProtectedPersonRow,
      key: { id },
      values: {
        ordinal,
        ...rest,
        endedAt: ended?.at ?? null,
        endedBy: ended?.by ?? null,
        endedFor: ended?.reason ?? null,
      },
    })),
  ];
}

export async function loadPerson(tx: EntityManager, workspaceId: string, row: PersonRow): Promise<Person> {
  const tokens = await readRows(tx, TokenRow, {
    workspaceId,
    column: 'personId',
    ids: [row.id],
    order: 'ordinal',
  });
  const { id, name, alias, roles, languages, active, edition, conflicts, skills } = row;
  return {
    id,
    name,
    alias,
    roles,
    languages,
    active,
    edition,
    conflicts,
    skills,
    away: absenceOf(row),
    tokens: tokens.map(tokenOf),
  };
}

function tokenOf({ id, role, label, sha256, issuedAt, issuedBy, expiresAt, revokedAt }: TokenRow): Token {
  return { id, role, label, sha256, issuedAt, issuedBy, expiresAt, revokedAt };
}

export const absenceOf = ({ awayFrom, awayUntil }: PersonRow): Person['away'] =>
  awayFrom !== null && awayUntil !== null ? { from: awayFrom, until: awayUntil } : null;

export function personRows({ id: personId, tokens, away, ...rest }: Person): RowState[] {
  const values = { ...rest, awayFrom: away?.from ?? null, awayUntil: away?.until ?? null };
  return [
    { entity: PersonRow, key: { id: personId }, values },
    ...tokens.map(({ id, ...rest }, ordinal) => ({
      entity: TokenRow,
      key: { id },
      values: { personId, ordinal, ...rest },
    })),
  ];
}

export async function loadDesk(tx: EntityManager, workspaceId: string, row: DeskRow): Promise<Desk> {
  const [desk] = await loadDesks(tx, workspaceId, [row]);
  if (!desk) throw new Error('a row is a desk');
  return desk;
}

/** One query for the members of all. */
export async function loadDesks(
  tx: EntityManager,
  workspaceId: string,
  rows: readonly DeskRow[],
): Promise<Desk[]> {
  const ids = rows.map(({ id }) => id);
  const wanted = { workspaceId, column: 'deskId', ids, order: 'ordinal' } as const;
  const members = await readRows(tx, DeskMemberRow, wanted);
  return rows.map((row) =>
    assembleDesk(
      row,
      members.filter(({ deskId }) => deskId === row.id),
    ),
  );
}

function assembleDesk(row: DeskRow, members: readonly DeskMemberRow[]): Desk {
  const { id, slug, name, topic, languages, edition } = row;
  const { independentVerdicts, verifiedOrigins, leaseMinutes, dueHours, wipLimit } = row;
  const { requiredSkills, rubricVersion, pausedFor } = row;
  const sitting = (wanted: boolean) =>
    members.filter(({ active }) => active === wanted).map(({ personId }) => personId);
  return {
    id,
    slug,
    name,
    topic,
    languages,
    independentVerdicts,
    verifiedOrigins,
    leaseMinutes,
    dueHours,
    wipLimit,
    requiredSkills,
    rubricVersion,
    pausedFor,
    edition,
    members: sitting(true),
    formerMembers: sitting(false),
  };
}

export function deskRows({ id, members, formerMembers, ...values }: Desk): RowState[] {
  const places = [...members, ...formerMembers];
  return [
    { entity: DeskRow, key: { id }, values },
    ...places.map((personId, ordinal) => ({
      entity: DeskMemberRow,
      key: { deskId: id, personId },
      values: { ordinal, active: ordinal < members.length },
    })),
  ];
}

export const loadAliasOpening = async (
  _: EntityManager,
  __: string,
  row: AliasOpeningRow,
): Promise<AliasOpening> => stateOf(row);

export const aliasOpeningRows = ({ id, ...values }: AliasOpening): RowState[] => [
  { entity: AliasOpeningRow, key: { id }, values },
];
