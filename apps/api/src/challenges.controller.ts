/** What readers say is wrong with a published claim: sent without an account, decided by editors. */
import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, NotFoundException, Param, Post, Query, Req } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { Outcome, requests, rereviews } from '#contract';
import { inWorkspace } from '#database';
import type { ChallengeCommandType } from '#domain';
import {
  countChallenge,
  execute,
  findChallengedClaim,
  readChallenge,
  readChallenges,
  readTicket,
  ticketSha256,
  type Options,
} from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, Public, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';
import { CONFIG } from './tokens.ts';

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
    @Param('slug') slug: string,
    @Param('number') number: string,
    @Body({ schema: rereviews.NewChallenge }) { text, contact, website }: rereviews.NewChallenge,
    @Req() { ip }: FastifyRequest,
  ) {
    const claimNumber = /^[1-9]\d{0,3}$/.test(number) ? Number(number) : 0;
    const found = await findChallengedClaim(this.db, slug, claimNumber);
    if (!found) throw new NotFoundException('There is no such claim in a published report.');
    const { workspaceId, title: _, language: __, ...challenged } = found;
    await inWorkspace(this.db, workspaceId, (tx) => countChallenge(tx, workspaceId, ip));
    const ticket = newTicket();
    // Whoever filled in the field that nobody sees is told the same as everybody.
    if (website === '')
      await execute(
        this.db,
        { kind: 'system', workspaceId, name: 'public' },
        {
          type: 'receive-challenge',
          challengeId: randomUUID(),
          ...challenged,
          claimNumber,
          ticketSha256: ticketSha256(ticket),
          text,
          contact,
        },
      );
    return { ticket, address: new URL(`/challenges/${ticket}`, this.config.PUBLIC_URL).href };
  }

  @Get('challenges/:ticket')
  @Answers(rereviews.TicketStatus)
  async status(@Param('ticket') ticket: string) {
    const status = TICKET.test(ticket) ? await readTicket(this.db, ticket) : null;
    if (!status) throw new NotFoundException('There is no challenge with this ticket.');
    return { status };
  }
}

const TICKET = /^[0-9A-Z]{4}(-[0-9A-Z]{4}){4}$/;
/** Without what is mistaken for another character when it is read out. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const TICKET_CHARACTERS = 20;

/** 100 random bits, to be written down: nobody guesses another's. */
const newTicket = (): string =>
  Array.from(randomBytes(TICKET_CHARACTERS), (byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join('')
    .replace(/(.{4})(?=.)/g, '$1-');

@ApiTags('re-review')
@Controller('api/v1/challenges')
export class ChallengesController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(rereviews.Challenges)
  list(
    @CurrentActor() actor: Person,
    @Query({ schema: rereviews.ChallengeFilter }) filter: rereviews.ChallengeFilter,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readChallenges(tx, actor, filter));
  }

  @Get(':id')
  @Answers(rereviews.Challenge)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readChallenge(tx, actor, id));
  }

  /** The claim needs re-review. The reason is the editor's: it stands in the log, which the reader's words do not. */
  @Post(':id/accept')
  @Answers(Outcome)
  accept(
    @CurrentActor() actor: Person,
    @IdParam() challengeId: string,
    @Body({ schema: requests.WithReason }) { reason }: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    const accept = { type: 'accept-challenge' as const, challengeId, rereviewId: randomUUID(), reason };
    return execute(this.db, actor, accept, options);
  }

  @Post(':id/reject')
  @Answers(Outcome)
  reject(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return this.decide(actor, 'reject-challenge', id, body, options);
  }

  @Post(':id/answer')
  @Answers(Outcome)
  answer(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return this.decide(actor, 'answer-challenge', id, body, options);
  }

  /** Deletes what the reader wrote, and how to reach them. That there was a challenge stays on the record. */
  @Post(':id/erase')
  @Answers(Outcome)
  erase(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return this.decide(actor, 'erase-challenge-text', id, body, options);
  }

  private decide(
    actor: Person,
    type: Exclude<ChallengeCommandType, 'receive-challenge' | 'accept-challenge'>,
    challengeId: string,
    { reason }: requests.WithReason,
    options: Options,
  ) {
    return execute(this.db, actor, { type, challengeId, reason }, options);
  }
}
