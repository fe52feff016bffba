import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { policyOf, withNotice } from '#reports';
import { readPublicNotice } from '#workflow';
import { Public } from './authentication.ts';
import { findReport, PAGE_HEADERS, sendNoPage, type PublicReport } from './no-page.ts';
import { SlugParam } from './slug-param.ts';
import { CONFIG } from './tokens.ts';

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
    const report = await findReport(this.db, slug);
    if (!report || report.withdrawn_reason !== null) return this.noPage(reply, slug, report);
    const page = await this.noticed(slug, report);
    await reply
      .headers({ ...PAGE_HEADERS, etag: page.etag, 'content-security-policy': policyOf(report.page) })
      .send(page.bytes);
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
    // A page is emptied when something in it was erased.
    if (!version?.page) {
      const report = await findReport(this.db, slug);
      const was = wanted > 0 && report && wanted <= report.version;
      return this.noPage(reply, slug, was ? report : undefined);
    }
    const { page_sha256: sha256, page } = version;
    await reply
      .headers({
        ...PAGE_HEADERS,
        etag: `"${sha256}"`,
        'content-security-policy': policyOf(page),
        // The newest stands at the report's own address; that one is to be found and cited.
        'x-robots-tag': 'noindex',
      })
      .send(page);
  }

  private noPage(reply: FastifyReply, slug: string, report: PublicReport | undefined): Promise<void> {
    return sendNoPage(reply, slug, report, this.config.PUBLIC_URL);
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
