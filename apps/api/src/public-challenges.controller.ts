/** What readers say is wrong with a published claim: sent without an account, by a form that needs no script or as JSON. */
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { ZodError } from 'zod';
import type { ApiConfig } from '#config';
import { rereviews } from '#contract';
import { inWorkspace } from '#database';
import { Refused } from '#domain';
import { FORM_CSP, renderChallengeForm, renderNoTicket, renderTicket, type ChallengeProblem } from '#reports';
import {
  countChallenge,
  execute,
  findChallengedClaim,
  readPublicReport,
  readTicket,
  ticketSha256,
} from '#workflow';
import { Answers } from './answers.ts';
import { Public } from './authentication.ts';
import { sendNoPage } from './no-page.ts';
import { SlugParam } from './slug-param.ts';
import { newTicket, ticketTyped } from './ticket.ts';
import { CONFIG } from './tokens.ts';

type Found = NonNullable<Awaited<ReturnType<typeof findChallengedClaim>>>;

@Public()
@ApiTags('public')
@Controller()
export class PublicChallengesController {
  constructor(
    private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  /** No account is needed, and neither the words nor the contact are shown to anybody but editors. */
  @Post('r/:slug/claims/:number/challenge')
  @Answers(rereviews.Ticket, 201)
  async challenge(
    @SlugParam() slug: string,
    @Param('number') number: string,
    @Body({ schema: rereviews.NewChallenge }) challenge: rereviews.NewChallenge,
    @Req() { ip }: FastifyRequest,
  ) {
    const found = await this.find(slug, number);
    if (!found) throw new NotFoundException('There is no such claim in a published report.');
    const ticket = await this.receive(found, Number(number), challenge, ip);
    return { ticket, address: this.addressOf(ticket) };
  }

  @ApiExcludeEndpoint()
  @Get('r/:slug/claims/:number/report-an-error')
  async form(@SlugParam() slug: string, @Param('number') number: string, @Res() reply: FastifyReply) {
    const found = await this.find(slug, number);
    if (!found) return this.noForm(reply, slug);
    return html(reply, 200, this.formOf(found, slug, Number(number), null));
  }

  /** Once it is stored, the browser is led to its ticket: whoever reloads that page sends nothing again. */
  @ApiExcludeEndpoint()
  @Post('r/:slug/claims/:number/report-an-error')
  async report(
    @SlugParam() slug: string,
    @Param('number') number: string,
    @Req() { ip, body }: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    const found = await this.find(slug, number);
    if (!found) return this.noForm(reply, slug);
    const fields = fieldsOf(body);
    const again = (status: number, problem: ChallengeProblem) =>
      html(reply, status, this.formOf(found, slug, Number(number), { ...fields, problem }));
    const challenge = rereviews.NewChallenge.safeParse(fields);
    if (!challenge.success) return again(400, problemOf(fields.text, challenge.error));
    try {
      const ticket = await this.receive(found, Number(number), challenge.data, ip);
      // Of this very server, whatever name it was reached by: the form may lead nowhere else.
      return reply.status(303).headers(UNSTORED).header('location', `/challenges/${ticket}`).send();
    } catch (error) {
      if (error instanceof Refused && error.code === 'too-many-challenges') return again(429, 'too-many');
      throw error;
    }
  }

  /** As a page to browsers, as JSON to everybody else. */
  @Get('challenges/:ticket')
  @Answers(rereviews.TicketStatus)
  async status(
    @Param('ticket') typed: string,
    @Req() { headers: { accept = '' } }: FastifyRequest,
    @Res() reply: FastifyReply,
  ) {
    reply.header('vary', 'accept').header('cache-control', 'no-store');
    const ticket = ticketTyped(typed);
    const status = ticket === null ? null : await readTicket(this.db, ticket);
    const asPage = accept.includes('text/html');
    if (ticket === null || status === null) {
      if (asPage) return html(reply, 404, renderNoTicket('en'));
      throw new NotFoundException('There is no challenge with this ticket.');
    }
    if (asPage)
      return html(
        reply,
        200,
        renderTicket({ ticket, status, address: this.addressOf(ticket), language: 'en' }),
      );
    return reply.send({ status });
  }

  private async noForm(reply: FastifyReply, slug: string): Promise<void> {
    const report = await readPublicReport(this.db, slug);
    await sendNoPage(reply, report, { slug, publicUrl: this.config.PUBLIC_URL });
  }

  private find(slug: string, number: string): Promise<Found | null> {
    return findChallengedClaim(this.db, slug, /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0);
  }

  /** Stores it and gives its ticket. Whoever filled in the field that nobody sees is answered the same, and nothing is kept: no such ticket is found. */
  private async receive(
    { workspaceId, reportId, reportVersion, claimId }: Found,
    claimNumber: number,
    { text, contact, website }: rereviews.NewChallenge,
    ip: string,
  ): Promise<string> {
    await inWorkspace(this.db, workspaceId, (tx) => countChallenge(tx, workspaceId, ip));
    const ticket = newTicket();
    if (website === '')
      await execute(
        this.db,
        { kind: 'system', workspaceId, name: 'public' },
        {
          type: 'receive-challenge',
          challengeId: randomUUID(),
          reportId,
          reportVersion,
          claimId,
          claimNumber,
          text,
          contact,
          ticketSha256: ticketSha256(ticket),
        },
      );
    return ticket;
  }

  private formOf(
    { title, language, claimText }: Found,
    slug: string,
    claimNumber: number,
    sent: { text: string; contact: string; problem: ChallengeProblem } | null,
  ): string {
    const { CHALLENGE_TEXT_MAX: textMax, CHALLENGE_CONTACT_MAX: contactMax } = rereviews;
    const report = this.reportAt(slug);
    return renderChallengeForm({
      title,
      language,
      claimText,
      claimNumber,
      report,
      textMax,
      contactMax,
      sent,
    });
  }

  private reportAt = (slug: string): string => new URL(`/r/${slug}`, this.config.PUBLIC_URL).href;
  private addressOf = (ticket: string): string =>
    new URL(`/challenges/${ticket}`, this.config.PUBLIC_URL).href;
}

/** What readers write and which ticket is theirs is nobody else's to find. */
const UNSTORED = { 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' };

const html = (reply: FastifyReply, status: number, page: string): FastifyReply =>
  reply
    .status(status)
    .headers({
      ...UNSTORED,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': FORM_CSP,
    })
    .send(page);

/** One at a time: what is wrong with the text comes first. */
function problemOf(text: string, { issues }: ZodError): ChallengeProblem {
  if (!text.trim()) return 'blank';
  return issues.some(({ path: [field] }) => field === 'text') ? 'text' : 'contact';
}

/** A form's fields, whatever was sent. Browsers end lines with CR and LF; the one is not a character more. */
function fieldsOf(body: unknown): { text: string; contact: string; website: string } {
  const fields: Readonly<Record<string, unknown>> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  const textOf = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\r\n', '\n') : '');
  return { text: textOf(fields.text), contact: textOf(fields.contact), website: textOf(fields.website) };
}
