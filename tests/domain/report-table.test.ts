import { expect, test } from '@jest/globals';
import {
  Refused,
  REPORT_STATUSES,
  REPORT_TRANSITIONS,
  ROLES,
  type Actor,
  type RefusalCode,
  type Report,
  type ReportCommand,
  type ReportCommandType,
  type ReportStatus,
  type Role,
  type SystemActor,
} from '#domain';
import { person, system, SYSTEM_ACTORS } from './support/review.ts';
import {
  correcting,
  discarded,
  draft,
  DRAFT,
  published,
  publishing,
  reportId,
  send,
  signedOff,
  signOff,
  withdrawn,
} from './support/reports.ts';

const STATES = {
  none: () => null,
  draft,
  'signed-off': signedOff,
  published,
  /** A draft again, while version 1 stays published. */
  correcting,
  withdrawn,
  discarded,
} satisfies Record<string, () => Report | null>;
type State = keyof typeof STATES;

const COMMANDS: { [T in ReportCommandType]: ReportCommand & { type: T } } = {
  'draft-report': DRAFT,
  'edit-report': { type: 'edit-report', reportId, title: 't', summary: 's', claimIds: ['claim'] },
  'discard-report': { type: 'discard-report', reportId, reason: 'another desk has it' },
  'sign-off-report': { ...signOff, type: 'sign-off-report' },
  'publish-report': { type: 'publish-report', reportId, overrideReason: null },
  'record-rendering': { type: 'record-rendering', reportId, version: 1, pageSha256: 'ab', page: '<p>' },
  'open-correction': { type: 'open-correction', reportId, reason: 'a wrong date' },
  'cancel-correction': { type: 'cancel-correction', reportId, reason: 'the date was right' },
  'withdraw-report': { type: 'withdraw-report', reportId, reason: 'forged' },
};

/** Each role by rana, who decided the claim, and by pia, who did not. The gate is another file's subject. */
const ACTORS: readonly { who: Role | SystemActor; id: string; actor: Actor }[] = [
  ...ROLES.flatMap((who) => ['rana', 'pia'].map((id) => ({ who, id, actor: person(id, who) }))),
  // Object.keys loses the key type that the annotation above has just given it.
  ...SYSTEM_ACTORS.map((who) => ({ who, id: 'system', actor: system(who) })),
];

type Outcome = ReportStatus | RefusalCode;
type Row = { who: readonly (Role | SystemActor)[] } & Partial<Record<State, Outcome>>;

/** Whoever is not in a row is `forbidden`; a state that it does not name is `not-found` or `wrong-status`. */
const TABLE: Record<ReportCommandType, Row> = {
  'draft-report': {
    who: ['editor', 'publisher'],
    none: 'draft',
    draft: 'already-exists',
    'signed-off': 'already-exists',
    published: 'already-exists',
    correcting: 'already-exists',
    withdrawn: 'already-exists',
    discarded: 'already-exists',
  },
  'edit-report': { who: ['editor', 'publisher'], draft: 'draft', 'signed-off': 'draft', correcting: 'draft' },
  'discard-report': { who: ['editor', 'publisher'], draft: 'discarded', 'signed-off': 'discarded' },
  'sign-off-report': { who: ['publisher'], draft: 'signed-off', correcting: 'signed-off' },
  'publish-report': { who: ['publisher'], 'signed-off': 'published' },
  'record-rendering': {
    who: ['renderer'],
    draft: 'not-found',
    'signed-off': 'not-found',
    published: 'published',
    correcting: 'draft',
    withdrawn: 'withdrawn',
  },
  'open-correction': { who: ['publisher'], published: 'draft' },
  'cancel-correction': { who: ['editor', 'publisher'], correcting: 'published' },
  'withdraw-report': { who: ['publisher'], published: 'withdrawn', correcting: 'withdrawn' },
};

function outcomeOf(before: Report | null, command: ReportCommand, actor: Actor): Outcome {
  try {
    return send(before, actor, command).status;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
}

// The record types above hold every command and state; Object.keys only forgets that.
const commands = Object.keys(COMMANDS) as ReportCommandType[];
const states = Object.keys(STATES) as State[];

test.each(commands.flatMap((command) => states.map((state) => [command, state] as const)))(
  '%s in the state “%s” comes out as the table says, for every actor',
  (command, state) => {
    const row = TABLE[command];
    const expected = ACTORS.map(({ who, id }) => {
      const inside = row[state] ?? (state === 'none' ? 'not-found' : 'wrong-status');
      return `${who} ${id}: ${row.who.includes(who) ? inside : 'forbidden'}`;
    });
    const actual = ACTORS.map(
      ({ who, id, actor }) => `${who} ${id}: ${outcomeOf(STATES[state](), COMMANDS[command], actor)}`,
    );
    expect(actual).toEqual(expected);
  },
);

test('the table has 1,134 cells: 9 commands, 7 states in all 5 statuses and none, 18 actors', () => {
  const statuses = new Set(states.map((state) => STATES[state]()?.status ?? 'none'));
  expect([...statuses].sort()).toEqual([...REPORT_STATUSES, 'none'].sort());
  expect([commands.length, states.length, ACTORS.length]).toEqual([9, 7, 18]);
});

test('no outcome leaves the transition table, and each of its rows can be reached', () => {
  const reached = new Set<string>();
  const outside: string[] = [];
  // A published report whose correction is signed off may still be rendering.
  const all = [
    ...states.map((state) => STATES[state]()),
    send(correcting(), person('pia', 'publisher'), signOff),
  ];
  for (const report of all)
    for (const command of Object.values(COMMANDS))
      for (const { actor } of ACTORS) {
        if (!report) continue;
        const outcome = outcomeOf(report, command, actor);
        if (!REPORT_STATUSES.some((status) => status === outcome)) continue;
        const name = `${report.status} × ${command.type} → ${outcome}`;
        const allowed: readonly string[] = REPORT_TRANSITIONS[report.status][command.type] ?? [];
        if (allowed.includes(outcome)) reached.add(name);
        else outside.push(name);
      }
  const listed = Object.entries(REPORT_TRANSITIONS).flatMap(([status, row]) =>
    Object.entries(row).flatMap(([command, to]) => to.map((one) => `${status} × ${command} → ${one}`)),
  );
  expect(outside).toEqual([]);
  expect([...reached].sort()).toEqual(listed.sort());
});

test('a version is rendered once', () => {
  const once = send(published(), system('renderer'), COMMANDS['record-rendering']);
  expect(once.versions[0]?.pageSha256).toBe('ab');
  expect(outcomeOf(once, COMMANDS['record-rendering'], system('renderer'))).toBe('already-exists');
  const second = { ...COMMANDS['record-rendering'], version: 2 };
  expect(outcomeOf(once, second, system('renderer'))).toBe('not-found');
});

test('a report names only claims that are there', () => {
  const claimIds = ['claim', 'no-such-claim'];
  expect(outcomeOf(null, { ...DRAFT, claimIds }, person('pia', 'publisher'))).toBe('not-found');
  const edit = { ...COMMANDS['edit-report'], claimIds };
  expect(outcomeOf(draft(), edit, person('pia', 'publisher'))).toBe('not-found');
});

test('an edit takes the sign-off back', () => {
  const edited = send(signedOff(), person('edda', 'editor'), COMMANDS['edit-report']);
  expect(edited).toMatchObject({ status: 'draft', signedOffBy: null, title: 't', summary: 's' });
  expect(outcomeOf(edited, publishing(), person('pia', 'publisher'))).toBe('wrong-status');
});
