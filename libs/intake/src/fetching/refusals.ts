/** Why a page was not fetched. The code is stable and for programs; the sentence is for the person who gave the address. */
export type FetchRefusalCode =
  // the address itself
  | 'url-malformed'
  | 'url-scheme'
  | 'url-credentials'
  | 'url-port'
  | 'url-too-long'
  // the way to the site
  | 'host-not-found'
  | 'address-not-public'
  | 'unreachable'
  | 'certificate-invalid'
  | 'too-many-redirects'
  | 'redirect-loop'
  // what the site wants
  | 'robots-disallow'
  | 'robots-unavailable'
  | 'login-required'
  | 'forbidden'
  | 'not-found'
  | 'gone'
  | 'too-many-requests'
  | 'server-error'
  | 'unexpected-status'
  // what it sent
  | 'too-slow'
  | 'too-large'
  | 'decompression-bomb'
  | 'unknown-encoding'
  | 'malformed-response'
  | 'incomplete-response';

/** The same request may well succeed in an hour. */
const PASSING: ReadonlySet<FetchRefusalCode> = new Set([
  'unreachable',
  'robots-unavailable',
  'too-many-requests',
  'server-error',
  'too-slow',
  'incomplete-response',
]);

export interface FetchRefusal {
  readonly kind: 'refused';
  readonly code: FetchRefusalCode;
  readonly sentence: string;
  /** Whether asking again later makes sense. */
  readonly tryLater: boolean;
}

/** Thrown inside the fetcher only: fetchDocument hands it back as a value. */
export class FetchRefused extends Error {
  override readonly name = 'FetchRefused';
  readonly code: FetchRefusalCode;

  constructor(code: FetchRefusalCode, sentence: string) {
    super(sentence);
    this.code = code;
  }

  get refusal(): FetchRefusal {
    return {
      kind: 'refused',
      code: this.code,
      sentence: this.message,
      tryLater: PASSING.has(this.code),
    };
  }
}
