/** Folding what `decide` answered into a change that can be recorded. */
import type { Aggregates, Change, Loaded, Subject } from '#database';
import { nameOf, type Actor, type Stamped } from '#domain';

/** `events` applied to `before`, one after the other. */
export function changeBy<K extends Subject, E extends { readonly type: string }>(
  subject: K,
  id: string,
  before: Loaded<Aggregates[K]> | null,
  events: readonly E[],
  evolve: (state: Aggregates[K] | null, id: string, event: Stamped<E>) => Aggregates[K],
  { actor, now }: { actor: Actor; now: string },
): Change<K> {
  const stamped = events.map((event): Stamped<E> => ({ ...event, at: now, by: nameOf(actor) }));
  const after = stamped.reduce<Aggregates[K] | null>(
    (state, event) => evolve(state, id, event),
    before?.state ?? null,
  );
  if (after === null) throw new Error(`a ${subject} needs at least one event`);
  return { subject, id, before, after, events: stamped };
}
