/**
 * The recall attacked: an editor takes claims out of review in worlds in which a reviewer has voted, has not, has taken it
 * back. What the recall is answered, what comes of it, and what can be done afterwards must not tell which of them it is.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../support/eventually.ts';
import type { PersonName } from '../support/newsroom.ts';
import { searched } from '../support/newsroom.ts';
import { hear, look, readLog, shown } from './looks.ts';
import { goOn, openBase, openWorld, type Base, type Secret, type World } from './worlds.ts';

/** Who still judges, who recalls, who settles, who runs it. */
const VIEWERS: readonly PersonName[] = ['remy', 'edda', 'adil', 'alma'];
/** Those that leave something behind; what is less is looked at before a recall (seal.test.ts). */
const SECRETS = [
  'votes',
  'votes and takes it back',
  'votes and talks',
  'votes and starts a thread',
] as const satisfies readonly Secret[];

const REASON = { reason: 'It went to the wrong desk.' };
const JUDGEMENT = { rating: 'unverified', rationale: 'We asked.', evidence: [searched] };

interface Observed {
  readonly answers: Map<string, unknown>;
  readonly recalled: Map<string, unknown>;
  readonly routed: Map<string, unknown>;
  readonly heard: Record<string, unknown>;
  readonly log: unknown;
}

type Step = readonly [PersonName, string, string, object?, Record<string, string>?];

const recalls = ({ base: { claims, assignments } }: World): Step[] => [
  ['remy', 'POST', `/claims/${claims.main}/recall`, REASON],
  ['edda', 'POST', `/claims/${claims.main}/recall`, REASON, { 'if-match': '"2"' }],
  ...(['main', 'returned', 'conflicted', 'removed', 'deactivated', 'half'] as const).map((name): Step => [
    'edda',
    'POST',
    `/claims/${claims[name]}/recall`,
    REASON,
  ]),
  ['edda', 'POST', `/claims/${claims.main}/recall`, REASON],
  ['edda', 'POST', `/assignments/${assignments['main rana']}/return`, REASON],
  ['remy', 'POST', `/assignments/${assignments['main remy']}/verdict`, { fence: 1, ...JUDGEMENT }],
  ['remy', 'POST', `/assignments/${assignments['main rana']}/withdraw`, { fence: 1 }],
];

/** Where a recalled claim may go: to another desk, to nobody, into another claim, to the same people again. */
const waysOn = ({ base: { room, claims, otherDesk } }: World): Step[] => [
  ['edda', 'POST', `/claims/${claims.main}/route`, { deskId: otherDesk }],
  ['edda', 'POST', `/claims/${claims.main}/assignments`, { reviewerId: room.people.rana }],
  ['edda', 'POST', `/claims/${claims.main}/assignments`, { reviewerId: room.people.remy }],
  ['edda', 'POST', `/claims/${claims.returned}/decline`, REASON],
  ['edda', 'POST', `/claims/${claims.returned}/accept`, {}],
  ['edda', 'POST', `/claims/${claims.conflicted}/merge`, { into: claims.handed, ...REASON }],
  ['edda', 'POST', `/claims/${claims.removed}/decline`, REASON],
  ['edda', 'POST', `/claims/${claims.half}/route`, { deskId: room.deskId }],
  ['edda', 'POST', `/claims/${claims.half}/recall`, REASON],
  ['rosa', 'POST', `/desks/${room.deskId}/take-next`],
  ['adil', 'POST', `/claims/${claims.main}/adjudication`, JUDGEMENT],
  ['alma', 'POST', `/people/${room.people.rana}/deactivate`, REASON],
];

async function observe(world: World): Promise<Observed> {
  // A leaf's time is in whole seconds: what comes now shall not be taken for what was done in secret.
  const second = (time: string) => time.slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  await eventually(async () => second(new Date().toISOString()) > second(world.secretly[1]), true);
  const answers = new Map<string, unknown>();
  const take = async (steps: readonly Step[]): Promise<Map<string, unknown>> => {
    for (const [name, ...request] of steps)
      answers.set(
        `${answers.size}: ${name} ${request[0]} ${request[1]}`,
        shown(world, await world.ask(name, ...request)),
      );
    await world.order();
    return look(world, VIEWERS);
  };
  const recalled = await take(recalls(world));
  await goOn(world, ['main', 'returned', 'conflicted', 'half']);
  const routed = await take(waysOn(world));
  const [sentinel, originId] = [world.room.workspaceId, randomUUID()];
  const end = { type: 'register-origin', originId, kind: 'other', title: 'The end' } as const;
  await world.room.run(world.room.as('edda'), end);
  await world.order();
  const heard: Record<string, unknown> = {};
  for (const name of ['remy', 'rosa', 'edda', 'adil'] as const)
    heard[name] = await hear(world, name, sentinel);
  return { answers, recalled, routed, heard, log: await readLog(world) };
}

let base: Base;
let expected: Observed;
beforeAll(async () => {
  base = await openBase();
  expected = await observed('nothing');
}, 120_000);
afterAll(() => base.database.drop());

async function observed(secret: Secret): Promise<Observed> {
  const world = await openWorld(base, secret);
  try {
    return await observe(world);
  } finally {
    await world.close();
  }
}

describe.each(SECRETS)('when a reviewer %s', (secret) => {
  let seen: Observed;
  beforeAll(async () => {
    seen = await observed(secret);
  }, 120_000);

  test('the recall, and whatever is done afterwards, is answered in the same words', () => {
    for (const [step, answer] of seen.answers)
      expect([step, answer]).toEqual([step, expected.answers.get(step)]);
  });

  test('nobody else reads anything else of a recalled claim than when nothing was done', () => {
    for (const [path, answer] of seen.recalled)
      expect([path, answer]).toEqual([path, expected.recalled.get(path)]);
  });

  test('nor once it is declined, merged, or in review again', () => {
    for (const [path, answer] of seen.routed)
      expect([path, answer]).toEqual([path, expected.routed.get(path)]);
  });

  test('the stream of events and the log tell the same', () => {
    expect(seen.heard).toEqual(expected.heard);
    expect(seen.log).toEqual(expected.log);
  });
});

test('the steps do what they are meant to', () => {
  const statuses = [...expected.answers.values()].map((answer) => (answer as { status: number }).status); // shown() made it
  const ofRecall = [403, 412, 200, 200, 200, 200, 200, 200, 409, 409, 409, 409];
  expect(statuses).toEqual([...ofRecall, 200, 201, 201, 200, 200, 200, 200, 200, 200, 404, 409, 200]);
  expect(expected.recalled.size).toBeGreaterThan(300);
});
