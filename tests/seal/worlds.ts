/**
 * Twin worlds: one newsroom, cloned with every id and time in it, in which then one reviewer does something under seal, or
 * nothing. Whatever anybody else is answered afterwards must be the same in all of them.
 */
import { randomUUID } from 'node:crypto';
import { execute } from '#workflow';
import { sequence } from '../../apps/worker/src/sequencer.ts';
import { freshDatabase, type TestDatabase } from '../support/database.ts';
import {
  judge,
  openNewsroom,
  receive,
  routeClaim,
  searched,
  takeSlot,
  type Newsroom,
} from '../support/newsroom.ts';
import { startAll, type Ask, type Running } from '../support/running.ts';

const SENTENCES = {
  main: 'The river rose four metres on Sunday.',
  returned: 'Three hundred people were brought to safety.',
  conflicted: 'The weir was closed for two days.',
  removed: 'The bridge was shut at noon.',
  deactivated: 'The mayor called for help at night.',
  half: 'Two dams were opened by hand.',
  handed: 'The sluice was oiled in spring.',
  decided: 'The gauge stood still for an hour.',
};
export type ClaimName = keyof typeof SENTENCES;
/** Why rana gave a claim back: what she makes of it, in words that whoever still judges it must not read. */
export const HANDED_BACK = 'Plainly false, and I know the keeper.';
/** The claims on which the reviewer acts in secret. */
const SECRETS: readonly ClaimName[] = ['main', 'returned', 'conflicted', 'removed', 'deactivated', 'half'];

export interface Base {
  readonly database: TestDatabase;
  readonly room: Newsroom;
  readonly claims: Record<ClaimName, string>;
  readonly assignments: Record<string, string>;
  readonly otherDesk: string;
  readonly report: string;
  /** A talk about the claim in question, which is closed to those who still judge it. */
  readonly thread: string;
  readonly documents: readonly string[];
  /** Every id that can stand in a path. */
  readonly ids: readonly string[];
}

export async function openBase(): Promise<Base> {
  const database = await freshDatabase();
  const room = await openNewsroom(database.db);
  const editor = room.as('edda');
  const document = await receive(room, Object.values(SENTENCES).join(' '), 'The Gauge');
  const weir = await receive(room, `Seen from the weir. ${SENTENCES.conflicted}`, 'The Weir');
  const otherDesk = await openOtherDesk(room);

  const claims = {} as Record<ClaimName, string>; // filled right below
  for (const [name, sentence] of Object.entries(SENTENCES) as [ClaimName, string][]) {
    const at = name === 'removed' ? { ...room, deskId: otherDesk } : room;
    claims[name] = await routeClaim(at, name === 'conflicted' ? weir : document, sentence);
  }
  const assignments: Record<string, string> = {};
  for (const name of SECRETS)
    for (const person of name === 'half' ? (['rana'] as const) : (['rana', 'remy'] as const)) {
      const assignmentId = (assignments[`${name} ${person}`] = randomUUID());
      const reviewerId = room.people[person];
      await room.run(editor, { type: 'assign-slot', claimId: claims[name], assignmentId, reviewerId });
    }
  assignments['handed rana'] = await takeSlot(room, claims.handed, 'rana');
  assignments['handed remy'] = await takeSlot(room, claims.handed, 'remy');
  await room.run(room.as('rana'), {
    type: 'return-assignment',
    claimId: claims.handed,
    assignmentId: assignments['handed rana'],
    fence: 1,
    reason: HANDED_BACK,
  });
  assignments['handed rosa'] = await takeSlot(room, claims.handed, 'rosa');
  await judge(room, claims.decided, 'rosa', 'unverified');
  await judge(room, claims.decided, 'remy', 'unverified');
  const report = randomUUID();
  const draft = { slug: 'flood', title: 'The flood', summary: '', claimIds: [claims.main, claims.decided] };
  await room.run(room.as('pia'), { type: 'draft-report', reportId: report, ...draft });
  const thread = randomUUID();
  const talk = { claimId: claims.main, passage: null, text: 'Who keeps the gauge?', mentions: [] };
  await room.run(editor, { type: 'start-thread', threadId: thread, commentId: randomUUID(), ...talk });
  await sequence(database.system, 10_000);
  await database.disconnect();
  const ids = [
    ...Object.values(claims),
    ...Object.values(assignments),
    ...Object.values(room.people),
    room.deskId,
    otherDesk,
    report,
    thread,
    document.documentId,
    weir.documentId,
  ];
  const documents = [document.documentId, weir.documentId];
  return { database, room, claims, assignments, otherDesk, report, thread, documents, ids };
}

async function openOtherDesk(room: Newsroom): Promise<string> {
  const deskId = randomUUID();
  const settings = { topic: 'rivers', languages: ['en'], independentVerdicts: 2, verifiedOrigins: 2 };
  const limits = { leaseMinutes: 60, dueHours: 24, wipLimit: 20, requiredSkills: [], rubricVersion: 2 };
  await room.run(room.setup, {
    type: 'open-desk',
    deskId,
    slug: 'rivers',
    name: 'Rivers',
    ...settings,
    ...limits,
  });
  for (const name of ['rana', 'remy'] as const)
    await room.run(room.setup, { type: 'add-desk-member', deskId, personId: room.people[name] });
  return deskId;
}

/** What rana does in secret, on each of the claims. */
export const SECRETLY = {
  nothing: [],
  'writes a draft': ['draft'],
  votes: ['verdict'],
  'votes and takes it back': ['verdict', 'withdraw'],
  'votes and talks': ['verdict', 'comment'],
  'votes and starts a thread': ['verdict', 'thread'],
  'votes, takes it back and votes anew': ['draft', 'verdict', 'withdraw', 'verdict'],
} as const;
export type Secret = keyof typeof SECRETLY;

export interface World {
  readonly base: Base;
  readonly database: TestDatabase;
  readonly room: Newsroom;
  readonly running: Running;
  /** Postgres' clock before and after what was done in secret. */
  readonly secretly: readonly [string, string];
  /** The threads that she began in secret. */
  readonly begun: ReadonlyMap<ClaimName, string>;
  ask: Ask;
  /** The n-th thing that this world was seen to hold, whatever its id. */
  named(id: string): string;
  /** Gives pending entries their place in the log. */
  order(): Promise<void>;
  close(): Promise<void>;
}

export async function openWorld(base: Base, secret: Secret, { worker = false } = {}): Promise<World> {
  const database = await freshDatabase(base.database.name);
  const room: Newsroom = { ...base.room, run: (actor, command) => execute(database.db, actor, command) };
  const running = await startAll(database, 'postgres', { worker });
  const ask: Ask = (...request) => running.ask(room, ...request);
  const clock = async (): Promise<string> =>
    (await database.admin.query('select clock_timestamp() as now')).rows[0].now.toISOString();
  const before = await clock();
  const begun = new Map<ClaimName, string>();
  for (const claim of SECRETS.filter((name) => base.assignments[`${name} rana`]))
    for (const step of SECRETLY[secret])
      if (step === 'comment') await comment(ask, base.thread);
      else if (step === 'thread') begun.set(claim, await begin(ask, base.claims[claim]));
      else await secretly(ask, base.assignments[`${claim} rana`]!, step);
  const names = new Map<string, string>();
  const named = (id: string): string => {
    const name = names.get(id) ?? `<thing ${names.size + 1}>`;
    names.set(id, name);
    return name;
  };
  const order = async () => void (await sequence(database.system, 10_000));
  await order();
  const secretlyAt = [before, await clock()] as const;
  const close = async () => {
    await running.stop();
    await database.drop();
  };
  return { base, database, room, running, secretly: secretlyAt, begun, ask, named, order, close };
}

async function comment(ask: Ask, thread: string): Promise<void> {
  const said = { text: 'The harbour office keeps one.', mentions: [] };
  const answer = await ask('rana', 'POST', `/threads/${thread}/comments`, said);
  if (answer.status >= 300) throw new Error(`comment: ${JSON.stringify(answer.body)}`);
}

async function begin(ask: Ask, claim: string): Promise<string> {
  const said = { passage: null, text: 'Who reads the gauge at night?', mentions: [] };
  const answer = await ask('rana', 'POST', `/claims/${claim}/threads`, said);
  if (answer.status >= 300) throw new Error(`thread: ${JSON.stringify(answer.body)}`);
  return answer.body.id;
}

/** She goes on in the threads that she began in secret, once she has no slot of their claims any more. */
export async function goOn({ ask, begun }: World, claims: readonly ClaimName[]): Promise<void> {
  for (const claim of claims) {
    const thread = begun.get(claim);
    if (!thread) continue;
    await comment(ask, thread);
    const { status, body } = await ask('rana', 'POST', `/threads/${thread}/resolve`);
    if (body.code !== 'talk-closed') throw new Error(`resolve: ${status} ${JSON.stringify(body)}`);
  }
}

async function secretly(ask: Ask, id: string, step: 'draft' | 'verdict' | 'withdraw'): Promise<void> {
  const { fence } = (await ask('rana', 'GET', `/assignments/${id}`)).body;
  const judgement = { rating: 'unverified', rationale: 'Nobody kept a record.', evidence: [searched] };
  const answer =
    step === 'draft'
      ? await ask('rana', 'PUT', `/assignments/${id}/draft`, judgement, { 'if-match': '"0"' })
      : await ask('rana', 'POST', `/assignments/${id}/${step}`, {
          fence,
          ...(step === 'verdict' && judgement),
        });
  if (answer.status >= 300) throw new Error(`${step}: ${JSON.stringify(answer.body)}`);
}
