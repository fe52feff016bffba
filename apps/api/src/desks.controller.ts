import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { execute, readDesk, readDesks, readWaitingSlots, takeNext, type Options } from '#workflow';
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

  @Get(':id')
  @Answers(responses.Desk)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDesk(tx, actor, id));
  }

  /** All settings as they shall be; rounds that are open keep what they began with. */
  @Put(':id')
  @Answers(Outcome)
  edit(
    @CurrentActor() actor: Person,
    @IdParam() deskId: string,
    @Body({ schema: requests.EditDesk }) body: requests.EditDesk,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'edit-desk', deskId, ...body }, options);
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

  @Post(':id/members/:personId/remove')
  @Answers(Outcome)
  removeMember(
    @CurrentActor() actor: Person,
    @IdParam() deskId: string,
    @IdParam('personId') personId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'remove-desk-member', deskId, personId, ...body }, options);
  }

  /** From the commit on nothing is handed out here; what people hold stays theirs. */
  @Post(':id/pause')
  @Answers(Outcome)
  pause(
    @CurrentActor() actor: Person,
    @IdParam() deskId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'pause-desk', deskId, ...body }, options);
  }

  @Post(':id/resume')
  @Answers(Outcome)
  resume(@CurrentActor() actor: Person, @IdParam() deskId: string, @RequestOptions() options: Options) {
    return execute(this.db, actor, { type: 'resume-desk', deskId }, options);
  }

  /** The slots that nobody may hold now, in their turn, and why: for those who can do something about it. */
  @Get(':id/waiting')
  @Answers(responses.WaitingSlots)
  waiting(
    @CurrentActor() actor: Person,
    @IdParam() deskId: string,
    @Query({ schema: requests.PageQuery }) page: requests.PageQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readWaitingSlots(tx, actor, deskId, page));
  }

  /** The most urgent claim that you may hold becomes yours. */
  @Post(':id/take-next')
  @Answers(Outcome, 201)
  takeNext(@CurrentActor() actor: Person, @IdParam() deskId: string, @RequestOptions() options: Options) {
    return takeNext(this.db, actor, deskId, randomUUID(), options);
  }
}
