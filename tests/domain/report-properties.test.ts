import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  decideReport,
  evolveReport,
  Refused,
  REPORT_TRANSITIONS,
  ROLES,
  type Actor,
  type Claim,
  type Report,
  type ReportVersion,
  type ReportCommand,
  type ReportCommandType,
  type ReportEvent,
  type Stamped,
} from '#domain';
import { Course, minutes } from './support/course.ts';
import { person, system } from './support/review.ts';
import { decided, DRAFT, gateFacts, reportId, send, stampReport, workspace } from './support/reports.ts';

const reopened = (): Claim => {
  const course = new Course().vote('verified', 'verified');
  course.reopen();
  return course.now;
};

/** Decided once more, in a round that was opened after anything that is published here. */
const decidedAnew = (): Claim => {
  const course = new Course().vote('verified', 'verified');
  course.reopen({ now: minutes(1_000) });
  return course.vote('unverified', 'unverified').now;
};

/** What the transaction may find: the claim decided, open again, a policy missing, a conflict declared, an address taken. */
const WORLDS = {
  decided: gateFacts({ claims: [decided()] }),
  'decided anew': gateFacts({ claims: [decidedAnew()] }),
  taken: gateFacts({ slug: 'taken' }),
  reopened: gateFacts({ claims: [reopened()] }),
  'no policy': gateFacts({ workspace: workspace({ correctionsPolicy: '' }) }),
  conflict: gateFacts({ claimsWithConflictedDecider: ['claim'] }),
};
type World = keyof typeof WORLDS;

/** How often each is tried. A withdrawn or discarded report goes no further: that comes seldom, so that the rest gets far. */
const WEIGHTS: Record<ReportCommandType, number> = {
  'draft-report': 2,
  'edit-report': 2,
  'discard-report': 1,
  'sign-off-report': 9,
  'publish-report': 9,
  'record-rendering': 3,
  'open-correction': 9,
  'cancel-correction': 9,
  'withdraw-report': 1,
};
// The record's own keys.
const types = fc.oneof(
  ...(Object.keys(WEIGHTS) as ReportCommandType[]).map((type) => ({
    weight: WEIGHTS[type],
    arbitrary: fc.constant(type),
  })),
);

const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const move = fc.record({
  type: types,
  who: fc.constantFrom('pia', 'paul', 'rana'),
  role: seldom(fc.constantFrom(...ROLES)),
  world: fc.oneof(
    { weight: 5, arbitrary: fc.constant<World>('decided') },
    { weight: 2, arbitrary: fc.constant<World>('decided anew') },
    { weight: 1, arbitrary: fc.constantFrom<World>('reopened', 'taken', 'no policy', 'conflict') },
  ),
  reason: seldom(fc.constant('agreed with the editor')),
  number: fc.integer({ min: 1, max: 3 }),
});
type Move = ReturnType<(typeof move)['generate']>['value'];

function commandOf({ type, number, reason }: Move): ReportCommand {
  switch (type) {
    case 'draft-report':
      return DRAFT;
    case 'edit-report':
      return {
        type,
        reportId,
        slug: `dam-${number}`,
        title: `Title ${number}`,
        summary: '',
        claimIds: ['claim'],
        ...(reason && { correction: reason }),
      };
    case 'sign-off-report':
      return { type, reportId };
    case 'publish-report':
      return { type, reportId, overrideReason: reason };
    case 'record-rendering':
      return { type, reportId, version: number, pageSha256: `page ${number}`, page: '' };
    case 'open-correction':
    case 'cancel-correction':
    case 'discard-report':
    case 'withdraw-report':
      return { type, reportId, reason: `reason ${number}` };
  }
}

const actorOf = ({ type, who, role }: Move): Actor =>
  type === 'record-rendering' && !role ? system('renderer') : person(who, role ?? 'publisher');

function checkStep(before: Report, command: ReportCommand, after: Report): void {
  expect(REPORT_TRANSITIONS[before.status][command.type]).toContain(after.status);
  expect(after.edition).toBe(before.edition + 1);
  expect(after.versions.map(({ number }) => number)).toEqual(after.versions.map((_, index) => index + 1));
  // A version stays as it was published; only its page is added, once.
  for (const [index, version] of before.versions.entries()) {
    const { pageSha256, ...rest } = version;
    expect(after.versions[index]).toMatchObject(rest);
    if (pageSha256) expect(after.versions[index]?.pageSha256).toBe(pageSha256);
  }
  if (before.status === 'withdrawn' || before.status === 'discarded')
    expect(after.status).toBe(before.status);
  if (after.status === 'discarded') expect([after.versions, after.publicSlug]).toEqual([[], null]);
  // An address stays what it is from the first publication on.
  expect(after.publicSlug).toBe(after.versions[0]?.content.slug ?? null);
  if (after.publicSlug !== null) expect(after.slug).toBe(after.publicSlug);
  if (after.status === 'published' || after.status === 'withdrawn') expect(after.versions).not.toEqual([]);
  // A report may be withdrawn or discarded while what is in work is signed off, and while it is not.
  if (after.status !== 'withdrawn' && after.status !== 'discarded')
    expect(after.signedOffBy !== null).toBe(after.status !== 'draft');
}

/** A cancelled correction leaves the report as it was before it: only its edition counts on, and pages are rendered. */
function checkCancelled(standing: Report | null, after: Report, world: World): void {
  const kept = (report: Report) => ({ ...report, edition: 0, versions: report.versions.map(unrendered) });
  expect(kept(after)).toEqual(standing && kept(standing));
  expect(world).not.toBe('decided anew');
}

const unrendered = (version: ReportVersion) => ({ ...version, pageSha256: null });

/** Every publication follows a sign-off with nothing in between that changes what was signed. */
function checkPublications(log: readonly Stamped<ReportEvent>[]): void {
  const last = log
    .filter(({ type }) => type !== 'report-rendered')
    .map(({ type }, index, all) => ({ type, previous: all[index - 1]?.type }));
  for (const { type, previous } of last)
    if (type === 'report-published') expect(previous).toBe('report-signed-off');
}

/** Claims decided always; by another, with a policy and without conflicts, unless a reason is on record. */
function checkGate(before: Report, command: ReportCommand, world: World): void {
  if (command.type !== 'publish-report') return;
  expect(world).not.toBe('reopened');
  if (command.overrideReason !== null) return;
  expect(before.signedOffBy).not.toBe('rana');
  // Its address is taken for ever once it has one.
  expect(['decided', 'decided anew', ...(before.versions.length ? ['taken'] : [])]).toContain(world);
}

test('no sequence of commands publishes without a sign-off, changes a version, or cannot be replayed', () => {
  const reached = {
    published: 0,
    corrected: 0,
    withdrawn: 0,
    rendered: 0,
    overridden: 0,
    refused: 0,
    cancelled: 0,
    owed: 0,
    discarded: 0,
  };
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 40, size: 'max' }), (moves) => {
      const log: Stamped<ReportEvent>[] = [];
      let report: Report = send(null, person('pia', 'publisher'), DRAFT);
      const first = report;
      let standing: Report | null = null;
      for (const [count, one] of moves.entries()) {
        const before: Report = report;
        const { world } = one;
        const command = commandOf(one);
        const now = minutes(count);
        try {
          for (const event of decideReport(report, command, actorOf(one), { ...WORLDS[world], now })) {
            log.push(stampReport(event, actorOf(one), now));
            report = evolveReport(report, reportId, stampReport(event, actorOf(one), now));
          }
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          expect(report).toBe(before);
          reached.refused += Number(error.code === 'publish-gate-closed');
          reached.owed += Number(error.code === 'correction-owed');
          continue;
        }
        checkStep(before, command, report);
        checkGate(before, command, world);
        if (command.type === 'cancel-correction') checkCancelled(standing, report, world);
        reached.cancelled += Number(command.type === 'cancel-correction');
        if (report.status === 'published') standing = report;
      }
      checkPublications(log);
      expect(log.reduce((state, event) => evolveReport(state, reportId, event), first)).toEqual(report);
      reached.published += Number(report.versions.length > 0);
      reached.corrected += Number(report.versions.some(({ content }) => content.correction !== null));
      reached.withdrawn += Number(report.status === 'withdrawn');
      reached.discarded += Number(report.status === 'discarded');
      reached.rendered += Number(report.versions.some(({ pageSha256 }) => pageSha256));
      reached.overridden += Number(report.versions.some(({ overrideReason }) => overrideReason));
    }),
    { numRuns: 500 },
  );
  // The commands reach far enough for the rest to mean something.
  for (const [what, times] of Object.entries(reached)) expect([what, times > 10]).toEqual([what, true]);
});
