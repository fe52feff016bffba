import { randomUUID } from 'node:crypto';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { deskQueue, jobKey, jobsFor, JOBS, parseJob, QUEUES, type JobSpec } from '#jobs';

// Few ids, so that two jobs often differ in one place only; and short ones, so that what stands beside them could run together.
const id = fc.constantFrom('1', '11', '1a', 'a1', '00000000-0000-4000-8000-000000000001');
const number = fc.constantFrom(0, 1, 2, 11, 12);
const workspaceId = '00000000-0000-4000-8000-0000000000ff';
const job: fc.Arbitrary<JobSpec> = fc.oneof(
  fc.record({ documentId: fc.constant('d'), versionId: id }).map((data) => ({
    name: 'extract-claims' as const,
    data: { workspaceId, ...data },
  })),
  fc.record({ claimId: id, round: number, slot: number, fence: number }).map((data) => ({
    name: 'fill-slot' as const,
    data: { workspaceId, ...data },
  })),
  fc.record({ personId: id, cause: fc.constantFrom('ab', 'b', 'abab') }).map((data) => ({
    name: 'offer-work' as const,
    data: { workspaceId, ...data },
  })),
  fc.record({ claimId: fc.constant('c'), assignmentId: id, fence: number }).map((data) => ({
    name: 'expire-lease' as const,
    data: { workspaceId, ...data },
  })),
  fc.record({ reportId: id, version: number }).map((data) => ({
    name: 'render-report' as const,
    data: { workspaceId, ...data },
  })),
  fc.record({ reportId: id, version: number }).map((data) => ({
    name: 'build-proof' as const,
    data: { workspaceId, ...data },
  })),
);

test('two jobs have one key only if they are one job', () => {
  // Many at a time: two that differ in one place only must meet.
  const jobs = fc.uniqueArray(job, {
    minLength: 60,
    maxLength: 120,
    size: 'max',
    selector: (one) => JSON.stringify(one),
  });
  fc.assert(
    fc.property(jobs, (different) => {
      expect(new Set(different.map(jobKey)).size).toBe(different.length);
    }),
    { numRuns: 300 },
  );
});

test('a key is one that BullMQ takes: no colon, and not a number', () => {
  fc.assert(
    fc.property(job, (one) => {
      expect(jobKey(one)).not.toContain(':');
      expect(Number.isNaN(Number(jobKey(one)))).toBe(true);
    }),
  );
});

test('no two desks share a queue, and none is a queue that is always there', () => {
  const slug = fc.stringMatching(/^[a-c0][a-c0-]{0,3}$/);
  fc.assert(
    fc.property(slug, slug, slug, slug, (workspace, desk, otherWorkspace, otherDesk) => {
      const same = workspace === otherWorkspace && desk === otherDesk;
      expect(deskQueue(workspace, desk) === deskQueue(otherWorkspace, otherDesk)).toBe(same);
      expect(deskQueue(workspace, desk)).not.toContain(':');
      expect(QUEUES).not.toContain(deskQueue(workspace, desk));
    }),
    { numRuns: 5_000 },
  );
  expect(deskQueue('a-b', 'c')).not.toBe(deskQueue('a', 'b-c'));
});

const uuid = randomUUID();
const good = { workspaceId: uuid, claimId: uuid, round: 1, slot: 2, fence: 0 };

test('a job comes out of a queue as it went in', () => {
  const through = (spec: JobSpec) => parseJob(spec.name, JSON.parse(JSON.stringify(spec.data)));
  expect(through({ name: 'fill-slot', data: good })).toEqual({ name: 'fill-slot', data: good });
});

test.each(['', 'fill', 'constructor', '__proto__', 'toString'])('the name “%s” is refused', (name) => {
  expect(() => parseJob(name, good)).toThrow('unknown job');
});

test.each([
  ['nothing', undefined],
  ['no object', 'fill-slot'],
  ['a missing field', { ...good, fence: undefined }],
  ['an id that is none', { ...good, claimId: 'somebody' }],
  ['a number as text', { ...good, slot: '2' }],
  ['half a slot', { ...good, slot: 1.5 }],
])('a payload with %s is refused', (_, data) => {
  expect(() => parseJob('fill-slot', data)).toThrow();
});

test('every job goes to a queue that has a worker', () => {
  for (const { queue } of Object.values(JOBS)) expect([...QUEUES, 'desk']).toContain(queue);
});

const where = { workspaceId: uuid, id: uuid, leafHash: 'ab'.repeat(32) };
const freed = { assignmentId: uuid, reviewerId: uuid, round: 1, slot: 2, fence: 5 };

test('a round asks for as many slots as its policy wants, each at its first fence', () => {
  const policy = {
    rubricVersion: 1,
    independentVerdicts: 3,
    verifiedOrigins: 2,
    leaseMinutes: 60,
    dueHours: 24,
  };
  const jobs = jobsFor({
    ...where,
    event: { type: 'round-opened', round: 2, deskId: uuid, policy, routedBy: null },
  });
  expect(jobs.map(({ data }) => data)).toEqual(
    [1, 2, 3].map((slot) => ({ workspaceId: uuid, claimId: uuid, round: 2, slot, fence: 0 })),
  );
});

test('a slot that is free again is offered at its new fence, and its reviewer gets other work', () => {
  const expected = [
    { name: 'fill-slot', data: { ...good, fence: 5 } },
    { name: 'offer-work', data: { workspaceId: uuid, personId: uuid, cause: 'ab'.repeat(8) } },
  ];
  expect(jobsFor({ ...where, event: { type: 'lease-expired', ...freed } })).toEqual(expected);
  expect(jobsFor({ ...where, event: { type: 'slot-returned', reason: 'no time', ...freed } })).toEqual(
    expected,
  );
});

test('what a clock brings is not asked for by the log: the reconciler finds it when its time has nearly come', () => {
  const times = { leaseUntil: '2026-03-02T10:00:00.000Z', dueAt: '2026-03-02T17:00:00.000Z' };
  const selection = { by: 'reviewer' as const, passedOver: {} };
  const { round: _round, slot: _slot, ...of } = freed;
  const events = [
    { type: 'slot-assigned' as const, ...freed, ...times, selection },
    { type: 'lease-renewed' as const, ...of, leaseUntil: times.leaseUntil },
    { type: 'verdict-withdrawn' as const, ...of, leaseUntil: times.leaseUntil },
  ];
  for (const event of events) expect(jobsFor({ ...where, event })).toEqual([]);
  // Whoever was away may be there until then; their return is another job.
  const away = { from: times.leaseUntil, until: times.dueAt };
  expect(jobsFor({ ...where, event: { type: 'availability-set', away } })).toEqual([
    { name: 'offer-work', data: { workspaceId: uuid, personId: uuid, cause: 'ab'.repeat(8) } },
  ]);
});
