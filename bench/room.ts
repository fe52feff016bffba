/** A workspace with one reviewer and a desk for one verdict: what a decision needs, through `execute` alone. */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor } from '#domain';
import { execute } from '#workflow';

export interface Job {
  readonly claimId: string;
  readonly assignmentId: string;
}

export interface Room {
  readonly reviewer: Actor;
  readonly token: string;
  /** A claim whose only slot the reviewer holds. */
  prepare(): Promise<Job>;
  /** The reviewer's verdict, which decides the claim. */
  decide(job: Job): Promise<void>;
}

/** What the reviewer says of every claim. */
export const VERDICT = {
  rating: 'unverified' as const,
  rationale: 'Nothing was found.',
  evidence: [
    {
      kind: 'search' as const,
      where: 'archive',
      query: 'rain',
      searchedAt: '2026-03-02T09:00:00.000Z',
      result: 'none',
    },
  ],
};

/** What a desk of a benchmark asks for: one verdict a claim, and nobody is ever over their limit. */
export const DESK = {
  topic: 't',
  languages: ['en'],
  requiredSkills: [],
  rubricVersion: 1,
  independentVerdicts: 1,
  verifiedOrigins: 1,
  leaseMinutes: 600,
  dueHours: 24,
  wipLimit: 1_000_000,
};

export async function openRoom(db: DataSource): Promise<Room> {
  const workspaceId = randomUUID();
  const [reviewerId, editorId, deskId] = [randomUUID(), randomUUID(), randomUUID()];
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const reviewer: Actor = { kind: 'person', workspaceId, personId: reviewerId, role: 'reviewer' };
  const dispatcher: Actor = { kind: 'system', workspaceId, name: 'dispatcher' };
  const editor: Actor = { kind: 'person', workspaceId, personId: editorId, role: 'editor' };
  const token = randomUUID();
  const sha256 = createHash('sha256').update(token).digest('hex');
  const workspace = { workspaceId, slug: 'bench', name: 'Bench', correctionsPolicy: 'c' };
  await execute(db, setup, { type: 'open-workspace', ...workspace });
  await execute(db, setup, {
    type: 'admit-person',
    personId: reviewerId,
    name: 'R',
    roles: ['reviewer'],
    languages: ['en'],
  });
  await execute(db, setup, {
    type: 'issue-token',
    personId: reviewerId,
    tokenId: randomUUID(),
    role: 'reviewer',
    label: 'b',
    sha256,
  });
  await execute(db, setup, {
    type: 'open-desk',
    deskId,
    slug: 'bench',
    name: 'B',
    ...DESK,
  });
  await execute(db, setup, { type: 'add-desk-member', deskId, personId: reviewerId });

  return {
    reviewer,
    token,
    prepare: () => prepareJob(db, { editor, dispatcher, deskId, reviewerId }),
    async decide(job) {
      await execute(db, reviewer, { type: 'record-verdict', ...job, fence: 1, ...VERDICT });
    },
  };
}

/** So many claims that wait for the reviewer's verdict, this many prepared at once. */
export async function prepareMany(room: Room, count: number, atOnce: number): Promise<Job[]> {
  const jobs: Job[] = [];
  let left = count;
  const one = async () => {
    while (left-- > 0) jobs.push(await room.prepare());
  };
  await Promise.all(Array.from({ length: atOnce }, one));
  return jobs;
}

interface Cast {
  readonly editor: Actor;
  readonly dispatcher: Actor;
  readonly deskId: string;
  readonly reviewerId: string;
}

async function prepareJob(db: DataSource, { editor, dispatcher, deskId, reviewerId }: Cast): Promise<Job> {
  const claimId = randomUUID();
  const assignmentId = randomUUID();
  await execute(db, editor, {
    type: 'propose-claim',
    claimId,
    text: 'It rained.',
    language: 'en',
    score: 1,
    claimType: 'event-property',
    features: [],
    occurrences: [],
  });
  await execute(db, editor, { type: 'accept-claim', claimId, priority: 1 });
  await execute(db, editor, { type: 'route-claim', claimId, deskId });
  await execute(db, dispatcher, {
    type: 'assign-slot',
    claimId,
    assignmentId,
    reviewerId,
  });
  return { claimId, assignmentId };
}
