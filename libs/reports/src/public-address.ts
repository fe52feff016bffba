/** Where a reader finds the report; everything on the page that names the report by address comes from here. */
export interface PublicAddress {
  readonly report: string;
  readonly claim: (number: number) => string;
  readonly corrections: string;
  /** Where a reader says what is wrong with a claim. */
  readonly reportError: (number: number) => string;
  /** The page of a version, byte for byte as it was published. */
  readonly version: (version: number) => string;
  /** The file with which that page can be checked. */
  readonly proof: (version: number) => string;
}

export const claimAnchor = (number: number) => `claim-${number}`;
export const CORRECTIONS_ANCHOR = 'corrections';

export function publicAddress(address: string): PublicAddress {
  const url = new URL(address);
  // The address becomes a link and the identity of the ClaimReviews: a wrong one must not be published.
  if (url.protocol !== 'https:' && url.protocol !== 'http:')
    throw new Error(`a report's address is a web address, not ${address}`);
  url.hash = '';
  const version = (number: number) => `${url.href}/versions/${number}`;
  const at = (anchor: string) => `${url.href}#${anchor}`;
  return {
    report: url.href,
    claim: (number) => at(claimAnchor(number)),
    corrections: at(CORRECTIONS_ANCHOR),
    reportError: (number) => `${url.href}/claims/${number}/report-an-error`,
    version,
    proof: (number) => `${version(number)}.proof.json`,
  };
}
