import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses, verdicts } from '#contract';
import { inWorkspace } from '#database';
import {
  assignSlots,
  claimOfAssignment,
  execute,
  keepLease,
  type Options,
  readAssignment,
  readAssignments,
  readDraft,
  saveDraft,
} from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

@ApiTags('assignments')
@Controller('api/v1/assignments')
export class AssignmentsController {
  constructor(private readonly db: DataSource) {}

  /** What you hold now, the first due first. */
  @Get()
  @Answers(responses.Assignments)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readAssignments(tx, actor, page));
  }

  /** Several slots at once, each by the command that assigns one; for editors. */
  @Post()
  @Answers(responses.AssignedSlots)
  async assign(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.AssignSlots }) body: requests.AssignSlots,
    @RequestOptions() options: Options,
  ) {
    return { items: await assignSlots(this.db, actor, body.assignments, options) };
  }

  @Get(':id')
  @Answers(responses.Assignment)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readAssignment(tx, actor, id));
  }

  /** What you have written so far; kept when the lease is lost. Nobody else is shown it. To open it is to work: the lease is renewed. */
  @Get(':id/draft')
  @Answers(verdicts.Draft)
  async draft(@CurrentActor() actor: Person, @IdParam() id: string) {
    await keepLease(this.db, actor, id);
    return inWorkspace(this.db, actor.workspaceId, (tx) => readDraft(tx, actor, id));
  }

  /** Renews the lease until the claim is due. */
  @Put(':id/draft')
  @Answers(verdicts.Draft)
  async saveDraft(
    @CurrentActor() actor: Person,
    @IdParam() id: string,
    @Body({ schema: verdicts.DraftContent }) content: verdicts.DraftContent,
    @RequestOptions('required') { edition = 0 }: Options,
  ) {
    const draft = await inWorkspace(this.db, actor.workspaceId, (tx) =>
      saveDraft(tx, actor, id, content, edition),
    );
    await keepLease(this.db, actor, id);
    return draft;
  }

  @Post(':id/verdict')
  @Answers(Outcome, 201)
  async recordVerdict(
    @CurrentActor() actor: Person,
    @IdParam() assignmentId: string,
    @Body({ schema: requests.RecordVerdict }) body: requests.RecordVerdict,
    @RequestOptions() options: Options,
  ) {
    const claimId = await claimOfAssignment(this.db, actor, assignmentId);
    return execute(this.db, actor, { type: 'record-verdict', claimId, assignmentId, ...body }, options);
  }

  /** While the round is open: you hold the slot again, with a new number and a new lease. */
  @Post(':id/withdraw')
  @Answers(Outcome)
  async withdraw(
    @CurrentActor() actor: Person,
    @IdParam() assignmentId: string,
    @Body({ schema: requests.WithdrawVerdict }) body: requests.WithdrawVerdict,
    @RequestOptions() options: Options,
  ) {
    const claimId = await claimOfAssignment(this.db, actor, assignmentId);
    return execute(this.db, actor, { type: 'withdraw-verdict', claimId, assignmentId, ...body }, options);
  }

  @Post(':id/return')
  @Answers(Outcome)
  async return(
    @CurrentActor() actor: Person,
    @IdParam() assignmentId: string,
    @Body({ schema: requests.ReturnAssignment }) body: requests.ReturnAssignment,
    @RequestOptions() options: Options,
  ) {
    const claimId = await claimOfAssignment(this.db, actor, assignmentId);
    return execute(this.db, actor, { type: 'return-assignment', claimId, assignmentId, ...body }, options);
  }
}
