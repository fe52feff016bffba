import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  changedBy,
  decideRereview,
  evolveRereview,
  isPermitted,
  NOTHING_KNOWN,
  passagesIn,
  REREVIEW_CAUSES,
  REREVIEW_STATUSES,
  Refused,
  restsOn,
  ROLES,
  type Claim,
  type Evidence,
  type MappedAnchor,
  type Rereview,
  type RereviewCommand,
  type RereviewContext,
  type RereviewStatus,
} from '#domain';
import { Course } from './support/course.ts';
import { editor, NOW, person, search, system, SYSTEM_ACTORS } from './support/review.ts';

const MARK: Extract<RereviewCommand, { type: 'mark-for-rereview' }> = {
  type: 'mark-for-rereview',
  rereviewId: 'mark',
  claimId: 'claim',
  cause: 'source-changed',
  causeId: 'version-2',
  documentId: 'document',
  changed: [],
  evidence: [],
  reason: null,
};

const pinned = (versionId: string, start: number): Evidence => ({
  kind: 'passage',
  passage: { versionId, start, end: start + 4, exact: `at ${start}`, prefix: '', suffix: '' },
  stance: 'context',
  denial: false,
  answer: null,
});

/** Decided by two reviewers who pinned these. */
function decided(first: readonly Evidence[] = [], second: readonly Evidence[] = []): Claim {
  const course = new Course();
  course.record(course.assign('rana'), 'unverified', { evidence: [search, ...first] });
  course.record(course.assign('remy'), 'unverified', { evidence: [...second, search] });
  return course.now;
}

const knowing = (claim: Claim | null, more: Partial<RereviewContext> = {}): RereviewContext => ({
  claim,
  known: [],
  passageStands: () => true,
  ...more,
});

function after(
  before: Rereview | null,
  command: RereviewCommand,
  claim: Claim | null,
  by = editor,
): Rereview {
  const [event] = decideRereview(before, command, by, claim ? knowing(claim) : NOTHING_KNOWN);
  if (!event) throw new Error('nothing happened');
  return evolveRereview(before, command.rereviewId, { ...event, at: NOW, by: 'edda' });
}

const open = (more: Partial<typeof MARK> = {}) => after(null, { ...MARK, ...more }, decided());
const DISMISS = { type: 'dismiss-rereview', rereviewId: 'mark', reason: 'a slip of the pen' } as const;
const TAKE_UP = { type: 'take-up-rereview', rereviewId: 'mark', round: 2 } as const;
const STATES: Record<RereviewStatus, () => Rereview> = {
  open: () => open(),
  dismissed: () => after(open(), DISMISS, null),
  reopened: () => after(open(), TAKE_UP, null),
};

const outcome = (work: () => Rereview): string => {
  try {
    return work().status;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

test.each(REREVIEW_STATUSES)('one that is %s is settled once', (status) => {
  const isOpen = status === 'open';
  expect(outcome(() => after(STATES[status](), DISMISS, null))).toBe(isOpen ? 'dismissed' : 'wrong-status');
  expect(outcome(() => after(STATES[status](), TAKE_UP, null))).toBe(isOpen ? 'reopened' : 'wrong-status');
  expect(outcome(() => after(null, DISMISS, null))).toBe('not-found');
});

test('only editors decide, and besides them only what reads documents may mark', () => {
  const may = (type: RereviewCommand['type']) => [
    ...ROLES.filter((role) => isPermitted(person('x', role), type)),
    ...SYSTEM_ACTORS.filter((name) => isPermitted(system(name), type)),
  ];
  expect(may('dismiss-rereview')).toEqual(['editor']);
  expect(may('take-up-rereview')).toEqual(['editor']);
  expect(may('mark-for-rereview')).toEqual(['editor', 'extraction']);
});

test('one mark for each claim and cause', () => {
  const claim = decided();
  const known = [open()];
  const mark = (command: typeof MARK) => () =>
    decideRereview(null, command, editor, knowing(claim, { known }));
  expect(mark({ ...MARK, rereviewId: 'another' })).toThrow(/already/);
  expect(mark({ ...MARK, rereviewId: 'another', causeId: 'version-3' })()).toHaveLength(1);
  expect(mark({ ...MARK, rereviewId: 'another', cause: 'source-corrected' })()).toHaveLength(1);
});

test('a source concerns outcomes only; a person may also speak of a claim on its way to one', () => {
  const underway = new Course();
  underway.record(underway.assign('rana'), 'unverified', { evidence: [search, pinned('v', 0)] });
  const contested = new Course().vote('unverified', 'disputed').now;
  const allowed = (claim: Claim | null) =>
    REREVIEW_CAUSES.filter((cause) => outcome(() => after(null, { ...MARK, cause }, claim)) === 'open');
  expect(allowed(underway.now)).toEqual(['new-evidence', 'challenged']);
  expect(allowed(contested)).toEqual([...REREVIEW_CAUSES]);
  expect(allowed(decided())).toEqual([...REREVIEW_CAUSES]);
  expect(allowed(null)).toEqual([]);
});

test('what is sealed is rested on by nobody, and what was withdrawn by nobody any more', () => {
  const course = new Course();
  const first = course.assign('rana');
  course.record(first, 'unverified', { evidence: [search, pinned('withdrawn', 0)] });
  expect(restsOn(course.now)).toEqual([]);
  course.send(person('rana', 'reviewer'), {
    type: 'withdraw-verdict',
    claimId: course.id,
    assignmentId: first,
    fence: course.assignment(first).slot.fence,
  });
  course.record(first, 'unverified', { evidence: [search, pinned('given', 0)] });
  course.record(course.assign('remy'), 'unverified');
  expect(restsOn(course.now).map(({ passage }) => passage.versionId)).toEqual(['given']);
  course.reopen();
  expect(restsOn(course.now)).toEqual([]);
});

const evidence = fc.array(
  fc.oneof(
    fc.constant(search),
    fc
      .record({ version: fc.constantFrom('v1', 'w1'), start: fc.nat(3) })
      .map(({ version, start }) => pinned(version, start)),
  ),
  { maxLength: 4 },
);

test('exactly the passages that read otherwise are named, each once, whoever pinned them', () => {
  fc.assert(
    fc.property(evidence, evidence, fc.array(fc.nat(3)), (first, second, changedStarts) => {
      const claim = decided(first, second);
      const anchors = restsOn(claim).flatMap(({ passage, ...place }): MappedAnchor[] => {
        if (passage.versionId !== 'v1') return [];
        const differs = changedStarts.includes(passage.start);
        const found = { start: 0, end: 4, exact: differs ? 'else' : passage.exact, method: 'quote' as const };
        const at = { kind: 'evidence' as const, ...place };
        // An orphan reads otherwise too.
        return [
          {
            claimId: claim.id,
            place: at,
            fromVersionId: 'v1',
            score: 0,
            found: differs && passage.start === 3 ? null : found,
          },
        ];
      });
      const expected = new Set(
        restsOn(claim)
          .filter(({ passage }) => passage.versionId === 'v1' && changedStarts.includes(passage.start))
          .map(({ passage }) => passage.start),
      );
      const changed = changedBy(claim, anchors, []);
      expect(changed).toHaveLength(expected.size);
      expect(new Set(changed.map(({ passage }) => passage.start))).toEqual(expected);
      // Said once, it is not said again; and it is not another claim's.
      expect(changedBy(claim, anchors, [open({ changed })])).toEqual([]);
      expect(changedBy({ ...claim, id: 'another' }, anchors, [])).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('the passages of a document are those of its versions', () => {
  const claim = decided([pinned('v1', 0), pinned('w1', 1)], [pinned('v1', 0), pinned('v2', 2)]);
  expect(passagesIn(claim, new Set(['v1', 'v2'])).map(({ versionId, start }) => [versionId, start])).toEqual([
    ['v1', 0],
    ['v2', 2],
  ]);
});

test('an adjudicator’s evidence counts, and so does that of the verdicts that did not prevail', () => {
  const course = new Course().vote('unverified', 'disputed');
  course.adjudicate('adil', 'unverified', { evidence: [search, pinned('adjudicator', 0)] });
  expect(restsOn(course.now).map(({ slot, passage }) => [slot, passage.versionId])).toEqual([
    [2, 'one'],
    [2, 'two'],
    [0, 'adjudicator'],
  ]);
});
