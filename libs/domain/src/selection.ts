/** Why this person holds this slot: recorded with the assignment, for those who must answer for how work is given out. */
import type { Actor } from './actor.ts';
import type { RefusalCode } from './refused.ts';

export type Selection =
  | {
      /** The least load of all who might, and of those the longest wait. */
      readonly by: 'dispatcher';
      /** How many members might have held it. */
      readonly eligible: number;
      /** What the chosen one held before. */
      readonly held: number;
      readonly lastAssignedAt: string | null;
    }
  | {
      /** Took the claim themselves. */
      readonly by: 'reviewer';
      /** How many claims came before it that this person could not take, and why. */
      readonly passedOver: Readonly<Partial<Record<RefusalCode, number>>>;
    }
  | { readonly by: 'editor'; readonly reason: string | null };

/** What there is to say when nobody said how the choice was made. */
export function selectionBy(actor: Actor, reason: string | undefined): Selection {
  if (actor.kind === 'person' && actor.role === 'editor') return { by: 'editor', reason: reason ?? null };
  if (actor.kind === 'person') return { by: 'reviewer', passedOver: {} };
  return { by: 'dispatcher', eligible: 1, held: 0, lastAssignedAt: null };
}
