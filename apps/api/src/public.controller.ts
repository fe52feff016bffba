import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { policyOf, renderNotFound, renderTombstone, REPORT_CSP, withNotice } from '#reports';
import { readPublicNotice } from '#workflow';
import { Public } from './authentication.ts';
import { SlugParam } from './slug-param.ts';
import { CONFIG } from './tokens.ts';

interface PublicReport {
  readonly version: number;
  readonly title: string;
  readonly language: string;
  readonly withdrawn_reason: string | null;
  readonly page_sha256: string;
  readonly page: string;
  /** There is a proof of this version. */
  readonly proven: boolean;
}

const HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': REPORT_CSP,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'public, max-age=60',
};

/** What readers get. The page is the bytes that were rendered when it was published; the log holds their hash. */
@Public()
@ApiExcludeController()
@Controller('r')
export class PublicController {
  constructor(
    private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  @Get(':slug')
  async report(@SlugParam() slug: string, @Res() reply: FastifyReply): Promise<void> {
    const [report]: PublicReport[] = await this.db.query('select * from app.public_report($1)', [slug]);
    reply.headers(HEADERS);
    if (!report) await reply.status(404).send(renderNotFound());
    else if (report.withdrawn_reason !== null) {
      const { title, language, withdrawn_reason: reason, version, proven } = report;
      const address = new URL(`/r/${slug}`, this.config.PUBLIC_URL).href;
      const provenVersion = proven ? version : null;
      await reply.status(410).send(renderTombstone({ title, language, reason, address, provenVersion }));
    } else {
      const page = await this.noticed(slug, report);
      await reply
        .headers({ etag: page.etag, 'content-security-policy': policyOf(report.page) })
        .send(page.bytes);
    }
  }

  /** A version as it was published, byte for byte: what its hash in the log is of. */
  @Get(':slug/versions/:number')
  async version(
    @SlugParam() slug: string,
    @Param('number') number: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;
    const [version]: Pick<PublicReport, 'page_sha256' | 'page'>[] = await this.db.query(
      'select * from app.public_report_version($1, $2)',
      [slug, wanted],
    );
    reply.headers(HEADERS);
    // A page is emptied when something in it was erased.
    if (!version?.page) await reply.status(404).send(renderNotFound());
    else {
      const { page_sha256: sha256, page } = version;
      // The newest stands at the report's own address; that one is to be found and cited.
      const headers = {
        etag: `"${sha256}"`,
        'content-security-policy': policyOf(page),
        'x-robots-tag': 'noindex',
      };
      await reply.headers(headers).send(page);
    }
  }

  /** With a notice before its content while claims in it are in question. */
  private async noticed(slug: string, { language, page, page_sha256: sha256 }: PublicReport) {
    const notice = await readPublicNotice(this.db, slug);
    if (!notice) return { bytes: page, etag: `"${sha256}"` };
    const { claims, version } = notice;
    const asPublished = new URL(`/r/${slug}/versions/${version}`, this.config.PUBLIC_URL).href;
    const bytes = withNotice(page, language, { claims, version, asPublished });
    return { bytes, etag: `"${createHash('sha256').update(bytes).digest('hex')}"` };
  }
}
