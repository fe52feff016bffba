import type { ReactElement } from 'react';
import type { Rating } from '#domain';
import { usePage } from './page-context.ts';

/**
 * A rating as word, symbol and colour together. The symbols are drawn and differ in outline, because fonts differ in the
 * signs they have, and print and high-contrast modes take the colour away.
 */
export function RatingChip({ rating }: { readonly rating: Rating }) {
  const { words } = usePage();
  return (
    <span className={`chip ${rating}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
        {symbols[rating]}
      </svg>
      {words.ratings[rating]}
    </span>
  );
}

const symbols: Record<Rating, ReactElement> = {
  // A tick in a disc.
  verified: (
    <>
      <circle className="solid" cx="8" cy="8" r="7.5" />
      <path className="cut" d="M4.4 8.3l2.5 2.5 4.7-5.2" />
    </>
  ),
  // A diamond of two halves, one filled and one empty.
  disputed: (
    <>
      <path className="line" d="M8 .9L15.1 8 8 15.1.9 8z" />
      <path className="solid" d="M8 .9v14.2L.9 8z" />
    </>
  ),
  // A question mark in an open ring.
  unverified: (
    <>
      <circle className="line" cx="8" cy="8" r="7" />
      <path className="line" d="M5.9 6.3a2.1 2.1 0 1 1 3.1 1.8c-.7.4-1 .8-1 1.6" />
      <circle className="dot" cx="8" cy="11.9" r="1" />
    </>
  ),
};
