/** What a verification found, in sentences for people. */
import type { ProvenClaim, ProvenEntry, Verification } from './verify-proof-bundle.ts';

/** Seconds since 1970 as `2026-11-22T07:00:00Z`. */
export const moment = (seconds: number): string =>
  new Date(seconds * 1_000).toISOString().replace('.000Z', 'Z');

/** The verdict first, then what it covers and what it does not. */
export function describeVerification(found: Verification): string[] {
  if (found.status === 'invalid') return [`INVALID. ${found.where}: ${found.reason}.`];
  const witnesses = found.cosignatures.map(({ witness, time }) => `${witness} at ${moment(time)}`).join(', ');
  return [
    found.status === 'quorum-not-met'
      ? `QUORUM NOT MET. All of it holds, but ${witnesses || 'nobody'} signed: too few witnesses for the policy, so the log may show others something else.`
      : found.asOf === null
        ? 'VALID, by the word of the log alone: the policy asks for no witness.'
        : `VALID, as of ${moment(found.asOf)} (witnesses: ${witnesses}).`,
    `${found.entries.length} entries are in ${found.origin}, which had ${found.size}; none of their streams has a hole.`,
    found.reportCompared
      ? 'The report is the one that was published.'
      : `The report was not compared. The one that was published has the SHA-256 ${found.reportSha256}.`,
    ...(found.reportHasNotice ? [NOTICE] : []),
    ...found.claims.map(describeClaim),
    ...found.later.map(describeLater),
  ];
}

const NOTICE =
  'It carries a notice at its head that was added later. The report was compared without it: the notice itself is not proven, and anybody may have written it.';

/** Its number and rating are on the page, too. */
function describeClaim({ number, rating, decidedOn, entries }: ProvenClaim): string {
  const decision = rating === null ? '' : `${rating}, decided on ${decidedOn}; `;
  return `Claim ${number}: ${decision}${entries} ${entries === 1 ? 'entry' : 'entries'}.`;
}

export const describeLater = ({ type, at, index }: Pick<ProvenEntry, 'type' | 'at' | 'index'>): string =>
  `Afterwards the log records ${type} (${at}, entry ${index}).`;
