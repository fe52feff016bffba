/** Why a rule said no. Each code is a stable fact that clients may rely on; the message is for the person. */
export type RefusalCode =
  | 'forbidden'
  | 'not-found'
  | 'wrong-status'
  | 'stale-edition'
  | 'stale-lease'
  | 'not-due'
  | 'past-due'
  | 'not-the-holder'
  | 'no-open-slot'
  | 'not-a-desk-member'
  | 'desk-without-members'
  | 'desk-paused'
  | 'person-inactive'
  | 'person-active'
  | 'person-away'
  | 'last-admin'
  | 'work-in-progress-limit'
  | 'language-not-read'
  | 'skill-missing'
  | 'conflict-of-interest'
  | 'already-in-round'
  | 'held-a-slot'
  | 'passage-not-found'
  | 'in-the-future'
  | 'verdict-policy-unmet'
  | 'already-extracted'
  | 'already-exists'
  | 'malformed-absence'
  | 'malformed-expiry'
  | 'nothing-to-take'
  | 'publish-gate-closed'
  | 'address-taken'
  | 'correction-owed'
  | 'unreadable-document'
  | 'talk-closed'
  | 'too-many-challenges'
  | 'not-erasable'
  | 'not-protectable'
  | 'same-person'
  | 'request-lapsed'
  | 'idempotency-key-reused';

/** One thing that is missing before the rule would say yes. */
export interface Unmet {
  readonly requirement: string;
  readonly message: string;
}

/** A rule said no. The caller did something it may not do now; the program is fine. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: RefusalCode;
  /** What stands now, so that a client can show it beside the refusal. */
  readonly current: string | null;
  readonly unmet: readonly Unmet[];

  constructor(code: RefusalCode, message: string, more: { current?: string; unmet?: readonly Unmet[] } = {}) {
    super(message);
    this.code = code;
    this.current = more.current ?? null;
    this.unmet = more.unmet ?? [];
  }
}
