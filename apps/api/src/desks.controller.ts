import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { execute, readDesks, takeNext, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

@ApiTags('desks')
@Controller('api/v1/desks')
export class DesksController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(responses.Desks)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDesks(tx, actor, page));
  }

  @Post()
  @Answers(Outcome, 201)
  open(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewDesk }) body: requests.NewDesk,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'open-desk', deskId: randomUUID(), ...body }, options);
  }

  @Post(':id/members')
  @Answers(Outcome)
  addMember(
    @CurrentActor() actor: Person,
    @IdParam() deskId: string,
    @Body({ schema: requests.NewDeskMember }) body: requests.NewDeskMember,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'add-desk-member', deskId, ...body }, options);
  }

  /** The most urgent claim that you may hold becomes yours. */
  @Post(':id/take-next')
  @Answers(Outcome, 201)
  takeNext(@CurrentActor() actor: Person, @IdParam() deskId: string, @RequestOptions() options: Options) {
    return takeNext(this.db, actor, deskId, randomUUID(), options);
  }
}
