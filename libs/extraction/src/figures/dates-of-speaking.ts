/** Dates that say when somebody spoke ("said on Tuesday"), not when something happened. */

/** A date right after one of these. */
const REPORTED =
  /\b(?:said|says|told|added|announced|confirmed|reported|published|released|wrote|posted|tweeted|revealed|estimated|updated|warned|stated)\b(?:\s+[\p{L}’']+){0,4}\s*$/u;

/** In UTF-16 units. */
const SPEAKING_REACH = 80;

/** `before`: what stands before the date in its sentence. */
export const isAfterSpeaking = (before: string): boolean =>
  REPORTED.test(before.slice(-SPEAKING_REACH).replace(/\b(?:on|in|late|early)\s*$/u, ''));
