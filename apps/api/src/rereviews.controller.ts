import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, rereviews } from '#contract';
import { inWorkspace } from '#database';
import { execute, markOf, readRereviews, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

/** Claims whose outcome is in question. An editor dismisses it with a reason, or reopens the claim. */
@ApiTags('re-review')
@Controller('api/v1')
export class RereviewsController {
  constructor(private readonly db: DataSource) {}

  @Get('rereviews')
  @Answers(rereviews.Rereviews)
  list(
    @CurrentActor() actor: Person,
    @Query({ schema: rereviews.RereviewFilter }) filter: rereviews.RereviewFilter,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readRereviews(tx, actor, filter));
  }

  @Post('rereviews/:id/dismiss')
  @Answers(Outcome)
  dismiss(
    @CurrentActor() actor: Person,
    @IdParam() rereviewId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'dismiss-rereview', rereviewId, ...body }, options);
  }

  /** Evidence came to light after the claim was judged. */
  @Post('claims/:id/evidence')
  @Answers(Outcome, 201)
  newEvidence(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: rereviews.NewEvidence }) body: rereviews.NewEvidence,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, markOf(claimId, { cause: 'new-evidence', ...body }), options);
  }

  @Post('documents/:id/corrections')
  @Answers(Outcome, 201)
  correction(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: rereviews.NewNotice }) body: rereviews.NewNotice,
    @RequestOptions() options: Options,
  ) {
    const notice = { type: 'record-correction' as const, documentId, noticeId: randomUUID(), ...body };
    return execute(this.db, actor, notice, options);
  }

  @Post('documents/:id/retraction')
  @Answers(Outcome, 201)
  retraction(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: rereviews.NewNotice }) body: rereviews.NewNotice,
    @RequestOptions() options: Options,
  ) {
    const notice = { type: 'retract-document' as const, documentId, noticeId: randomUUID(), ...body };
    return execute(this.db, actor, notice, options);
  }
}
