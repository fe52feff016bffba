import { createHash } from 'node:crypto';
import { STYLE } from './style.ts';

const styleSha256 = createHash('sha256').update(STYLE).digest('base64');

/**
 * The Content-Security-Policy for every page of this library. Nothing may be loaded and nothing may run, so a quote that
 * slipped through the escaping would still be dead text. JSON-LD needs no exception: it is data, and is not executed.
 */
export const REPORT_CSP = [
  "default-src 'none'",
  `style-src 'sha256-${styleSha256}'`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
