/**
 * Who may take part in the talk about a claim while its verdicts are sealed. A reviewer must not read what colleagues
 * make of a claim before their own verdict is in, and whoever has submitted must not be seen to have.
 */
import type { Actor } from './actor.ts';

/** What of a claim decides who may talk about it. */
export interface TalkPlace {
  /** The claim that is judged: of one that was merged, the claim where that ended. */
  readonly claimId: string;
  /** The number of the round that is open, or null. */
  readonly openRound: number | null;
  /** The rounds under seal of the claim that was asked about: what was written in them is for its authors. */
  readonly sealedRounds: ReadonlySet<number>;
  /** Who sits at the desk of the open round, and so could still be given one of its slots. */
  readonly members: ReadonlySet<string>;
  /** Who holds a slot of the open round. */
  readonly holding: ReadonlySet<string>;
  /** Whose verdict in the open round is in. */
  readonly submitted: ReadonlySet<string>;
}

export type Talk =
  /** Reads and writes. */
  | { readonly how: 'open' }
  /** Reads; what they write is kept from others while its round is under seal. */
  | { readonly how: 'sealed'; readonly round: number }
  /** Neither reads, nor writes, nor is told. */
  | { readonly how: 'closed' };

/** The seal is about people, not roles: somebody who reviews and edits is the same person with either token. */
export function mayTalk(place: TalkPlace, actor: Actor): Talk {
  if (place.openRound === null || actor.kind === 'system') return { how: 'open' };
  const { personId } = actor;
  if (place.holding.has(personId)) return { how: 'closed' };
  if (place.submitted.has(personId)) return { how: 'sealed', round: place.openRound };
  // A slot may become free again at any time, and be theirs next.
  return place.members.has(personId) ? { how: 'closed' } : { how: 'open' };
}

/**
 * Whether this person may write about the claim now. What waits for a round to close belongs to the claim that is judged,
 * so that under seal nothing is written about one that was merged into it.
 */
export const mayWrite = (place: TalkPlace, claimId: string, actor: Actor): boolean => {
  const { how } = mayTalk(place, actor);
  return how === 'open' || (how === 'sealed' && place.claimId === claimId);
};

/** Whether others may be told that this person looks at the claim, and this person that others do. */
export const mayBeSeen = (place: TalkPlace, actor: Actor): boolean => mayTalk(place, actor).how === 'open';
