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

/** What the publishing transaction may find: the claim decided, open again, a policy missing, a conflict declared. */
const WORLDS = {
  decided: gateFacts({ claims: [decided()] }),
  reopened: gateFacts({ claims: [reopened()] }),
  'no policy': gateFacts({ workspace: workspace({ correctionsPolicy: '' }) }),
  conflict: gateFacts({ claimsWithConflictedDecider: ['claim'] }),
};
type World = keyof typeof WORLDS;

const TYPES: readonly ReportCommandType[] = [
  'draft-report',
  'edit-report',
  'sign-off-report',
  'sign-off-report',
  'sign-off-report',
  'publish-report',
  'publish-report',
  'publish-report',
  'record-rendering',
  'open-correction',
  'open-correction',
  'withdraw-report',
];

const seldom = <T>(value: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 7, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: value });
const move = fc.record({
  type: fc.constantFrom(...TYPES),
  who: fc.constantFrom('pia', 'paul', 'rana'),
  role: seldom(fc.constantFrom(...ROLES)),
  world: seldom(fc.constantFrom<World>('reopened', 'no policy', 'conflict')),
  reason: seldom(fc.constant('agreed with the editor')),
  number: fc.integer({ min: 1, max: 3 }),
});
type Move = ReturnType<(typeof move)['generate']>['value'];

function commandOf({ type, number, reason }: Move): ReportCommand {
  switch (type) {
    case 'draft-report':
      return DRAFT;
    case 'edit-report':
      return { type, reportId, title: `Title ${number}`, summary: '', claimIds: ['claim'] };
    case 'sign-off-report':
      return { type, reportId };
    case 'publish-report':
      return { type, reportId, overrideReason: reason };
    case 'record-rendering':
      return { type, reportId, version: number, pageSha256: `page ${number}`, page: '' };
    case 'open-correction':
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
  if (before.status === 'withdrawn') expect(after.status).toBe('withdrawn');
  if (after.status === 'published' || after.status === 'withdrawn') expect(after.versions).not.toEqual([]);
  // A report may be withdrawn while its correction is signed off, and while it is not.
  if (after.status !== 'withdrawn') expect(after.signedOffBy !== null).toBe(after.status !== 'draft');
}

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
  expect(world).toBe('decided');
}

test('no sequence of commands publishes without a sign-off, changes a version, or cannot be replayed', () => {
  const reached = { published: 0, corrected: 0, withdrawn: 0, rendered: 0, overridden: 0, refused: 0 };
  fc.assert(
    fc.property(fc.array(move, { minLength: 10, maxLength: 40, size: 'max' }), (moves) => {
      const log: Stamped<ReportEvent>[] = [];
      let report: Report = send(null, person('pia', 'publisher'), DRAFT);
      const first = report;
      for (const [count, one] of moves.entries()) {
        const before: Report = report;
        const world = one.world ?? 'decided';
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
          continue;
        }
        checkStep(before, command, report);
        checkGate(before, command, world);
      }
      checkPublications(log);
      expect(log.reduce((state, event) => evolveReport(state, reportId, event), first)).toEqual(report);
      reached.published += Number(report.versions.length > 0);
      reached.corrected += Number(report.versions.some(({ content }) => content.correction !== null));
      reached.withdrawn += Number(report.status === 'withdrawn');
      reached.rendered += Number(report.versions.some(({ pageSha256 }) => pageSha256));
      reached.overridden += Number(report.versions.some(({ overrideReason }) => overrideReason));
    }),
    { numRuns: 500 },
  );
  // The commands reach far enough for the rest to mean something.
  for (const [what, times] of Object.entries(reached)) expect([what, times > 10]).toEqual([what, true]);
});
