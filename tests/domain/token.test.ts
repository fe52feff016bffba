import fc from 'fast-check';
import { expect, test } from '@jest/globals';
import {
  decidePerson,
  evolvePerson,
  ROLES,
  type Actor,
  type Person,
  type PersonCommand,
  type Stamped,
  type TokenEvent,
} from '#domain';
import { EVERYONE, refusalOf } from './support/everyone.ts';
import { codeOf } from './support/outcome.ts';
import { NOW, person, system } from './support/review.ts';

const DAY_MS = 86_400_000;
const LATER = '2026-03-05T10:00:00.000Z';
const admin = person('ada', 'admin');

const issue = {
  type: 'issue-token',
  personId: 'rana',
  tokenId: 't',
  role: 'reviewer',
  label: 'laptop',
  sha256: 'ab',
} as const;
const revoke = { type: 'revoke-token', personId: 'rana', tokenId: 't', reason: 'It was leaked.' } as const;

const admitted = evolvePerson(null, 'rana', {
  type: 'person-admitted',
  name: 'Rana',
  roles: ['reviewer', 'admin'],
  languages: ['en'],
  at: NOW,
  by: 'ada',
});
const rana = (...events: readonly Stamped<TokenEvent>[]): Person =>
  events.reduce((state, event) => evolvePerson(state, 'rana', event), admitted);
const issued = { ...issue, type: 'token-issued', at: NOW, by: 'ada' } as const;
const revoked = { type: 'token-revoked', tokenId: 't', reason: 'x', at: LATER, by: 'rana' } as const;

const decide = (state: Person | null, command: PersonCommand, actor: Actor = admin) =>
  decidePerson(state, command, actor, { alias: '', otherAdmins: false, now: NOW });

test('a token says when and by whom it was issued, and an older entry without an expiry is one of a token that has none', () => {
  const token = { id: 't', role: 'reviewer', label: 'laptop', sha256: 'ab', issuedAt: NOW, issuedBy: 'ada' };
  expect(rana(issued).tokens).toEqual([{ ...token, expiresAt: null, revokedAt: null }]);
  expect(rana({ ...issued, expiresAt: LATER }, { ...issued, tokenId: 'u' }, revoked).tokens).toEqual([
    { ...token, expiresAt: LATER, revokedAt: LATER },
    { ...token, id: 'u', expiresAt: null, revokedAt: null },
  ]);
});

test('an expiry lies after now and within 366 days, to the millisecond', () => {
  const at = (left: number) => new Date(Date.parse(NOW) + left).toISOString();
  const outcome = (left: number) => codeOf(() => decide(rana(), { ...issue, expiresAt: at(left) }));
  expect([-1, 0, 1, 366 * DAY_MS, 366 * DAY_MS + 1].map(outcome)).toEqual([
    'malformed-expiry',
    'malformed-expiry',
    'allowed',
    'allowed',
    'malformed-expiry',
  ]);
  fc.assert(
    fc.property(fc.integer({ min: -1_000 * DAY_MS, max: 1_000 * DAY_MS }), (left) => {
      const inBounds = left > 0 && left <= 366 * DAY_MS;
      expect(outcome(left)).toBe(inBounds ? 'allowed' : 'malformed-expiry');
    }),
  );
  expect(decide(rana(), { ...issue, expiresAt: LATER })).toEqual([
    expect.objectContaining({ type: 'token-issued', expiresAt: LATER }),
  ]);
  expect(decide(rana(), issue)).toEqual([expect.objectContaining({ expiresAt: null })]);
});

test('people revoke their own tokens with whatever role; of others, admins alone', () => {
  for (const role of ROLES) {
    expect(codeOf(() => decide(rana(issued), revoke, person('rana', role)))).toBe('allowed');
    expect(codeOf(() => decide(rana(issued), revoke, person('remy', role)))).toBe(
      role === 'admin' ? 'allowed' : 'forbidden',
    );
  }
  expect(codeOf(() => decide(rana(issued), revoke, system('setup')))).toBe('forbidden');
});

test.each(EVERYONE)('whoever may revoke no token is told so before anything else: %s', (_, actor) => {
  expect(codeOf(() => decide(null, revoke, actor))).toBe(refusalOf(actor, 'revoke-token', 'not-found'));
});

test('a token that is there is revoked, once; also one that has expired, and an admin’s last', () => {
  expect(decide(rana(issued), revoke)).toEqual([
    { type: 'token-revoked', tokenId: 't', reason: 'It was leaked.' },
  ]);
  expect(codeOf(() => decide(rana(), revoke))).toBe('not-found');
  expect(codeOf(() => decide(rana(issued, revoked), revoke))).toBe('wrong-status');
  expect(codeOf(() => decide(rana({ ...issued, expiresAt: NOW }), revoke))).toBe('allowed');
  expect(codeOf(() => decide(rana({ ...issued, role: 'admin' }), revoke, person('rana', 'admin')))).toBe(
    'allowed',
  );
});
