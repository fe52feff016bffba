/** Whether documents are what they purport to be: findings of their own, apart from what they claim. */
import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, verdicts } from '#contract';
import { inWorkspace } from '#database';
import { execute, readFindingsOf, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

@ApiTags('findings')
@Controller('api/v1')
export class FindingsController {
  constructor(private readonly db: DataSource) {}

  @Get('documents/:id/findings')
  @Answers(verdicts.Findings)
  list(@CurrentActor() actor: Person, @IdParam() documentId: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readFindingsOf(tx, actor, documentId));
  }

  @Post('documents/:id/findings')
  @Answers(Outcome, 201)
  record(
    @CurrentActor() actor: Person,
    @IdParam() documentId: string,
    @Body({ schema: verdicts.NewFinding }) body: verdicts.NewFinding,
    @RequestOptions() options: Options,
  ) {
    const findingId = randomUUID();
    return execute(this.db, actor, { type: 'record-finding', findingId, documentId, ...body }, options);
  }

  @Post('findings/:id/withdraw')
  @Answers(Outcome)
  withdraw(
    @CurrentActor() actor: Person,
    @IdParam() findingId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'withdraw-finding', findingId, ...body }, options);
  }
}
