/** Proofs of published reports, as the worker kept them. Everybody may check one, on any page. */
import { createHash } from 'node:crypto';
import { Controller, Get, NotFoundException, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { Public } from './authentication.ts';
import { sendTagged } from './conditional.ts';
import { CACHED } from './no-page.ts';
import { SlugParam } from './slug-param.ts';

interface PublicProof {
  readonly version: number;
  readonly proof: Buffer | null;
  /** The version says what it rests on. */
  readonly provable: boolean;
  readonly log_published: boolean;
}

/** When to ask again for a proof that is still to come. */
const RETRY_AFTER_SECONDS = 5;

@Public()
@ApiExcludeController()
@Controller('r')
export class ProofsController {
  constructor(private readonly db: DataSource) {}

  /** Of the newest version, also of a report that was withdrawn. */
  @Get(':slug.proof.json')
  async newest(@SlugParam() slug: string, @Res() reply: FastifyReply): Promise<void> {
    await this.answer(reply, slug, null);
  }

  @Get(':slug/versions/:number.proof.json')
  async version(
    @SlugParam() slug: string,
    @Param('number') number: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.answer(reply, slug, /^[1-9]\d{0,5}$/.test(number) ? Number(number) : 0);
  }

  private async answer(reply: FastifyReply, slug: string, wanted: number | null): Promise<void> {
    const [found]: PublicProof[] = await this.db.query('select * from app.public_report_proof($1, $2)', [
      slug,
      wanted,
    ]);
    const proof = found?.proof;
    if (!proof) {
      if (found?.provable && found.log_published) reply.header('retry-after', RETRY_AFTER_SECONDS);
      throw new NotFoundException(whyNone(found));
    }
    const name = `${slug}-${found.version}.proof.json`;
    await sendTagged(reply, {
      etag: `"${createHash('sha256').update(proof).digest('hex')}"`,
      body: proof,
      headers: {
        ...CACHED,
        'x-content-type-options': 'nosniff',
        // Verifiers run on other sites' pages, too.
        'access-control-allow-origin': '*',
      },
      contentHeaders: {
        'content-type': 'application/json; charset=utf-8',
        'content-disposition': `attachment; filename="${name}"`,
      },
    });
  }
}

function whyNone(found: PublicProof | undefined): string {
  if (!found) return 'There is no published report at this address, or no such version of it.';
  if (!found.provable)
    return 'This version was published before reports recorded what they rest on: there is no proof of it.';
  if (!found.log_published)
    return 'This server publishes no signed log, so there is no proof of this report.';
  return 'The proof is being made: the log was signed over this version, or will be in a moment. Try again.';
}
