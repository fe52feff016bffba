/** A reviewer who takes the next claim of a desk, and an editor who gives out several: by the command of every assignment. */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { Refused, type Actor, type RefusalCode } from '#domain';
import { execute, type Options, type Outcome } from './execute.ts';
import { replay } from './idempotency.ts';

type Person = Extract<Actor, { kind: 'person' }>;

/** How many claims of a desk are looked at at a time, and how often: beyond that, something else is wrong. */
const PAGE = 20;
const PAGES_MAX = 25;

/** These hold for every claim of the desk; the others only for one. */
const FOR_ALL: readonly RefusalCode[] = [
  'forbidden',
  'work-in-progress-limit',
  'not-a-desk-member',
  'person-inactive',
  'person-away',
  'skill-missing',
  'desk-paused',
];

/** The most urgent claim of the desk that this reviewer may hold becomes theirs. */
export async function takeNext(
  db: DataSource,
  actor: Person,
  deskId: string,
  assignmentId: string,
  options: Options,
): Promise<Outcome> {
  const passedOver: Partial<Record<RefusalCode, number>> = {};
  let last: Refused | null = null;
  let after: Place | null = null;
  let tried = '';
  for (let page = 0; page < PAGES_MAX; page++) {
    const places: Place[] = await placesOn(db, actor, deskId, after);
    for (const { claimId } of places) {
      if (claimId === tried) continue; // its other slot
      tried = claimId;
      const selection = { by: 'reviewer' as const, passedOver: { ...passedOver } };
      const reviewerId = actor.personId;
      const assign = { type: 'assign-slot' as const, claimId, assignmentId, reviewerId, selection };
      try {
        return await execute(db, actor, assign, options);
      } catch (error) {
        if (!(error instanceof Refused) || FOR_ALL.includes(error.code)) throw error;
        passedOver[error.code] = (passedOver[error.code] ?? 0) + 1;
        last = error;
      }
    }
    after = places.at(-1) ?? null;
    if (places.length < PAGE) break;
  }
  const nothing = new Refused('nothing-to-take', 'Nothing on this desk waits for you now.', {
    ...(last && { current: last.code }),
  });
  const { idempotency } = options;
  if (!idempotency) throw nothing;
  // What was left may have been taken by this very request, sent twice. One that is still at it holds the key: this waits
  // for what comes of it. A key claimed here goes with the refusal.
  return inWorkspace(db, actor.workspaceId, async (tx) => {
    const earlier = await replay(tx, actor, idempotency);
    if (earlier) return earlier;
    throw nothing;
  });
}

interface Place {
  readonly claimId: string;
  readonly turn: number;
}

/**
 * Claims with an open slot on the desk, in their turn, less those that this person holds, has judged or cannot read. It
 * reads the index of open slots from where the page before ended: a million of them cost what ten do.
 */
function placesOn(
  db: DataSource,
  { workspaceId, personId }: Person,
  deskId: string,
  after: Place | null,
): Promise<Place[]> {
  return inWorkspace(db, workspaceId, (tx) =>
    tx.query(
      `select s.claim_id as "claimId", s.turn
         from app.slots s
         join app.claims c on c.workspace_id = s.workspace_id and c.id = s.claim_id
        where s.workspace_id = $1 and s.desk_id = $2 and s.status = 'open'
          and (s.turn, s.claim_id) > ($4::int, $5::uuid)
          and c.language in (select unnest(p.languages) from app.people p where p.workspace_id = $1 and p.id = $3)
          and not exists (select 1 from app.assignments a
                           where a.workspace_id = s.workspace_id and a.claim_id = s.claim_id and a.round = s.round
                             and a.reviewer_id = $3 and a.status in ('held', 'submitted'))
        order by s.turn, s.claim_id limit $6`,
      [workspaceId, deskId, personId, after?.turn ?? 0, after?.claimId ?? FIRST_ID, PAGE],
    ),
  );
}

const FIRST_ID = '00000000-0000-0000-0000-000000000000';

export interface AssignmentAsked {
  readonly claimId: string;
  readonly reviewerId: string;
  readonly reason?: string | undefined;
}

export interface AssignmentAnswer {
  readonly claimId: string;
  readonly outcome: Outcome | null;
  readonly refusal: { readonly code: RefusalCode; readonly detail: string } | null;
}

/** One after the other, each for itself. Repeated under the same key, what was done already is answered as it was. */
export async function assignSlots(
  db: DataSource,
  actor: Person,
  asked: readonly AssignmentAsked[],
  { idempotency }: Options,
): Promise<AssignmentAnswer[]> {
  const answers: AssignmentAnswer[] = [];
  for (const [index, { claimId, ...assignment }] of asked.entries()) {
    const key = idempotency && createHash('sha256').update(`${index} ${idempotency.key}`).digest('hex');
    const options = idempotency && key ? { idempotency: { ...idempotency, key } } : {};
    const assign = { type: 'assign-slot' as const, claimId, assignmentId: randomUUID(), ...assignment };
    try {
      answers.push({ claimId, outcome: await execute(db, actor, assign, options), refusal: null });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      answers.push({ claimId, outcome: null, refusal: { code: error.code, detail: error.message } });
    }
  }
  return answers;
}
