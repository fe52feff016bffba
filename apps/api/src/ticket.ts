/** A ticket: what a reader who reported an error keeps, reads out, and types in again to learn what became of it. */
import { randomBytes } from 'node:crypto';

/** Without what is mistaken for another character when it is read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TICKET_CHARACTERS = 20;
const CHARACTERS = new RegExp(`^[${ALPHABET}]{${TICKET_CHARACTERS}}$`);

/** 100 random bits, to be written down: nobody guesses another's. */
export const newTicket = (): string =>
  inGroups(
    Array.from(randomBytes(TICKET_CHARACTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length)).join(''),
  );

/** The ticket that somebody typed, as it was given out: in any case and grouping, and with the look-alikes it has none of. */
export function ticketTyped(typed: string): string | null {
  const characters = typed
    .replace(/[\s\p{Dash}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1');
  return CHARACTERS.test(characters) ? inGroups(characters) : null;
}

const inGroups = (characters: string): string => characters.replace(/(.{4})(?=.)/g, '$1-');
