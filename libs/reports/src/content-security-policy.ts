import { createHash } from 'node:crypto';
import { FORM_STYLE } from './style-form.ts';
import { STYLE } from './style.ts';

/**
 * The Content-Security-Policy for a page of this library. Nothing may be loaded and nothing may run, so a quote that
 * slipped through the escaping would still be dead text. JSON-LD needs no exception: it is data, and is not executed.
 */
const policyWith = (style: string, formAction: "'none'" | "'self'" = "'none'"): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    `form-action ${formAction}`,
    "frame-ancestors 'none'",
  ].join('; ');

/** For pages that are rendered now. */
export const REPORT_CSP = policyWith(STYLE);

/** For the pages on which readers report errors: the one form there is goes back to where it came from. */
export const FORM_CSP = policyWith(STYLE + FORM_STYLE, "'self'");

/** For a page that was rendered and stored earlier, whose style sheet may be an older one. */
export const policyOf = (page: string): string =>
  policyWith(/<style>(.*?)<\/style>/s.exec(page)?.[1] ?? STYLE);
