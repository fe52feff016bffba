/** Many people at once: they route claims, judge, return slots, take the next, and settle disagreements, until all is decided. */
import { createHash, randomUUID } from 'node:crypto';
import { pinned, searched, type Newsroom, type TestDocument } from '../support/newsroom.ts';
import type { Client } from './client.ts';

export interface Work {
  readonly room: Newsroom;
  readonly client: Client;
  /** The reviewers’ tokens, one for each writer. */
  readonly writers: readonly string[];
  readonly document: TestDocument;
  /** Claims that are accepted and not yet routed; the writers empty it. */
  readonly unrouted: string[];
  readonly finished: () => boolean;
  /** While there are processes left to kill, every other slot is returned, so that there is always work. */
  readonly returning: () => boolean;
}

/** What the writers were told is done: none of it may be missing afterwards. */
export interface Acknowledged {
  readonly verdicts: Set<string>;
  readonly returned: Set<string>;
  readonly adjudicated: Set<string>;
  readonly routed: Set<string>;
}

const IDLE_MS = 250;

export async function writeUntilFinished(work: Work): Promise<Acknowledged> {
  const told: Acknowledged = {
    verdicts: new Set(),
    returned: new Set(),
    adjudicated: new Set(),
    routed: new Set(),
  };
  const writing = work.writers.map((token, index) => write(work, token, index, told));
  for (const outcome of await Promise.allSettled(writing))
    if (outcome.status === 'rejected' && !work.finished()) throw outcome.reason;
  return told;
}

async function write(work: Work, token: string, index: number, told: Acknowledged): Promise<void> {
  while (!work.finished()) {
    await routeOne(work, told);
    const did = await judgeMine(work, token, told);
    const took = index % 2 ? await takeNext(work, token) : false;
    const settled = index % 8 === 0 ? await settle(work, told) : false;
    if (!did && !took && !settled) await new Promise((resolve) => setTimeout(resolve, IDLE_MS));
  }
}

async function routeOne({ room, client, unrouted }: Work, { routed }: Acknowledged): Promise<void> {
  const claimId = unrouted.pop();
  if (!claimId) return;
  const { status, body } = await client.post(room.token('edda'), `/claims/${claimId}/route`, {
    deskId: room.deskId,
  });
  if (status === 200) routed.add(claimId);
  else client.faults.push(`route: ${status} ${JSON.stringify(body)}`);
}

/** Some slots are returned, and some verdicts disagree. */
async function judgeMine(work: Work, token: string, told: Acknowledged): Promise<boolean> {
  const { client } = work;
  const { body } = await client.get(token, '/assignments?limit=20');
  const mine = body.items ?? [];
  for (const { id, fence } of mine) {
    const dice = createHash('sha256').update(id).digest()[0]! % 16;
    const back = dice % 2 === 0 && work.returning();
    const [path, request, done] = back
      ? ['return', { fence, reason: 'I know the speaker.' }, told.returned]
      : ['verdict', { fence, ...judgement(work, dice > 12) }, told.verdicts];
    const answer = await client.post(token, `/assignments/${id}/${path}`, request);
    if (answer.status < 300) done.add(id);
    // The lease ran out while this process or that was dead: somebody else has the slot.
    else if (answer.body.code !== 'stale-lease')
      client.faults.push(`${path}: ${JSON.stringify(answer.body)}`);
  }
  return mine.length > 0;
}

async function takeNext({ room, client }: Work, token: string): Promise<boolean> {
  const answer = await client.post(token, `/desks/${room.deskId}/take-next`, {});
  return answer.status === 201;
}

/** Several adjudicators see the same list: of each claim, one settles it, the others are refused. */
async function settle(work: Work, { adjudicated }: Acknowledged): Promise<boolean> {
  const { room, client } = work;
  const { body } = await client.get(room.token('adil'), '/claims?status=contested&limit=20');
  const contested = body.items ?? [];
  for (const { id } of contested) {
    const answer = await client.post(
      room.token('adil'),
      `/claims/${id}/adjudication`,
      judgement(work, false),
    );
    if (answer.status === 201) adjudicated.add(id);
    else if (answer.body.code !== 'wrong-status')
      client.faults.push(`settle: ${JSON.stringify(answer.body)}`);
  }
  return contested.length > 0;
}

function judgement({ document }: Work, disputed: boolean) {
  return {
    rating: disputed ? 'disputed' : 'unverified',
    rationale: `Looked into it: ${randomUUID()}`,
    evidence: disputed
      ? [
          pinned(document, 'rose four metres', 'supports'),
          { ...pinned(document, 'never rose', 'undermines'), denial: true },
        ]
      : [searched],
  };
}
