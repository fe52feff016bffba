/** What readers say is wrong with a published claim, as editors decide about it. */
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, rereviews } from '#contract';
import { inWorkspace } from '#database';
import type { ChallengeCommandType } from '#domain';
import { execute, readChallenge, readChallenges, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

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
