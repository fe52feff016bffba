import { createHash } from 'node:crypto';
import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { policyOf, withNotice } from '#reports';
import { readPublicNotice, readPublicReport, readPublicVersion, type PublicReport } from '#workflow';
import { Public } from './authentication.ts';
import { sendTagged } from './conditional.ts';
import { CACHED, PAGE_HEADERS, sendWithheldVersion, sendNoPage } from './no-page.ts';
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
    const report = await readPublicReport(this.db, slug);
    if (report?.status !== 'published' || !report.page) return this.noPage(reply, slug, report);
    const page = await this.noticed(slug, report);
    const contentHeaders = { ...PAGE_HEADERS, 'content-security-policy': policyOf(report.page) };
    await sendTagged(reply, { ...page, headers: CACHED, contentHeaders });
  }

  /**
   * A version as it was published, byte for byte: what its hash in the log is of. An older one is withheld while it shows a
   * name that was protected, and taken out, since.
   */
  @Get(':slug/versions/:number')
  async version(
    @SlugParam() slug: string,
    @Param('number') number: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const wanted = /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0;
    const version = await readPublicVersion(this.db, slug, wanted);
    if (!version) {
      const report = await readPublicReport(this.db, slug);
      const was = wanted > 0 && report && wanted <= report.version;
      return this.noPage(reply, slug, was ? report : null);
    }
    if (version.status === 'withheld') return sendWithheldVersion(reply, version, this.placeOf(slug));
    const { pageSha256, page } = version;
    const contentHeaders = {
      ...PAGE_HEADERS,
      'content-security-policy': policyOf(page),
      // The newest stands at the report's own address; that one is to be found and cited.
      'x-robots-tag': 'noindex',
    };
    await sendTagged(reply, { etag: `"${pageSha256}"`, body: page, headers: CACHED, contentHeaders });
  }

  private noPage(reply: FastifyReply, slug: string, report: PublicReport | null): Promise<void> {
    return sendNoPage(reply, report, this.placeOf(slug));
  }

  private placeOf = (slug: string) => ({ slug, publicUrl: this.config.PUBLIC_URL });

  /** With a notice before its content while claims in it are in question. */
  private async noticed(
    slug: string,
    { language, page, pageSha256, version }: Extract<PublicReport, { status: 'published' }>,
  ) {
    // Another version may have come since the page was read.
    const notice = await readPublicNotice(this.db, slug, version);
    if (!notice) return { body: page, etag: `"${pageSha256}"` };
    const asPublished = new URL(`/r/${slug}/versions/${version}`, this.config.PUBLIC_URL).href;
    const body = withNotice(page, language, { ...notice, asPublished });
    return { body, etag: `"${createHash('sha256').update(body).digest('hex')}"` };
  }
}
