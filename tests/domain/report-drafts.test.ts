/** A report before its first publication, and between two: its slug, its end as a draft, a correction that is cancelled. */
import { expect, test } from '@jest/globals';
import {
  evolveReport,
  mayOnReport,
  Refused,
  type Claim,
  type GateFacts,
  type Report,
  type ReportCommand,
} from '#domain';
import { Course, minutes } from './support/course.ts';
import {
  correcting,
  decided,
  DRAFT,
  draft,
  gateFacts,
  published,
  publisher,
  publishing,
  reportId,
  send,
  signedOff,
  signOff,
  stampReport,
} from './support/reports.ts';
import { NOW, person } from './support/review.ts';

const editor = person('edda', 'editor');
const CONTENT = { title: 'The dam', summary: 'Twice.', claimIds: ['claim'] };
const edit = (slug?: string): ReportCommand => ({ type: 'edit-report', reportId, slug, ...CONTENT });
const CANCEL: ReportCommand = { type: 'cancel-correction', reportId, reason: 'The date was right.' };
const OPEN: ReportCommand = { type: 'open-correction', reportId, reason: 'Another figure.' };

const codeOf = (report: Report | null, command: ReportCommand, facts: Partial<GateFacts> = {}): string => {
  try {
    return send(report, publisher, command, facts).status;
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

test('a draft gets another slug, and one that is left out stays', () => {
  expect(send(draft(), editor, edit('the-dam'))).toMatchObject({
    slug: 'the-dam',
    publicSlug: null,
    ...CONTENT,
  });
  expect(send(draft(), editor, edit()).slug).toBe(DRAFT.slug);
  const before = stampReport({ type: 'report-edited', ...CONTENT }, editor);
  expect(evolveReport(draft(), reportId, before)).toMatchObject({ slug: DRAFT.slug, ...CONTENT });
  expect(send(signedOff(), editor, edit('the-dam'))).toMatchObject({ status: 'draft', signedOffBy: null });
});

test('what readers know by its address keeps its slug', () => {
  expect(published().publicSlug).toBe(DRAFT.slug);
  expect(codeOf(correcting(), edit('the-dam'))).toBe('wrong-status');
  // Not asked for, as it is its own.
  expect(codeOf(correcting(), edit(DRAFT.slug), { slug: 'taken' })).toBe('draft');
  const again = send(send(correcting(), publisher, signOff), publisher, publishing(), { slug: 'taken' });
  expect(again.versions).toHaveLength(2);
});

test('a slug that is taken or in another draft is no draft’s, and a draft whose slug was taken is not published', () => {
  for (const command of [edit('the-dam'), DRAFT]) {
    const report = command === DRAFT ? null : draft();
    expect(codeOf(report, command, { slug: 'taken' })).toBe('address-taken');
    expect(codeOf(report, command, { slug: 'in-draft' })).toBe('already-exists');
  }
  // Whose address it is by now is told as soon as it matters, and not for every edit.
  expect(codeOf(draft(), edit(), { slug: 'taken' })).toBe('draft');
  expect(() => send(signedOff(), publisher, publishing('agreed'), { slug: 'taken' })).toThrow(
    'choose another slug',
  );
  expect(codeOf(signedOff(), publishing(), { slug: 'in-draft' })).toBe('published');
});

test('the reason of an open correction is reworded with the rest, and of nothing else', () => {
  const reworded: ReportCommand = {
    type: 'edit-report',
    reportId,
    ...CONTENT,
    correction: 'The day was wrong.',
  };
  const open = send(send(correcting(), publisher, signOff), editor, reworded);
  expect(open).toMatchObject({ status: 'draft', correction: 'The day was wrong.', signedOffBy: null });
  expect(send(open, editor, edit()).correction).toBe('The day was wrong.');
  const next = send(send(open, publisher, signOff), publisher, publishing());
  expect(next.versions[1]?.content.correction).toBe('The day was wrong.');
  expect(send(open, editor, CANCEL).correction).toBeNull();
  for (const report of [draft(), signedOff()]) expect(codeOf(report, reworded)).toBe('wrong-status');
});

test('no draft gets an address that names somebody who is protected', () => {
  const workspace = {
    ...gateFacts().workspace,
    protections: [{ person: { id: 'p', label: 'a witness', names: ['Ana Lima'] }, ended: null }],
  };
  expect(codeOf(draft(), edit('what-ana-lima-saw'), { workspace })).toBe('publish-gate-closed');
});

test('what was never published is discarded with its reason, and what was published never', () => {
  const discard: ReportCommand = { type: 'discard-report', reportId, reason: 'Another desk has it.' };
  const gone = send(signedOff(), editor, discard);
  expect(gone).toMatchObject({
    status: 'discarded',
    discardedReason: 'Another desk has it.',
    publicSlug: null,
  });
  expect(mayOnReport(gone, publisher)).toEqual([]);
  for (const report of [published(), correcting()]) {
    expect(mayOnReport(report, publisher)).not.toContain('discard-report');
    expect(codeOf(report, discard)).toBe('wrong-status');
  }
});

test('a cancelled correction leaves the report as it was published, whatever was written and signed since', () => {
  for (const report of [published(), corrected()]) {
    const written = send(
      send(report, publisher, OPEN),
      editor,
      { ...CONTENT, type: 'edit-report', reportId, claimIds: [] },
      {
        claims: [],
      },
    );
    for (const open of [written, send(written, person('paul', 'publisher'), signOff)]) {
      const cancelled = send(open, editor, CANCEL);
      expect(cancelled).toEqual({ ...report, edition: open.edition + 1 });
      expect(mayOnReport(cancelled, publisher)).toEqual(mayOnReport(report, publisher));
    }
  }
});

const corrected = (): Report => send(send(correcting(), publisher, signOff), publisher, publishing());

const again = (openedAt: string): Course => {
  const course = new Course().vote('verified', 'verified');
  course.reopen({ now: openedAt });
  return course;
};

test('while readers wait for the outcome of a claim that was decided anew, the correction stays', () => {
  const anew = again(minutes(1)).vote('unverified', 'unverified').now;
  const cancelling = (claims: readonly Claim[]) => send(correcting(), publisher, CANCEL, { claims });
  expect(() => cancelling([decided('other'), anew])).toThrow(
    '1 of its claims was decided anew since version 1, and readers are told that the next version says how: publish the correction, or withdraw the report.',
  );
  // In review, contested or decided before it was published: nothing has been promised.
  const contested = again(minutes(1)).vote('verified', 'unverified').now;
  const known = again(NOW).vote('unverified', 'unverified').now;
  for (const claim of [again(minutes(1)).now, contested, known])
    expect(cancelling([claim]).status).toBe('published');
  expect(cancelling([decided()]).status).toBe('published');
});
