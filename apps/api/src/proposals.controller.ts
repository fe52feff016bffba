import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, proposals, requests } from '#contract';
import { inWorkspace } from '#database';
import { execute, readDependences, readMatches, readOne, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

/** Claims that may be the same. */
@ApiTags('proposals')
@Controller('api/v1/matches')
export class MatchesController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(proposals.Matches)
  list(
    @CurrentActor() actor: Person,
    @Query({ schema: proposals.ProposalFilter }) filter: proposals.ProposalFilter,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readMatches(tx, actor, filter));
  }

  @Get(':id')
  @Answers(proposals.Match)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readOne(tx, actor, 'match', id));
  }

  @Post(':id/confirm')
  @Answers(Outcome)
  confirm(
    @CurrentActor() actor: Person,
    @IdParam() matchId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'confirm-match', matchId, ...body }, options);
  }

  @Post(':id/reject')
  @Answers(Outcome)
  reject(
    @CurrentActor() actor: Person,
    @IdParam() matchId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'reject-match', matchId, ...body }, options);
  }
}

/** Documents that may rest on one origin. */
@ApiTags('proposals')
@Controller('api/v1/dependences')
export class DependencesController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(proposals.Dependences)
  list(
    @CurrentActor() actor: Person,
    @Query({ schema: proposals.ProposalFilter }) filter: proposals.ProposalFilter,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDependences(tx, actor, filter));
  }

  @Get(':id')
  @Answers(proposals.Dependence)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readOne(tx, actor, 'dependence', id));
  }

  @Post(':id/confirm')
  @Answers(Outcome)
  confirm(
    @CurrentActor() actor: Person,
    @IdParam() dependenceId: string,
    @Body({ schema: proposals.ConfirmDependence }) body: proposals.ConfirmDependence,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'confirm-dependence', dependenceId, ...body }, options);
  }

  @Post(':id/reject')
  @Answers(Outcome)
  reject(
    @CurrentActor() actor: Person,
    @IdParam() dependenceId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'reject-dependence', dependenceId, ...body }, options);
  }
}
