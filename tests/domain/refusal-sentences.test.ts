/** What people are told when a rule says no: in words, not in the names that code has for things. */
import { expect, test } from '@jest/globals';
import { decideClaim, isPermitted, PERMISSIONS, requirePermission, type CommandType } from '#domain';
import { STATES } from './support/claim-table.ts';
import { EVERYONE } from './support/everyone.ts';
import { refusalOf } from './support/outcome.ts';
import { draft, published, publisher, send, signedOff } from './support/reports.ts';
import { context, editor, person } from './support/review.ts';

// The record's keys are these names.
const COMMANDS = Object.keys(PERMISSIONS) as CommandType[];
const rana = person('rana', 'reviewer');

test('who may not is told which people may, and never of parts of the system', () => {
  const told = COMMANDS.flatMap((command) =>
    EVERYONE.filter(([, actor]) => !isPermitted(actor, command)).map(
      ([, actor]) => refusalOf(() => requirePermission(actor, command)).message,
    ),
  );
  expect(told.length).toBeGreaterThan(COMMANDS.length);
  for (const sentence of new Set(told))
    expect(sentence).toMatch(/^Only ([a-z]+s, )*([a-z]+s and )?[a-z]+s may do this\.$|^Nobody does this/);
  const sentenceFor = (command: CommandType) =>
    refusalOf(() => requirePermission(person('ruth', 'reader'), command)).message;
  expect(sentenceFor('propose-claim')).toBe('Only editors may do this.');
  expect(sentenceFor('protect-person')).toBe('Only editors and admins may do this.');
  expect(sentenceFor('start-thread')).toBe(
    'Only editors, reviewers, adjudicators and publishers may do this.',
  );
  expect(sentenceFor('record-reading')).toMatch(/^Nobody does this by hand/);
});

test('what a claim’s state does not allow is said in words', () => {
  const claimId = 'claim';
  const held = { claimId, assignmentId: 'a-rana', fence: 99 };
  const attempts = [
    [editor, { type: 'accept-claim', claimId, priority: 1 }],
    [editor, { type: 'decline-claim', claimId, reason: 'opinion' }],
    [editor, { type: 'merge-claim', claimId, into: 'other', reason: 'same' }],
    [editor, { type: 'route-claim', claimId, deskId: 'desk' }],
    [editor, { type: 'reopen-claim', claimId, reason: 'new evidence' }],
    [rana, { type: 'return-assignment', ...held, reason: 'ill' }],
    [rana, { type: 'withdraw-verdict', ...held }],
  ] as const;
  const told = Object.values(STATES).flatMap((state) =>
    attempts.flatMap(([actor, command]) => {
      try {
        decideClaim(state(), command, actor, context());
        return [];
      } catch {
        return [refusalOf(() => decideClaim(state(), command, actor, context())).message];
      }
    }),
  );
  expect(told).toContain('The claim is in review: it cannot be accepted now.');
  expect(told).toContain('The claim is published: it cannot be declined now.');
  expect(told).toContain('This assignment has another number than you sent: read it again.');
  for (const sentence of told) expect(sentence).not.toMatch(/[a-z]-[a-z]|system|fence/);
});

test('and so is what a report’s does not', () => {
  const told = [draft(), signedOff(), published()].map(
    (report) =>
      refusalOf(() =>
        send(
          report,
          publisher,
          report.status === 'published'
            ? { type: 'sign-off-report', reportId: report.id }
            : { type: 'withdraw-report', reportId: report.id, reason: 'forged' },
        ),
      ).message,
  );
  expect(told).toEqual([
    'The report is a draft: it cannot be withdrawn now.',
    'The report is signed off: it cannot be withdrawn now.',
    'The report is published: it cannot be signed off now.',
  ]);
});
