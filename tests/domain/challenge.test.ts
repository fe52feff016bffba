import { expect, test } from '@jest/globals';
import {
  CHALLENGE_STATUSES,
  CHALLENGE_TRANSITIONS,
  decideChallenge,
  evolveChallenge,
  mayOnChallenge,
  Refused,
  ROLES,
  type Actor,
  type Challenge,
  type ChallengeCommand,
  type ChallengeCommandType,
  type ChallengeStatus,
} from '#domain';
import { NOW, person, system, SYSTEM_ACTORS } from './support/review.ts';

const challengeId = 'challenge';
const reason = 'The figure is the daily one.';
const COMMANDS: Record<ChallengeCommandType, ChallengeCommand> = {
  'receive-challenge': {
    type: 'receive-challenge',
    challengeId,
    reportId: 'report',
    reportVersion: 1,
    claimNumber: 2,
    claimId: 'claim',
    ticketSha256: 'a'.repeat(64),
    text: 'I was there.',
    contact: 'reader@example.org',
  },
  'accept-challenge': { type: 'accept-challenge', challengeId, rereviewId: 'rereview', reason },
  'reject-challenge': { type: 'reject-challenge', challengeId, reason },
  'answer-challenge': { type: 'answer-challenge', challengeId, reason },
  'erase-challenge-text': { type: 'erase-challenge-text', challengeId, reason },
};

const ACTORS: Actor[] = [...ROLES.map((role) => person(role, role)), ...SYSTEM_ACTORS.map(system)];
const EDITOR = person('edda', 'editor');

function send(before: Challenge | null, type: ChallengeCommandType, actor: Actor): Challenge {
  const [event] = decideChallenge(before, COMMANDS[type], actor);
  if (!event) throw new Error('nothing happened');
  return evolveChallenge(before, challengeId, { ...event, at: NOW, by: 'somebody' });
}

const received = () => send(null, 'receive-challenge', system('public'));
const STATES: Record<ChallengeStatus | 'none', () => Challenge | null> = {
  none: () => null,
  received,
  accepted: () => send(received(), 'accept-challenge', EDITOR),
  rejected: () => send(received(), 'reject-challenge', EDITOR),
  answered: () => send(received(), 'answer-challenge', EDITOR),
};

/** Who may send it, and where it leads from each state; the rest is refused. */
const TABLE: Record<
  ChallengeCommandType,
  { who: string[]; from: Partial<Record<ChallengeStatus | 'none', ChallengeStatus>> }
> = {
  'receive-challenge': { who: ['system:public'], from: { none: 'received' } },
  'accept-challenge': { who: ['editor'], from: { received: 'accepted' } },
  'reject-challenge': { who: ['editor'], from: { received: 'rejected' } },
  'answer-challenge': { who: ['editor'], from: { received: 'answered', accepted: 'answered' } },
  'erase-challenge-text': {
    who: ['editor', 'admin'],
    from: { received: 'received', accepted: 'accepted', rejected: 'rejected', answered: 'answered' },
  },
};

const labelOf = (actor: Actor) => (actor.kind === 'person' ? actor.role : `system:${actor.name}`);

// Its keys are these names.
test.each(Object.keys(COMMANDS) as ChallengeCommandType[])(
  '%s comes out as the table says, from every state and for every actor',
  (type) => {
    const { who, from } = TABLE[type];
    for (const state of [...CHALLENGE_STATUSES, 'none'] as const)
      for (const actor of ACTORS) {
        const refused =
          state === 'none' ? 'not-found' : type === 'receive-challenge' ? 'already-exists' : 'wrong-status';
        const expected = who.includes(labelOf(actor)) ? (from[state] ?? refused) : 'forbidden';
        let actual: string;
        try {
          actual = send(STATES[state](), type, actor).status;
        } catch (error) {
          if (!(error instanceof Refused)) throw error;
          actual = error.code;
        }
        expect([state, labelOf(actor), actual]).toEqual([state, labelOf(actor), expected]);
      }
  },
);

test('what may be done is what is not refused', () => {
  for (const status of CHALLENGE_STATUSES) {
    const state = STATES[status]();
    if (!state) throw new Error('every status has a challenge');
    expect(mayOnChallenge(state)).toEqual(Object.keys(CHALLENGE_TRANSITIONS[status]));
  }
});

test('a reader’s words are erased once, and are in no event', () => {
  const erased = send(received(), 'erase-challenge-text', EDITOR);
  expect(erased.erasedFor).toBe(reason);
  expect(() => send(erased, 'erase-challenge-text', EDITOR)).toThrow(/erased already/);
  expect(mayOnChallenge(erased)).not.toContain('erase-challenge-text');
  const events = decideChallenge(null, COMMANDS['receive-challenge'], system('public'));
  expect(JSON.stringify(events)).not.toMatch(/I was there|reader@example/);
});
