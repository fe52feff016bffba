/**
 * What follows in the open rounds when somebody may no longer judge: declared a conflict of interest, left the desk, was
 * deactivated. Their slots are free again in the same transaction: nothing else could count their verdict meanwhile.
 */
import type { EntityManager } from 'typeorm';
import type { Change, Loaded } from '#database';
import {
  hasConflict,
  occupying,
  openRound,
  type Actor,
  type Claim,
  type DeskCommand,
  type PersonCommand,
  type LeavingCause,
} from '#domain';
import { changeLoadedClaim, lockClaims } from './claim-changes.ts';
import { lockPeople, readParties } from './claim-facts.ts';
import { changeDesk, changePerson, readAdmins } from './workspace-changes.ts';

type Leaving =
  | Extract<PersonCommand, { type: 'declare-conflict' | 'deactivate-person' }>
  | Extract<DeskCommand, { type: 'remove-desk-member' }>;

const CAUSES: Record<Leaving['type'], LeavingCause> = {
  'declare-conflict': 'conflict-of-interest',
  'deactivate-person': 'deactivated',
  'remove-desk-member': 'left-the-desk',
};

/** Claims, then people, then the desk: the order in which everybody locks them. */
export async function changeStanding(
  tx: EntityManager,
  actor: Actor,
  command: Leaving,
  now: string,
): Promise<Change[]> {
  const { workspaceId } = actor;
  const claims = await lockClaims(tx, workspaceId, await claimsOf(tx, workspaceId, command));
  await lockPeople(tx, workspaceId, await whoMustStay(tx, workspaceId, command));
  const first =
    command.type === 'remove-desk-member'
      ? await changeDesk(tx, actor, command, now)
      : await changePerson(tx, actor, command, now);
  // What was assigned before the person was locked; nothing is from here on.
  const late = (await claimsOf(tx, workspaceId, command)).filter((id) => !claims.has(id));
  for (const [id, claim] of await lockClaims(tx, workspaceId, late)) claims.set(id, claim);

  const released: Change[] = [];
  for (const claim of claims.values()) {
    if (command.type === 'declare-conflict') {
      const parties = await readParties(tx, workspaceId, claim.state);
      if (!hasConflict([command.conflict], parties)) continue;
    }
    const release = releaseOf(claim, command);
    if (release) released.push(await changeLoadedClaim(tx, actor, claim, release, now));
  }
  return [first, ...released];
}

/** With an admin the other admins: of two who deactivate each other, one comes second and finds no other. */
async function whoMustStay(
  tx: EntityManager,
  workspaceId: string,
  { type, personId }: Leaving,
): Promise<string[]> {
  const admins = type === 'deactivate-person' ? await readAdmins(tx, workspaceId) : [];
  return admins.includes(personId) ? admins : [personId];
}

/** Claims in whose open rounds the person has a slot, whether or not a verdict is in it. */
async function claimsOf(tx: EntityManager, workspaceId: string, command: Leaving): Promise<string[]> {
  const rows: { id: string }[] = await tx.query(
    `select distinct a.claim_id as id
       from app.assignments a
       join app.rounds r on r.workspace_id = a.workspace_id and r.claim_id = a.claim_id and r.number = a.round
      where a.workspace_id = $1 and a.reviewer_id = $2 and a.status in ('held', 'submitted')
        and r.status = 'open' and ($3::uuid is null or r.desk_id = $3)`,
    [workspaceId, command.personId, 'deskId' in command ? command.deskId : null],
  );
  return rows.map(({ id }) => id);
}

/** Null when the round was closed before the claim was locked. */
function releaseOf({ state: claim }: Loaded<Claim>, { type, personId }: Leaving) {
  const round = openRound(claim);
  const occupied = round && occupying(round).find(({ reviewerId }) => reviewerId === personId);
  const claimId = claim.id;
  return occupied
    ? { type: 'release-slot' as const, claimId, assignmentId: occupied.id, cause: CAUSES[type] }
    : null;
}
