export const ROLES = ['editor', 'reviewer', 'adjudicator', 'publisher', 'reader', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** The parts of the system that act by themselves. Their entries carry these names. */
export type SystemActor = 'setup' | 'extraction' | 'dispatcher' | 'clock' | 'renderer' | 'public';

/** Who acts, and in which workspace. Always from authentication or from the process itself, never from a request's body. */
export type Actor =
  | { readonly kind: 'person'; readonly workspaceId: string; readonly personId: string; readonly role: Role }
  | { readonly kind: 'system'; readonly workspaceId: string; readonly name: SystemActor };

/** How an event names its actor. */
export const nameOf = (actor: Actor): string =>
  actor.kind === 'person' ? actor.personId : `system:${actor.name}`;

export const isPerson = (actor: Actor, personId: string): boolean =>
  actor.kind === 'person' && actor.personId === personId;

export const isEditor = (actor: Actor): boolean => actor.kind === 'person' && actor.role === 'editor';

/** When and by whom an event came about; added to every event as it is recorded. */
export interface Stamp {
  readonly at: string;
  readonly by: string;
}
export type Stamped<E> = E & Stamp;
