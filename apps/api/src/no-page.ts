/** What readers get at a report's address, or below it, where there is no page to show: also at those of its claims. */
import type { FastifyReply } from 'fastify';
import { renderWithheldVersion, renderNotFound, renderTombstone, REPORT_CSP } from '#reports';
import type { PublicReport, PublicVersion } from '#workflow';

/** A notice or a correction is seen within a minute. */
export const CACHED = { 'cache-control': 'public, max-age=60' };

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': REPORT_CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

/** Where a report is, on this server, which is reached at `publicUrl`. */
interface Place {
  readonly slug: string;
  readonly publicUrl: string;
}

const addressOf = ({ slug, publicUrl }: Place): string => new URL(`/r/${slug}`, publicUrl).href;

/** That the report was withdrawn, and why; or that nothing is here. */
export async function sendNoPage(
  reply: FastifyReply,
  report: PublicReport | null,
  place: Place,
): Promise<void> {
  reply.headers({ ...PAGE_HEADERS, ...CACHED });
  if (report?.status !== 'withdrawn') {
    await reply.status(404).send(renderNotFound());
    return;
  }
  const { title, language, reason, version, proven, addressNames } = report;
  const address = addressNames ? null : addressOf(place);
  const provenVersion = proven ? version : null;
  await reply.status(410).send(renderTombstone({ title, language, reason, address, provenVersion }));
}

/** That this version is shown no more, and which is. */
export async function sendWithheldVersion(
  reply: FastifyReply,
  version: Extract<PublicVersion, { status: 'withheld' }>,
  place: Place,
): Promise<void> {
  const page = renderWithheldVersion({ ...version, address: addressOf(place) });
  await reply
    .status(410)
    .headers({ ...PAGE_HEADERS, ...CACHED })
    .send(page);
}
