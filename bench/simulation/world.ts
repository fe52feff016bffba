/** A workspace of the wanted size: people, desks, documents, rules. All of it through execute(). */
import { createHash, randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { Actor, Occurrence, Passage, Role } from '#domain';
import { execute, type Command } from '#workflow';
import type { Chance } from './random.ts';

export interface Size {
  readonly reviewers: number;
  readonly desks: number;
  readonly claims: number;
}

export type Person = Extract<Actor, { kind: 'person' }>;

export interface Desk {
  readonly id: string;
  readonly topic: string;
}

export interface World {
  readonly workspaceId: string;
  readonly editor: Person;
  readonly admin: Person;
  readonly adjudicators: readonly Person[];
  readonly reviewers: readonly Person[];
  readonly desks: readonly Desk[];
  readonly sources: readonly Source[];
  run(actor: Actor, command: Command): Promise<unknown>;
}

/** A document, with a passage that stands in it and an origin of its own. */
export interface Source {
  readonly documentId: string;
  readonly publisher: string;
  readonly passage: Passage;
}

const SOURCES = 20;
const ADJUDICATORS = 2;
const DESKS_A_REVIEWER = 3;
const LANGUAGES = ['en', 'fr'] as const;
/** Every desk alike, so that its limit is the limit. */
export const POLICY = {
  independentVerdicts: 2,
  verifiedOrigins: 2,
  rubricVersion: 1,
  leaseMinutes: 90,
  dueHours: 6,
  wipLimit: 4,
} as const;

export async function openWorld(db: DataSource, chance: Chance, size: Size): Promise<World> {
  const workspaceId = randomUUID();
  const setup: Actor = { kind: 'system', workspaceId, name: 'setup' };
  const run = (actor: Actor, command: Command) => execute(db, actor, command);
  await run(setup, {
    type: 'open-workspace',
    workspaceId,
    slug: 'simulation',
    name: 'Simulation',
    correctionsPolicy: 'Write to the desk.',
  });
  const admit = async (name: string, role: Role, languages: readonly string[]): Promise<Person> => {
    const personId = randomUUID();
    await run(setup, { type: 'admit-person', personId, name, roles: [role], languages });
    return { kind: 'person', workspaceId, personId, role };
  };
  const editor = await admit('Editor', 'editor', ['en']);
  const admin = await admit('Admin', 'admin', ['en']);
  const adjudicators: Person[] = [];
  for (let index = 0; index < ADJUDICATORS; index++)
    adjudicators.push(await admit(`Adjudicator ${index}`, 'adjudicator', LANGUAGES));
  const reviewers: Person[] = [];
  for (let index = 0; index < size.reviewers; index++)
    // Most read both languages.
    reviewers.push(await admit(`Reviewer ${index}`, 'reviewer', index % 5 ? LANGUAGES : ['en']));
  const desks = await openDesks(run, setup, size.desks);
  for (const { personId } of reviewers)
    for (const { id: deskId } of chance.some(desks, DESKS_A_REVIEWER))
      await run(setup, { type: 'add-desk-member', deskId, personId });
  await run(setup, { type: 'set-routing-rules', rules: desks.map(routeByTopic) });
  const sources: Source[] = [];
  for (let index = 0; index < SOURCES; index++) sources.push(await receive(run, editor, index));
  return { workspaceId, editor, admin, adjudicators, reviewers, desks, sources, run };
}

async function openDesks(run: World['run'], setup: Actor, count: number): Promise<Desk[]> {
  const desks: Desk[] = [];
  for (let index = 0; index < count; index++) {
    const desk = { id: randomUUID(), topic: `topic ${index}` };
    await run(setup, {
      type: 'open-desk',
      deskId: desk.id,
      slug: `desk-${index}`,
      name: `Desk ${index}`,
      topic: desk.topic,
      languages: LANGUAGES,
      requiredSkills: [],
      ...POLICY,
    });
    desks.push(desk);
  }
  return desks;
}

const routeByTopic = ({ id, topic }: Desk) => ({
  name: topic,
  deskId: id,
  when: {
    topics: [topic],
    languages: null,
    minPriority: null,
    maxPriority: null,
    figureConflict: null,
    protectedPerson: null,
  },
});

async function receive(run: World['run'], editor: Person, index: number): Promise<Source> {
  const [documentId, versionId, originId] = [randomUUID(), randomUUID(), randomUUID()];
  const publisher = `Publisher ${index}`;
  const exact = `Paper ${index} says that it rained.`;
  const text = `${exact} Nobody else was asked.`;
  const sha256 = createHash('sha256').update(text).digest('hex');
  await run(editor, {
    type: 'receive-document',
    documentId,
    versionId,
    title: `Paper ${index}`,
    publisher,
    publishedAt: '2026-03-01',
    language: 'en',
    bytesSha256: sha256,
    textSha256: sha256,
    characters: text.length,
    mediaType: 'text/plain',
    text,
    regions: [],
    warnings: [],
    address: null,
  });
  const title = `What ${publisher} saw, ${originId}`;
  await run(editor, { type: 'register-origin', originId, kind: 'other', title });
  await run(editor, { type: 'confirm-origin', documentId, originId, reason: 'They were there.' });
  const passage = {
    versionId,
    start: 0,
    end: exact.length,
    exact,
    prefix: '',
    suffix: text.slice(exact.length, 40),
  };
  return { documentId, publisher, passage };
}

const FRENCH = 0.2;

/** A claim comes in: proposed, accepted, and on its desk by the rules. */
export async function bringClaim(world: World, chance: Chance): Promise<void> {
  const claimId = randomUUID();
  const { documentId, passage } = chance.pick(world.sources);
  const occurrence: Occurrence = { documentId, passage, speaker: null, attribution: null, figures: [] };
  const { topic } = chance.pick(world.desks);
  await world.run(world.editor, {
    type: 'propose-claim',
    claimId,
    text: `It rained, as to ${topic}.`,
    language: chance.happens(FRENCH) ? 'fr' : 'en',
    score: chance.between(0, 1_000),
    claimType: 'event-property',
    features: [],
    occurrences: [occurrence],
  });
  await world.run(world.editor, { type: 'accept-claim', claimId, priority: null });
}
