import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { confidence, Outcome, requests } from '#contract';
import { inWorkspace } from '#database';
import { execute, openAlias, readAliasOpening, readAliasOpenings, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

/** Who is behind an alias: one person asks with a reason, another allows it, and the first is told once. */
@ApiTags('people')
@Controller('api/v1/alias-openings')
export class AliasOpeningsController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(confidence.AliasOpenings)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx, now) => readAliasOpenings(tx, actor, page, now));
  }

  @Get(':id')
  @Answers(confidence.AliasOpening)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx, now) => readAliasOpening(tx, actor, id, now));
  }

  @Post()
  @Answers(Outcome, 201)
  request(
    @CurrentActor() actor: Person,
    @Body({ schema: confidence.NewAliasOpening }) body: confidence.NewAliasOpening,
    @RequestOptions() options: Options,
  ) {
    const command = { type: 'request-alias-opening' as const, openingId: randomUUID(), ...body };
    return execute(this.db, actor, command, options);
  }

  /** By somebody else than whoever asked. */
  @Post(':id/approve')
  @Answers(Outcome)
  approve(@CurrentActor() actor: Person, @IdParam() openingId: string, @RequestOptions() options: Options) {
    return execute(this.db, actor, { type: 'approve-alias-opening', openingId }, options);
  }

  @Post(':id/refuse')
  @Answers(Outcome)
  refuse(
    @CurrentActor() actor: Person,
    @IdParam() openingId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'refuse-alias-opening', openingId, ...body }, options);
  }

  /** The answer is in this response only. Without Idempotency-Key: what is repeated could not hold it again. */
  @Post(':id/open')
  @Answers(confidence.OpenedAlias)
  open(@CurrentActor() actor: Person, @IdParam() openingId: string) {
    return openAlias(this.db, actor, openingId);
  }
}
