/** Which claim comes first: how urgent a claim is, and how long it has waited. */

/** What a contradiction between documents adds to a claim's check-worthiness. */
const FIGURE_CONFLICT = 150;
export const PRIORITY_MAX = 1_000;

export interface Urgency {
  /** Check-worthiness, 0 to 1000. */
  readonly score: number;
  /** Documents give the claim's measure figures that cannot all hold. */
  readonly figureConflict: boolean;
  /** The editor's own, 0 to 1000: it stands above what the machine thinks. */
  readonly choice: number | null;
}

/** 0 to 1000; the higher, the sooner. */
export const priorityOf = ({ score, figureConflict, choice }: Urgency): number =>
  choice ?? Math.min(PRIORITY_MAX, score + (figureConflict ? FIGURE_CONFLICT : 0));

/** Ten minutes of waiting weigh as much as one point of priority: after a week a claim of 0 comes before a new one of 1000. */
const MINUTES_A_POINT = 10;
const MS_A_POINT = MINUTES_A_POINT * 60_000;
const BEGINNING = Date.parse('2025-01-01T00:00:00.000Z');

/**
 * A claim's turn at its desk: the smallest number first. Two claims grow older at the same pace, so that their order
 * is the same at every time: it can be indexed, and nothing has to be counted anew while claims wait. At least 1, and
 * below 2^21, the largest priority that BullMQ takes, until the year 2064.
 */
export const turnOf = (priority: number, waitingSince: string): number =>
  Math.max(1, Math.floor((Date.parse(waitingSince) - BEGINNING) / MS_A_POINT) - priority + PRIORITY_MAX);
