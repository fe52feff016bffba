import { CLAIM_STYLE } from './style-claim.ts';
import { PAGE_STYLE } from './style-page.ts';
import { PRINT_STYLE } from './style-print.ts';

/** The one style sheet of all pages, in the page itself; the Content-Security-Policy names it by its hash. */
export const STYLE = PAGE_STYLE + CLAIM_STYLE + PRINT_STYLE;
