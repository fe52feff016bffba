import { Refused } from './refused.ts';

/** An exact span of one document version (W3C TextQuoteSelector + TextPositionSelector). Offsets in Unicode code points, end exclusive. */
export interface Passage {
  readonly versionId: string;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

export const STANCES = ['supports', 'undermines', 'context'] as const;
export type Stance = (typeof STANCES)[number];

export type Evidence =
  | {
      readonly kind: 'passage';
      readonly passage: Passage;
      readonly stance: Stance;
      /** The accused or concerned party denies it here. */
      readonly denial: boolean;
      /** Why undermining evidence does not overturn the verdict. */
      readonly answer: string | null;
    }
  | {
      readonly kind: 'search';
      readonly where: string;
      readonly query: string;
      /** When the search was made, ISO 8601. */
      readonly searchedAt: string;
      readonly result: string;
    }
  | {
      /** The right of reply: somebody whom the claim concerns was asked. */
      readonly kind: 'reply';
      readonly whom: string;
      readonly askedAt: string;
      /** By e-mail, by telephone, in person. */
      readonly way: string;
      /** What they answered, and when; null: nothing. */
      readonly answer: string | null;
      readonly answeredAt: string | null;
      /** The answer denies the claim. */
      readonly denial: boolean;
      /** What the reviewer says to that: why a denial does not carry. Absent where nothing is, as in all earlier entries. */
      readonly response?: string;
    };

/** Whether it stands in its version word for word, and between what it says stands around it. */
export type PassageStands = (passage: Passage) => boolean;

/** What is said to stand around it is shown with it, and finds it again in later versions: it is no less a quotation. */
export function requirePassage(passage: Passage, stands: PassageStands): void {
  if (stands(passage)) return;
  const { start, end } = passage;
  throw new Refused(
    'passage-not-found',
    `The passage at ${start}–${end}, or what is said to stand around it, is not in that document version, word for word.`,
  );
}

/** By so much somebody's clock may be ahead of Postgres'. */
const SKEW_MS = 5 * 60_000;

/** What was looked for, asked or answered is past, or the record says what nobody can have done. */
export function requirePast(evidence: readonly Evidence[], now: string): void {
  const latest = new Date(Date.parse(now) + SKEW_MS).toISOString();
  const time = evidence.flatMap(timesIn).find((one) => one > latest);
  if (time === undefined) return;
  throw new Refused(
    'in-the-future',
    `${time} is still to come: say when the search was made, the question asked or the answer given.`,
  );
}

/** The calendar date of an ISO 8601 time, UTC. */
export const dayOf = (time: string): string => time.slice(0, 10);

function timesIn(item: Evidence): string[] {
  if (item.kind === 'passage') return [];
  if (item.kind === 'search') return [item.searchedAt];
  return item.answeredAt === null ? [item.askedAt] : [item.askedAt, item.answeredAt];
}

export type PassageEvidence = Extract<Evidence, { kind: 'passage' }>;

export const passagesOf = (evidence: readonly Evidence[]): PassageEvidence[] =>
  evidence.filter((item) => item.kind === 'passage');

type Reply = Extract<Evidence, { kind: 'reply' }>;

/** Replies that deny the claim, and nothing is said to that. */
export const unansweredDenials = (evidence: readonly Evidence[]): Reply[] =>
  evidence.filter((item) => item.kind === 'reply').filter((one) => one.denial && !one.response?.trim());
