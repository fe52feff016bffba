import { isPermitted, ROLES, type Actor } from '#domain';
import { person, system } from './review.ts';

export const EVERYONE: readonly (readonly [string, Actor])[] = [
  ...ROLES.map((role) => [role, person('someone', role)] as const),
  ...(['setup', 'extraction', 'dispatcher', 'clock', 'renderer'] as const).map(
    (name) => [`system:${name}`, system(name)] as const,
  ),
];

/** What a command of this actor is refused as: `otherwise`, if they may give it at all. */
export const refusalOf = (
  actor: Actor,
  command: Parameters<typeof isPermitted>[1],
  otherwise: string,
): string => (isPermitted(actor, command) ? otherwise : 'forbidden');
