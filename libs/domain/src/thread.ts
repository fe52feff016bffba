/** Talk about a claim, or about a passage of one of its sources: comments, mentions, and whether it is settled. */
import { isPerson, type Actor, type Stamped } from './actor.ts';
import type { Passage } from './evidence.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';
import { mayTalk, mayWrite, type TalkPlace } from './thread-seal.ts';

export const THREAD_STATUSES = ['open', 'resolved'] as const;
export type ThreadStatus = (typeof THREAD_STATUSES)[number];

export interface Thread {
  readonly id: string;
  readonly claimId: string;
  /** What is talked about, when it is not the claim as a whole. */
  readonly passage: Passage | null;
  readonly status: ThreadStatus;
  readonly resolvedBy: string | null;
  /** Counts the changes that everyone who may read the thread may know of: a sealed comment does not move it. */
  readonly edition: number;
  readonly comments: readonly Comment[];
}

export interface Comment {
  readonly id: string;
  readonly text: string;
  /** Ids of the people it addresses. */
  readonly mentions: readonly string[];
  readonly by: string;
  readonly at: string;
  /**
   * The round its author takes part in and has submitted to, or in which the thread began. While it is under seal nobody
   * else is shown the comment: that it was written tells that a verdict is in.
   */
  readonly sealedIn: number | null;
}

interface Said {
  readonly commentId: string;
  readonly text: string;
  readonly mentions: readonly string[];
}

export type ThreadCommand =
  | ({ type: 'start-thread'; threadId: string; claimId: string; passage: Passage | null } & Said)
  | ({ type: 'add-comment'; threadId: string } & Said)
  | { type: 'resolve-thread'; threadId: string }
  | { type: 'reopen-thread'; threadId: string };
export type ThreadCommandType = ThreadCommand['type'];

type Comments = Said & { readonly sealedIn: number | null };

export type ThreadEvent =
  | ({ type: 'thread-started'; claimId: string; passage: Passage | null } & Comments)
  | ({ type: 'comment-added' } & Comments)
  | { type: 'thread-resolved' }
  | { type: 'thread-reopened' };

/** What the rules need to know beyond the thread, read in the same transaction. */
export interface ThreadContext {
  /** Null: there is no such claim. */
  readonly place: TalkPlace | null;
  /** Whether the passage stands in its document version, word for word. */
  readonly passageStands: boolean;
  /** Which of the people who are mentioned are active here. */
  readonly active: ReadonlySet<string>;
}

const COMMENTS_MAX = 500;

export function decideThread(
  thread: Thread | null,
  command: ThreadCommand,
  actor: Actor,
  { place, passageStands, active }: ThreadContext,
): ThreadEvent[] {
  requirePermission(actor, command.type);
  const starts = command.type === 'start-thread';
  if (starts && thread) throw new Refused('already-exists', 'This thread is there already.');
  if (!place) throw new Refused('not-found', `There is no such ${starts ? 'claim' : 'thread'}.`);
  const talk = mayTalk(place, actor);
  if (talk.how === 'closed') throw closedTalk();
  const claimId = command.type === 'start-thread' ? command.claimId : thread?.claimId;
  if (command.type === 'start-thread' || command.type === 'add-comment') {
    const said = { commentId: command.commentId, text: command.text, mentions: command.mentions };
    for (const id of said.mentions)
      if (!active.has(id)) throw new Refused('not-found', 'Nobody active here has the id of a mention.');
    if (claimId !== undefined && !mayWrite(place, claimId, actor))
      throw new Refused(
        'talk-closed',
        'This claim was merged into one that is under review: write about that one, until its round is over.',
      );
    const sealedIn = talk.how === 'sealed' ? talk.round : begunUnderSeal(thread, place);
    if (command.type === 'start-thread') {
      const { claimId, passage } = command;
      if (passage && !passageStands)
        throw new Refused('passage-not-found', 'The passage is not in that document version, word for word.');
      return [{ type: 'thread-started', claimId, passage, ...said, sealedIn }];
    }
    if (isUnseen(thread, place, actor)) throw new Refused('not-found', 'There is no such thread.');
    if ((thread?.comments.length ?? 0) >= COMMENTS_MAX)
      throw new Refused('wrong-status', `A thread holds ${COMMENTS_MAX} comments: start another.`);
    return [{ type: 'comment-added', ...said, sealedIn }];
  }
  if (!thread || isUnseen(thread, place, actor)) throw new Refused('not-found', 'There is no such thread.');
  return [settle(thread, command.type, talk.how === 'sealed' || begunUnderSeal(thread, place) !== null)];
}

function settle(thread: Thread, type: 'resolve-thread' | 'reopen-thread', sealed: boolean): ThreadEvent {
  // Others would see the thread change, and by whom: that its author has submitted.
  if (sealed)
    throw new Refused(
      'talk-closed',
      'You may settle this thread when its round is no longer under seal: others would see it.',
    );
  const status = type === 'resolve-thread' ? 'resolved' : 'open';
  if (thread.status === status)
    throw new Refused('wrong-status', `This thread is ${status} already.`, { current: status });
  return { type: type === 'resolve-thread' ? 'thread-resolved' : 'thread-reopened' };
}

export const closedTalk = (): Refused =>
  new Refused(
    'talk-closed',
    'Talk about this claim is closed to you until your own verdict on it is in, or its round is over.',
  );

/** The comments this actor may read: none while the talk is closed to them, and no sealed one of somebody else. */
export function commentsFor(thread: Thread, place: TalkPlace, actor: Actor): Comment[] {
  if (mayTalk(place, actor).how === 'closed') return [];
  return thread.comments.filter(
    ({ sealedIn, by }) => sealedIn === null || !place.sealedRounds.has(sealedIn) || isPerson(actor, by),
  );
}

/** A thread that holds nothing but what others may not read yet is not there for them. */
const isUnseen = (thread: Thread | null, place: TalkPlace, actor: Actor): boolean =>
  !thread || commentsFor(thread, place, actor).length === 0;

/**
 * The round under seal in which the thread was begun: what follows in it is sealed with it, also when its author has no slot any
 * more. An entry of its own stream, or its number, would tell that there is a beginning that nobody is shown.
 */
export const begunUnderSeal = (thread: Thread | null, place: TalkPlace): number | null => {
  const round = thread?.comments[0]?.sealedIn ?? null;
  return round !== null && place.sealedRounds.has(round) ? round : null;
};

export function evolveThread(thread: Thread | null, id: string, event: Stamped<ThreadEvent>): Thread {
  if (event.type === 'thread-started') {
    const { claimId, passage } = event;
    const comments = [commentOf(event)];
    return { id, claimId, passage, status: 'open', resolvedBy: null, edition: 1, comments };
  }
  if (!thread) throw new Error(`a thread begins with thread-started, not ${event.type}`);
  const edition = thread.edition + 1;
  switch (event.type) {
    case 'comment-added': {
      const comments = [...thread.comments, commentOf(event)];
      return event.sealedIn === null ? { ...thread, edition, comments } : { ...thread, comments };
    }
    case 'thread-resolved':
      return { ...thread, edition, status: 'resolved', resolvedBy: event.by };
    case 'thread-reopened':
      return { ...thread, edition, status: 'open', resolvedBy: null };
  }
}

const commentOf = ({ commentId: id, text, mentions, sealedIn, by, at }: Stamped<Comments>): Comment => ({
  id,
  text,
  mentions,
  by,
  at,
  sealedIn,
});
