/** A workspace with people in every role, a desk and documents: what most tests begin with. All of it through execute(). */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor, Evidence, Rating, Role } from '#domain';
import { findPassage, type Passage } from '#extraction';
import { execute, type Command } from '#workflow';

export interface Newsroom {
  readonly workspaceId: string;
  readonly slug: string;
  readonly deskId: string;
  readonly setup: Actor;
  readonly people: Record<PersonName, string>;
  as(name: PersonName, role?: Role): Extract<Actor, { kind: 'person' }>;
  token(name: PersonName): string;
  run(actor: Actor, command: Command): ReturnType<typeof execute>;
}

const CAST = {
  edda: 'editor',
  rana: 'reviewer',
  remy: 'reviewer',
  rosa: 'reviewer',
  adil: 'adjudicator',
  pia: 'publisher',
  ruth: 'reader',
  alma: 'admin',
} as const satisfies Record<string, Role>;
export type PersonName = keyof typeof CAST;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export interface DeskWishes {
  independentVerdicts?: number;
  leaseMinutes?: number;
  wipLimit?: number;
  rubricVersion?: number;
  members?: readonly PersonName[];
}

export async function openNewsroom(
  db: DataSource,
  desk: DeskWishes = {},
  correctionsPolicy = 'Write to the desk; corrections are published within two days.',
): Promise<Newsroom> {
  const workspaceId = randomUUID();
  const slug = `newsroom-${workspaceId.slice(0, 8)}`;
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const run = (actor: Actor, command: Command) => execute(db, actor, command);
  await run(setup, {
    type: 'open-workspace',
    workspaceId,
    slug,
    name: 'Test newsroom',
    correctionsPolicy,
  });
  const people = Object.fromEntries(Object.keys(CAST).map((name) => [name, randomUUID()])) as Record<
    PersonName,
    string
  >;
  const tokenOf = (name: PersonName) => `test-${people[name]}`;
  for (const [name, role] of Object.entries(CAST) as [PersonName, Role][]) {
    const personId = people[name];
    await run(setup, { type: 'admit-person', personId, name, roles: [role], languages: ['en'] });
    const token = { tokenId: randomUUID(), role, label: 'test', sha256: sha256(tokenOf(name)) };
    await run(setup, { type: 'issue-token', personId, ...token });
  }
  const deskId = randomUUID();
  const {
    independentVerdicts = 2,
    leaseMinutes = 60,
    wipLimit = 20,
    rubricVersion = 1,
    members = ['rana', 'remy', 'rosa'],
  } = desk;
  await run(setup, {
    type: 'open-desk',
    deskId,
    slug: 'floods',
    name: 'Floods',
    topic: 'floods',
    languages: ['en'],
    independentVerdicts,
    verifiedOrigins: 2,
    requiredSkills: [],
    rubricVersion,
    leaseMinutes,
    dueHours: 24,
    wipLimit,
  });
  for (const name of members) await run(setup, { type: 'add-desk-member', deskId, personId: people[name] });
  return {
    workspaceId,
    slug,
    deskId,
    setup,
    people,
    run,
    token: tokenOf,
    as: (name, role = CAST[name]) => ({ kind: 'person', workspaceId, personId: people[name], role }),
  };
}

export interface TestDocument {
  readonly documentId: string;
  readonly versionId: string;
  readonly text: string;
  passage(exact: string): Passage & { versionId: string };
}

const versionOf = (versionId: string, text: string, publisher: string) => ({
  versionId,
  title: `A report by ${publisher}`,
  publisher,
  publishedAt: '2026-03-01',
  language: 'en',
  bytesSha256: sha256(text),
  textSha256: sha256(text),
  characters: Array.from(text).length,
  mediaType: 'text/plain',
  text,
  regions: [],
  warnings: [],
  address: null,
});

/** A new capture of a document. Gives the version’s id. */
export async function addVersion(room: Newsroom, documentId: string, text: string): Promise<string> {
  const versionId = randomUUID();
  await room.run(room.as('edda'), {
    type: 'add-version',
    documentId,
    ...versionOf(versionId, text, 'Test Post'),
  });
  return versionId;
}

/** A document that rests on an origin of its own. */
export async function receive(room: Newsroom, text: string, publisher = 'Test Post'): Promise<TestDocument> {
  const documentId = randomUUID();
  const versionId = randomUUID();
  const originId = randomUUID();
  await room.run(room.as('edda'), {
    type: 'receive-document',
    documentId,
    ...versionOf(versionId, text, publisher),
  });
  await room.run(room.as('edda'), {
    type: 'register-origin',
    originId,
    kind: 'other',
    title: `What ${publisher} saw, ${originId}`,
  });
  await room.run(room.as('edda'), {
    type: 'confirm-origin',
    documentId,
    originId,
    reason: 'They were there.',
  });
  return {
    documentId,
    versionId,
    text,
    passage(exact) {
      const passage = findPassage(text, exact);
      if (!passage) throw new Error(`the text does not say: ${exact}`);
      return { ...passage, versionId };
    },
  };
}

/** What a claim has that a person proposes. */
export const BY_HAND = { claimType: 'event-property', features: [] } as const;
/** What an occurrence has in which nobody but the outlet speaks. */
export const OUTLETS_OWN = { speaker: null, attribution: null, figures: [] } as const;

/** A claim that is in review on the newsroom's desk, its slots open. */
export async function routeClaim(
  room: Newsroom,
  document: TestDocument,
  exact: string,
  priority = 500,
): Promise<string> {
  const claimId = randomUUID();
  const editor = room.as('edda');
  const { documentId } = document;
  const occurrences = [{ documentId, passage: document.passage(exact), ...OUTLETS_OWN }];
  await room.run(editor, {
    type: 'propose-claim',
    ...BY_HAND,
    claimId,
    text: exact,
    language: 'en',
    score: 700,
    occurrences,
  });
  await room.run(editor, { type: 'accept-claim', claimId, priority });
  await room.run(editor, { type: 'route-claim', claimId, deskId: room.deskId });
  return claimId;
}

export const searched: Evidence = {
  kind: 'search',
  where: 'the river authority’s archive',
  query: 'gauge readings, 1 March',
  searchedAt: '2026-03-02T09:00:00.000Z',
  result: 'nothing for that day',
};

type PinnedPassage = Extract<Evidence, { kind: 'passage' }>;

/** A passage of the document, as evidence. */
export const pinned = (
  document: TestDocument,
  exact: string,
  stance: PinnedPassage['stance'],
): PinnedPassage => ({
  kind: 'passage',
  passage: document.passage(exact),
  stance,
  denial: false,
  answer: null,
});

/** The reviewer takes a slot of the claim. Gives the assignment’s id. */
export async function takeSlot(room: Newsroom, claimId: string, name: PersonName): Promise<string> {
  const assignmentId = randomUUID();
  const reviewerId = room.people[name];
  await room.run(room.as(name), { type: 'assign-slot', claimId, assignmentId, reviewerId });
  return assignmentId;
}

/** The reviewer takes a slot of the claim and records a verdict in it. */
export async function judge(
  room: Newsroom,
  claimId: string,
  name: PersonName,
  rating: Rating,
  evidence: readonly Evidence[] = [searched],
): Promise<void> {
  const assignmentId = await takeSlot(room, claimId, name);
  const verdict = { rating, rationale: `${name} looked, and finds it ${rating}.`, evidence };
  await room.run(room.as(name), { type: 'record-verdict', claimId, assignmentId, fence: 1, ...verdict });
}
