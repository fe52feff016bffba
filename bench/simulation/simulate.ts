/**
 * A newsroom lives through some days, in a database with a clock of ours: claims come in, people work or do not, the
 * clock jumps, Redis is wiped. Everything goes through execute() and the queues. Chance is seeded; what happens at the
 * same time meets as it meets.
 */
import pg from 'pg';
import { openDataSource } from '#database';
import { checkLog } from '#workflow';
import { simulateClock, type SimulatedClock } from './clock.ts';
import { measureFairness, type Fairness } from './fairness.ts';
import { Incidents, STEP_MINUTES } from './incidents.ts';
import { checkStanding, type Standing } from './outcomes.ts';
import { checkDeadlines, checkEscalations, type DeadlineCounts, type EscalationCounts } from './deadlines.ts';
import { People } from './people.ts';
import { openWorks, type Works } from './queues.ts';
import { Chance } from './random.ts';
import { violationsSeen, watchAssignments } from './watch.ts';
import { bringClaim, openWorld, POLICY, type Size, type World } from './world.ts';

export interface Place {
  /** A migrated database, of which the simulation is the only user. */
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly systemUrl: string;
  /** null: the queues are in the same database. */
  readonly redisUrl: string | null;
}

export interface Settings extends Size {
  readonly seed: number;
  /** Claims that come in at each step, on average. */
  readonly arrivals: number;
  /** Replays the whole log against the rows at the end. */
  readonly checkLog: boolean;
  readonly onStep?: (step: number, broughtIn: number) => void;
}

export interface Report {
  readonly steps: number;
  readonly simulatedHours: number;
  readonly did: Readonly<Record<string, number>>;
  readonly heard: Readonly<Record<string, number>>;
  readonly wipes: number;
  readonly jumps: number;
  readonly violations: Readonly<Record<string, number>>;
  readonly wronglyDone: readonly string[];
  readonly deadlines: DeadlineCounts;
  readonly escalations: EscalationCounts;
  /** When people were in the middle of it. */
  readonly midway: Midway;
  /** When all was over. */
  readonly standing: Standing;
  readonly deadJobs: number;
  readonly logProblems: readonly string[];
  readonly fairness: Fairness;
}

/** What waits while everybody works, looked at every so many steps. */
interface Midway {
  looks: number;
  waiting: number;
  readonly reasons: Record<string, number>;
  readonly problems: string[];
}

function lookAt({ waitingSlots, reasons, problems }: Standing, midway: Midway): void {
  midway.looks++;
  midway.waiting += waitingSlots;
  midway.problems.push(...problems);
  for (const [name, slots] of Object.entries(reasons))
    midway.reasons[name] = (midway.reasons[name] ?? 0) + slots;
}

const AT_ONCE = 12;
const POOL = 20;
const SYSTEM_POOL = 5;
/** After the last claim came in: time enough for everybody to finish or to lose what they hold. */
const STEPS_AFTER = Math.ceil((POLICY.dueHours * 60 * 3) / STEP_MINUTES);
/** Every so many steps a rush: so many times as much comes in at once. */
const RUSH = { every: 8, times: 4 };
const WIPE_EVERY = 20;
const LOOK_EVERY = 5;
const JUMP_EVERY = 25;
const JUMPS_MINUTES = [-20, 180, -45, 400];

export async function simulate(place: Place, settings: Settings): Promise<Report> {
  const owner = new pg.Client({ connectionString: place.ownerUrl });
  await owner.connect();
  const clock = await simulateClock(owner);
  await watchAssignments(owner);
  const db = await openDataSource(place.appUrl, POOL);
  const system = await openDataSource(place.systemUrl, SYSTEM_POOL);
  const chance = new Chance(settings.seed);
  const world = await openWorld(db, chance, settings);
  const works = await openWorks(db, system, place);
  const people = new People(world, db, owner, chance);
  const incidents = new Incidents(world, people, owner, chance);
  const began = await clock.now();
  try {
    const lived = await live({ owner, clock, chance, world, works, people, incidents }, settings);
    const now = await clock.now();
    return {
      ...lived,
      simulatedHours: (now.getTime() - began.getTime()) / 3_600_000,
      did: people.did,
      heard: people.heard,
      wronglyDone: people.wronglyDone,
      violations: await violationsSeen(owner),
      deadlines: await checkDeadlines(owner, now),
      escalations: await checkEscalations(owner, now),
      standing: await checkStanding(owner),
      deadJobs: (await owner.query('select 1 from app.dead_letters')).rows.length,
      logProblems: settings.checkLog ? (await checkLog(db, world.workspaceId)).problems : [],
      fairness: await measureFairness(owner),
    };
  } finally {
    await works.close();
    await db.destroy();
    await system.destroy();
    await owner.end();
  }
}

interface Parts {
  readonly owner: pg.Client;
  readonly clock: SimulatedClock;
  readonly chance: Chance;
  readonly world: World;
  readonly works: Works;
  readonly people: People;
  readonly incidents: Incidents;
}

/** Step by step: time goes by, what is due happens, then people act, all of a step at the same time. */
async function live({ owner, clock, chance, world, works, people, incidents }: Parts, settings: Settings) {
  const midway: Midway = { looks: 0, waiting: 0, reasons: {}, problems: [] };
  let broughtIn = 0;
  let after = 0;
  let [steps, wipes, jumps] = [0, 0, 0];
  while (after < STEPS_AFTER) {
    steps++;
    await clock.advance(STEP_MINUTES);
    if (steps % JUMP_EVERY === 0) await clock.advance(JUMPS_MINUTES[jumps++ % JUMPS_MINUTES.length] ?? 0);
    if (works.kind === 'redis' && steps % WIPE_EVERY === 0) {
      await works.wipe();
      wipes++;
    }
    await works.settle();
    if (steps % LOOK_EVERY === 0) lookAt(await settledStanding({ owner, clock, works }), midway);
    const coming = Math.min(settings.claims - broughtIn, arrivalsAt(steps, settings.arrivals));
    broughtIn += coming;
    if (!coming) after++;
    const actions = [
      ...(await people.actions()),
      ...(coming ? await incidents.actions(steps) : []),
      ...Array.from({ length: coming }, () => () => bringClaim(world, chance)),
    ];
    await Promise.all([inLanes(actions), works.move()]);
    // What was set free or came in is given out now, not when time has gone by.
    await works.settle();
    settings.onStep?.(steps, broughtIn);
  }
  // Nobody does anything any more: what waits is looked at once more, and says why.
  await clock.advance(STEP_MINUTES);
  await works.settle();
  return { steps, wipes, jumps, midway };
}

/** Within a minute every slot that waits is asked again why. */
const ASKED_AGAIN_MINUTES = 1;
const ASKED_AGAIN_AT_MOST = 3;

/**
 * Who came back in the last half minute is still away to a slot that was asked before, and that they have no room for. So
 * what is not true is looked at once more after a minute.
 */
async function settledStanding({ owner, clock, works }: Pick<Parts, 'owner' | 'clock' | 'works'>) {
  let standing = await checkStanding(owner);
  for (let asked = 0; asked < ASKED_AGAIN_AT_MOST && standing.problems.length; asked++) {
    await clock.advance(ASKED_AGAIN_MINUTES);
    await works.settle();
    standing = await checkStanding(owner);
  }
  return standing;
}

/** On average what was asked for, most of it in a rush. */
function arrivalsAt(step: number, average: number): number {
  const quiet = (average * (RUSH.every - RUSH.times)) / (RUSH.every - 1);
  return Math.round(step % RUSH.every === 1 ? average * RUSH.times : quiet);
}

async function inLanes(actions: (() => Promise<void>)[]): Promise<void> {
  const rest = [...actions].reverse();
  const lane = async () => {
    for (let next = rest.pop(); next; next = rest.pop()) await next();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
}
