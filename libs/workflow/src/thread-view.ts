/** Talk as one person may read it, and who else looks at a claim where that may be told. */
import type { EntityManager } from 'typeorm';
import { loadRoot, ThreadRow } from '#database';
import {
  begunUnderSeal,
  closedTalk,
  commentsFor,
  isPermitted,
  mayBeSeen,
  mayTalk,
  mayWrite,
  Refused,
  type Actor,
  type TalkPlace,
  type Thread,
  type ThreadCommandType,
} from '#domain';
import { readTalkPlaces } from './talk-places.ts';

type Person = Extract<Actor, { kind: 'person' }>;

async function placeOf(tx: EntityManager, actor: Actor, claimId: string): Promise<TalkPlace> {
  const place = (await readTalkPlaces(tx, actor.workspaceId, [claimId])).get(claimId);
  if (!place) throw new Refused('not-found', 'There is no such claim.');
  return place;
}

/** The threads of a claim in the order they were started. Refused to people whose own verdict must come first. */
export async function readThreads(tx: EntityManager, actor: Person, claimId: string) {
  const place = await placeOf(tx, actor, claimId);
  if (mayTalk(place, actor).how === 'closed') throw closedTalk();
  const rows = await tx.find(ThreadRow, { where: { workspaceId: actor.workspaceId, claimId } });
  const threads: Shown[] = [];
  for (const { id } of rows) {
    const thread = (await loadRoot(tx, 'thread', actor.workspaceId, id, { lock: false }))?.state;
    if (thread) threads.push(...shown(thread, place, actor));
  }
  const beginning = ({ comments }: Shown) => comments[0]?.at ?? '';
  return threads.sort((a, b) => beginning(a).localeCompare(beginning(b)) || a.id.localeCompare(b.id));
}

export async function readThread(tx: EntityManager, actor: Person, threadId: string) {
  const missing = new Refused('not-found', 'There is no such thread.');
  const thread = (await loadRoot(tx, 'thread', actor.workspaceId, threadId, { lock: false }))?.state;
  if (!thread) throw missing;
  const place = await placeOf(tx, actor, thread.claimId);
  if (mayTalk(place, actor).how === 'closed') throw closedTalk();
  const [found] = shown(thread, place, actor);
  if (!found) throw missing;
  return found;
}

type Shown = ReturnType<typeof shown>[number];

/** As nothing, when every comment in it is somebody else's that is sealed. */
function shown(thread: Thread, place: TalkPlace, actor: Person) {
  const comments = commentsFor(thread, place, actor);
  if (!comments.length) return [];
  const { id, claimId, passage, status, resolvedBy, edition } = thread;
  return [
    {
      id,
      claimId,
      passage,
      status,
      resolvedBy,
      edition,
      comments: comments.map(({ sealedIn, ...comment }) => ({
        ...comment,
        // To its author it is said that others do not see it yet.
        sealed: sealedIn !== null && place.sealedRounds.has(sealedIn),
      })),
      may: mayOnThread(thread, place, actor),
    },
  ];
}

function mayOnThread(thread: Thread, place: TalkPlace, actor: Person): ThreadCommandType[] {
  const { status, claimId } = thread;
  const commands: ThreadCommandType[] = mayWrite(place, claimId, actor) ? ['add-comment'] : [];
  if (mayTalk(place, actor).how === 'open' && begunUnderSeal(thread, place) === null)
    commands.push(status === 'open' ? 'resolve-thread' : 'reopen-thread');
  return commands.filter((type) => isPermitted(actor, type));
}

/** How long after their last sign somebody counts as here. */
const PRESENT_SECONDS = 45;
const FORGET_SECONDS = 3_600;

/**
 * Says that this person looks at the claim, and gives who else does. People whose verdict on it is open, or sealed, are
 * neither seen nor see: who works on a claim, and until when, would tell when they were done.
 */
export async function bePresent(tx: EntityManager, actor: Person, claimId: string): Promise<string[]> {
  const { workspaceId, personId } = actor;
  const place = await placeOf(tx, actor, claimId);
  if (!mayBeSeen(place, actor)) return [];
  // Those that another request is writing are not old.
  await tx.query(
    `delete from app.presences where ctid = any (array(
       select ctid from app.presences where workspace_id = $1 and seen_at < now() - make_interval(secs => $2)
        limit 100 for update skip locked))`,
    [workspaceId, FORGET_SECONDS],
  );
  await tx.query(
    `insert into app.presences (workspace_id, claim_id, person_id, seen_at) values ($1, $2, $3, now())
     on conflict (workspace_id, claim_id, person_id) do update set seen_at = excluded.seen_at`,
    [workspaceId, claimId, personId],
  );
  const rows: { id: string }[] = await tx.query(
    `select person_id as id from app.presences
      where workspace_id = $1 and claim_id = $2 and person_id <> $3 and seen_at > now() - make_interval(secs => $4)
      order by person_id`,
    [workspaceId, claimId, personId, PRESENT_SECONDS],
  );
  // Somebody may have looked at it before they were given a slot.
  return rows.map(({ id }) => id).filter((id) => mayBeSeen(place, { ...actor, personId: id }));
}
