import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, proposals, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { execute, readClaim, readClaimOrigins, readClaims, readHistory, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { claimByHand } from './claim-by-hand.ts';
import { hasFigureConflict } from './figure-conflict.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

@ApiTags('claims')
@Controller('api/v1/claims')
export class ClaimsController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(responses.Claims)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.ClaimFilter }) filter: requests.ClaimFilter) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readClaims(tx, actor, filter));
  }

  @Post()
  @Answers(Outcome, 201)
  async propose(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewClaim }) body: requests.NewClaim,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, await claimByHand(this.db, actor, randomUUID(), body), options);
  }

  @Get(':id')
  @Answers(responses.Claim)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readClaim(tx, actor, id));
  }

  @Get(':id/history')
  @Answers(responses.History)
  async history(@CurrentActor() actor: Person, @IdParam() id: string) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readHistory(tx, actor, id));
    return { items, next: null };
  }

  /** What the accounts of the claim rest on, and how many of them are independent. */
  @Get(':id/origins')
  @Answers(proposals.ClaimOrigins)
  origins(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readClaimOrigins(tx, actor, id));
  }

  @Post(':id/accept')
  @Answers(Outcome)
  async accept(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.AcceptClaim }) body: requests.AcceptClaim,
    @RequestOptions() options: Options,
  ) {
    const figureConflict = await hasFigureConflict(this.db, actor, claimId);
    return execute(this.db, actor, { type: 'accept-claim', claimId, figureConflict, ...body }, options);
  }

  @Post(':id/decline')
  @Answers(Outcome)
  decline(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'decline-claim', claimId, ...body }, options);
  }

  @Post(':id/merge')
  @Answers(Outcome)
  merge(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.MergeClaim }) body: requests.MergeClaim,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'merge-claim', claimId, ...body }, options);
  }

  @Post(':id/route')
  @Answers(Outcome)
  route(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.RouteClaim }) body: requests.RouteClaim,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'route-claim', claimId, ...body }, options);
  }

  /** Out of review, whatever has come in: its round ends without an outcome, and the claim can be sent to a desk anew. */
  @Post(':id/recall')
  @Answers(Outcome)
  recall(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'recall-claim', claimId, ...body }, options);
  }

  @Post(':id/assignments')
  @Answers(Outcome, 201)
  assign(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.AssignSlot }) body: requests.AssignSlot,
    @RequestOptions() options: Options,
  ) {
    const assign = { type: 'assign-slot' as const, claimId, assignmentId: randomUUID(), ...body };
    return execute(this.db, actor, assign, options);
  }

  @Post(':id/override')
  @Answers(Outcome)
  override(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.OverridePolicy }) body: requests.OverridePolicy,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'override-policy', claimId, ...body }, options);
  }

  @Post(':id/adjudication')
  @Answers(Outcome, 201)
  adjudicate(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.Adjudicate }) body: requests.Adjudicate,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'adjudicate', claimId, ...body }, options);
  }

  @Post(':id/reopen')
  @Answers(Outcome)
  reopen(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'reopen-claim', claimId, ...body }, options);
  }
}
