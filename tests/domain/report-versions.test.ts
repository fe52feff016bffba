/** The versions of a report: published, corrected, withdrawn. */
import { expect, test } from '@jest/globals';
import { decideReport, evolveReport, mayOnReport } from '#domain';
import { minutes } from './support/course.ts';
import {
  correcting,
  DRAFT,
  draft,
  gateFacts,
  publisher,
  published,
  publishing,
  reportId,
  send,
  signedOff,
  signOff,
  stampReport,
  withdrawn,
} from './support/reports.ts';
import { NOW } from './support/review.ts';

const LATE = minutes(15 * 60 + 30);
const WITHDRAW = { type: 'withdraw-report', reportId, reason: 'The leak was forged.' } as const;
const WITNESS = { person: { id: 'p', label: 'a witness', names: ['Ana Lima'] }, ended: null };

test('publishing stores version 1 with who and when', () => {
  const [version, ...more] = published().versions;
  expect(more).toEqual([]);
  expect(version).toMatchObject({ number: 1, publishedAt: NOW, publishedBy: 'pia', pageSha256: null });
  expect(version?.content).toMatchObject({ version: 1, correction: null, publishedAt: NOW });
});

test('a version keeps what it rests on, and one of before that was recorded rests on nothing known', () => {
  const restsOn = [['Y2xhaW0=', 'YmFsbG90']];
  expect(send(signedOff(), publisher, publishing(), { restsOn }).versions[0]).toMatchObject({ restsOn });
  const [event] = decideReport(signedOff(), publishing(), publisher, gateFacts());
  if (event?.type !== 'report-published') throw new Error('it was published');
  const { restsOn: _, ...before } = event;
  const replayed = evolveReport(signedOff(), 'report', stampReport(before, publisher));
  expect(replayed.versions[0]).toMatchObject({ restsOn: null });
});

test('a correction needs a new sign-off, makes version 2 with its reason, and leaves version 1 as it was', () => {
  const open = correcting();
  expect(open).toMatchObject({ status: 'draft', correction: 'The date was wrong.', signedOffBy: null });
  const again = send(send(open, publisher, signOff), publisher, publishing(), { now: LATE });
  expect(again.status).toBe('published');
  expect(again.versions.map(({ number }) => number)).toEqual([1, 2]);
  expect(again.versions[0]).toEqual(published().versions[0]);
  expect(again.versions[1]?.content).toMatchObject({
    version: 2,
    correction: 'The date was wrong.',
    publishedAt: LATE,
  });
});

test('a withdrawal leaves the versions and the reason', () => {
  const report = withdrawn();
  expect(report).toMatchObject({ status: 'withdrawn', withdrawnReason: 'The leak was forged.' });
  expect(report.versions).toEqual(published().versions);
});

test('what readers are shown is withdrawn at any time, also while its correction waits', () => {
  const signed = send(correcting(), publisher, signOff);
  for (const report of [published(), correcting(), signed]) {
    expect(mayOnReport(report, publisher)).toContain('withdraw-report');
    expect(send(report, publisher, WITHDRAW)).toMatchObject({
      status: 'withdrawn',
      versions: [{ number: 1 }],
    });
  }
  for (const report of [draft(), signedOff()]) {
    expect(mayOnReport(report, publisher)).not.toContain('withdraw-report');
    expect(() => send(report, publisher, WITHDRAW)).toThrow('it cannot be withdrawn now');
  }
});

test('the reason of a withdrawal, which readers are shown, names nobody who is protected', () => {
  const workspace = { ...gateFacts({}).workspace, protections: [WITNESS] };
  const withdraw = (reason: string) => send(published(), publisher, { ...WITHDRAW, reason }, { workspace });
  expect(() => withdraw('It endangers  ANA-Lima.')).toThrow(
    /names a protected person: say it without the name/,
  );
  expect(withdraw('It endangers a witness.').withdrawnReason).toBe('It endangers a witness.');
});

test('a report whose address names somebody who is protected is not even drafted', () => {
  const workspace = { ...gateFacts({}).workspace, protections: [WITNESS] };
  const drafting = (slug: string) => () => send(null, publisher, { ...DRAFT, slug }, { workspace });
  expect(drafting('what-ana-lima-saw')).toThrow('The address of the report holds a protected name');
  expect(drafting('what-a-witness-saw')().status).toBe('draft');
});

test('the edition of a report counts the events that changed it', () => {
  const editions = [published().edition, correcting().edition, withdrawn().edition];
  expect(editions).toEqual([3, 4, 4]);
  expect(send(correcting(), publisher, { type: 'sign-off-report', reportId }).edition).toBe(5);
});
