/** What readers get at a report's address, or below it, where there is no page to show: also at those of its claims. */
import type { FastifyReply } from 'fastify';
import type { DataSource } from 'typeorm';
import { renderNotFound, renderTombstone, REPORT_CSP } from '#reports';

export interface PublicReport {
  readonly version: number;
  readonly title: string;
  readonly language: string;
  readonly withdrawn_reason: string | null;
  readonly page_sha256: string;
  readonly page: string;
  /** There is a proof of this version. */
  readonly proven: boolean;
}

export const PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': REPORT_CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=60',
};

/** Its newest version that readers see, or saw until it was withdrawn. */
export async function findReport(db: DataSource, slug: string): Promise<PublicReport | undefined> {
  const [report]: PublicReport[] = await db.query('select * from app.public_report($1)', [slug]);
  return report;
}

/** That the report was withdrawn, and why; or that nothing is here. `publicUrl`: where this server is reached. */
export async function sendNoPage(
  reply: FastifyReply,
  slug: string,
  report: PublicReport | undefined,
  publicUrl: string,
): Promise<void> {
  reply.headers(PAGE_HEADERS);
  if (!report || report.withdrawn_reason === null) {
    await reply.status(404).send(renderNotFound());
    return;
  }
  const { title, language, withdrawn_reason: reason, version, proven } = report;
  const address = new URL(`/r/${slug}`, publicUrl).href;
  const provenVersion = proven ? version : null;
  await reply.status(410).send(renderTombstone({ title, language, reason, address, provenVersion }));
}
