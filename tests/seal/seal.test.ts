/**
 * The seal attacked: worlds in which a reviewer has voted, has not, has taken it back, are compared through the eyes of
 * everybody else. Reads before and after each attempt, the attempts' own answers, the stream of events and the log.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PersonName } from '../support/newsroom.ts';
import { searched } from '../support/newsroom.ts';
import { hear, look, readLog, shown, VIEWERS } from './looks.ts';
import {
  goOn,
  HANDED_BACK,
  openBase,
  openWorld,
  SECRETLY,
  type Base,
  type Secret,
  type World,
} from './worlds.ts';

let base: Base;
let nothing: World;
let expected: Observed;
beforeAll(async () => {
  base = await openBase();
  nothing = await openWorld(base, 'nothing');
  expected = await observe(nothing);
}, 120_000);
afterAll(async () => {
  await nothing.close();
  await base.database.drop();
});

interface Observed {
  readonly before: Map<string, unknown>;
  readonly answers: Map<string, unknown>;
  readonly after: Map<string, unknown>;
  readonly heard: Record<string, unknown>;
  readonly log: unknown;
}

type Attempt = readonly [PersonName, string, string, object?, Record<string, string>?];

const JUDGEMENT = { rating: 'unverified', rationale: 'We asked.', evidence: [searched] };
const UNFOUNDED = { rating: 'verified', rationale: 'It is known.', evidence: [] };
const REASON = { reason: 'To see what happens.' };

/** What people may try in order to find out, and what they may do that has an effect: the same in every world. */
function attempts({ base: { room, claims, assignments, otherDesk, report } }: World): Attempt[] {
  const hers = assignments['main rana']!;
  const main = `/claims/${claims.main}`;
  return [
    ['remy', 'POST', `/assignments/${hers}/verdict`, { fence: 1, ...JUDGEMENT }],
    ['remy', 'POST', `/assignments/${hers}/withdraw`, { fence: 1 }],
    ['remy', 'POST', `/assignments/${hers}/return`, { fence: 1, ...REASON }],
    ['remy', 'GET', `/assignments/${hers}/draft`],
    ['remy', 'PUT', `/assignments/${hers}/draft`, JUDGEMENT, { 'if-match': '"0"' }],
    ['edda', 'GET', `/assignments/${hers}/draft`],
    ['remy', 'POST', `/assignments/${assignments['main remy']}/verdict`, { fence: 9, ...JUDGEMENT }],
    ['remy', 'POST', `/assignments/${assignments['main remy']}/withdraw`, { fence: 1 }],
    ['remy', 'POST', `/assignments/${assignments['main remy']}/verdict`, { fence: 1, ...UNFOUNDED }],
    ...['rana', 'remy', 'rosa'].map((name): Attempt => [
      'edda',
      'POST',
      `${main}/assignments`,
      { reviewerId: room.people[name as PersonName] },
    ]),
    ['edda', 'POST', `/claims/${claims.half}/assignments`, { reviewerId: room.people.rana }],
    ['remy', 'POST', `${main}/assignments`, { reviewerId: room.people.remy }],
    ['edda', 'POST', `${main}/decline`, REASON],
    ['edda', 'POST', `${main}/reopen`, REASON],
    ['edda', 'POST', `${main}/route`, { deskId: otherDesk }],
    ['edda', 'POST', `${main}/override`, { requirement: 'search', ...REASON }],
    ['edda', 'POST', `${main}/override`, { requirement: 'support', ...REASON }, { 'if-match': '"2"' }],
    ['adil', 'POST', `${main}/adjudication`, JUDGEMENT],
    ['pia', 'POST', `/reports/${report}/sign-off`],
    ['pia', 'POST', `/reports/${report}/publish`, {}],
    ['remy', 'POST', `/desks/${room.deskId}/take-next`],
    ['rosa', 'POST', `/desks/${room.deskId}/take-next`],
    // An editor takes the slot back, the reviewer declares a conflict, leaves a desk.
    ['edda', 'POST', `/assignments/${assignments['returned rana']}/return`, REASON],
    ['edda', 'POST', `/assignments/${assignments['returned rana']}/return`, REASON],
    ['rana', 'POST', `/people/${room.people.rana}/conflicts`, { kind: 'publisher', name: 'The Weir' }],
    ['edda', 'POST', `/desks/${otherDesk}/members/${room.people.rana}/remove`, REASON],
  ];
}

/** And is deactivated. */
function lastAttempts({ base: { room } }: World): Attempt[] {
  return [
    ['alma', 'POST', `/people/${room.people.rana}/deactivate`, REASON],
    ['rosa', 'POST', `/desks/${room.deskId}/take-next`],
  ];
}

async function observe(world: World): Promise<Observed> {
  const before = await look(world);
  const answers = new Map<string, unknown>();
  const attempt = async (list: readonly Attempt[]): Promise<void> => {
    for (const [name, method, path, body, headers] of list)
      answers.set(
        `${answers.size}: ${name} ${method} ${path}`,
        shown(world, await world.ask(name, method, path, body, headers)),
      );
  };
  await attempt(attempts(world));
  await goOn(world, ['removed']);
  await attempt(lastAttempts(world));
  await world.order();
  const after = await look(world);
  const sentinel = world.room.workspaceId;
  const originId = randomUUID();
  await world.room.run(world.room.as('edda'), {
    type: 'register-origin',
    originId,
    kind: 'other',
    title: 'The end',
  });
  await world.order();
  const heard: Record<string, unknown> = {};
  for (const name of ['remy', 'rosa', 'edda', 'adil'] as const)
    heard[name] = await hear(world, name, sentinel);
  return { before, answers, after, heard, log: await readLog(world) };
}

const SECRETS = (Object.keys(SECRETLY) as Secret[]).filter((one) => one !== 'nothing'); // its own keys

describe.each(SECRETS)('when a reviewer %s', (secret) => {
  let observed: Observed;
  beforeAll(async () => {
    const world = await openWorld(base, secret);
    try {
      observed = await observe(world);
    } finally {
      await world.close();
    }
  }, 120_000);

  test('nobody else reads anything else than when nothing was done', () => {
    expect([...observed.before.keys()]).toEqual([...expected.before.keys()]);
    for (const [path, answer] of observed.before)
      expect([path, answer]).toEqual([path, expected.before.get(path)]);
  });

  test('every attempt is answered in the same words', () => {
    for (const [attempt, answer] of observed.answers)
      expect([attempt, answer]).toEqual([attempt, expected.answers.get(attempt)]);
  });

  test('and has the same effect, as far as anybody else can see', () => {
    for (const [path, answer] of observed.after)
      expect([path, answer]).toEqual([path, expected.after.get(path)]);
  });

  test('the stream of events tells the same, at the same positions', () => {
    expect(observed.heard).toEqual(expected.heard);
  });

  test('the log has the same leaves', () => {
    expect(observed.log).toEqual(expected.log);
  });
});

/** What somebody reads of a claim's history while its round is open. */
const historyOf = (name: PersonName, claimId: string): string =>
  JSON.stringify(expected.before.get(`${name} GET /api/v1/claims/${claimId}/history`));

test('the history of an open round tells editors alone who holds or held a slot, and everybody of their own', () => {
  const { claims, assignments, room } = base;
  for (const claim of ['main', 'half', 'handed'] as const)
    for (const name of VIEWERS) {
      const told = historyOf(name, claims[claim]);
      const given = name === 'edda' || `${claim} ${name}` in assignments;
      expect([name, claim, told.includes('slot-assigned')]).toEqual([name, claim, given]);
      for (const holder of ['rana', 'remy', 'rosa'] as const) {
        const assignmentId = assignments[`${claim} ${holder}`];
        if (!assignmentId) continue;
        const known = name === 'edda' || name === holder;
        const ids = [assignmentId, room.people[holder]];
        expect([name, claim, holder, ids.map((id) => told.includes(id))]).toEqual([
          name,
          claim,
          holder,
          [known, known],
        ]);
      }
      const leases = told.match(/"leaseUntil"/g)?.length ?? 0;
      const theirs = assignments[`${claim} ${name}`] ? 1 : 0;
      if (name !== 'edda') expect([name, claim, leases]).toEqual([name, claim, theirs]);
    }
});

test('why a slot of it was given back is read by editors who may read the talk about the claim', () => {
  const readers = VIEWERS.filter((name) => historyOf(name, base.claims.handed).includes(HANDED_BACK));
  expect(readers).toEqual(['edda']);
});

test('the attempts do what they are meant to: some are refused, some change the world', () => {
  const statuses = [...expected.answers.values()].map((answer) => (answer as { status: number }).status); // shown() made it
  expect(new Set(statuses)).toEqual(new Set([200, 201, 403, 404, 409, 412, 422]));
  expect(expected.before.size).toBeGreaterThan(500);
  expect(expected.log).toHaveProperty('length');
  expect(JSON.stringify(expected.log).length).toBeGreaterThan(5_000);
});
