/** The sentences of an article as they are read, with what is known of each so far. */
import type { AttributionLink } from '../types.ts';
import type { Making, Said } from './chain.ts';
import type { Reading } from './reading.ts';

/** A reading with what is known of it so far. */
export interface Read {
  readonly making: Making;
  said: Said | null;
}

/** In sentences; the bound keeps long texts linear. */
export const LONGEST_QUOTATION = 40;

export const speakerOf = (read: Read | undefined): AttributionLink | null =>
  read?.said?.links.find(({ role }) => role === 'speaker') ?? null;

export const isUnclaimedQuotation = (read: Read | undefined): boolean =>
  read !== undefined && read.said === null && isQuotation(read.making.reading);

/** “Very good.” is one too. */
export const isQuotation = ({ quotedShare, quotedWords }: Reading): boolean =>
  quotedShare === 1 || (quotedShare >= 0.5 && quotedWords > 2);
