import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { policyOf, renderNotFound, renderTombstone, REPORT_CSP } from '#reports';
import { Public } from './authentication.ts';
import { CONFIG } from './tokens.ts';

interface PublicReport {
  readonly title: string;
  readonly language: string;
  readonly withdrawn_reason: string | null;
  readonly page_sha256: string;
  readonly page: string;
}

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
  async report(@Param('slug') slug: string, @Res() reply: FastifyReply): Promise<void> {
    const [report]: PublicReport[] = await this.db.query('select * from app.public_report($1)', [slug]);
    reply.headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': REPORT_CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cache-control': 'public, max-age=60',
    });
    if (!report) await reply.status(404).send(renderNotFound());
    else if (report.withdrawn_reason !== null) {
      const { title, language, withdrawn_reason: reason } = report;
      const address = new URL(`/r/${slug}`, this.config.PUBLIC_URL).href;
      await reply.status(410).send(renderTombstone({ title, language, reason, address }));
    } else {
      const headers = { etag: `"${report.page_sha256}"`, 'content-security-policy': policyOf(report.page) };
      await reply.headers(headers).send(report.page);
    }
  }
}
