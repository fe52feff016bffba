/**
 * Sources are counted by what they ultimately rest on, not by outlet: five articles on one leak are one source.
 * `null` is an origin nobody has confirmed.
 */
export type OriginId = string | null;

/**
 * How many independent origins stand behind these sources. An unconfirmed origin may turn out to be any of the
 * confirmed ones, so it adds nothing to them; on its own it counts as one, however many sources share it.
 */
export function independentOrigins(origins: readonly OriginId[]): number {
  const confirmed = new Set(origins.filter((origin) => origin !== null));
  return confirmed.size || (origins.length ? 1 : 0);
}

/** Whether some source in `a` certainly rests on another origin than some source in `b`. */
export const restOnDifferentOrigins = (a: readonly OriginId[], b: readonly OriginId[]): boolean =>
  a.some((one) => one !== null && b.some((other) => other !== null && other !== one));
