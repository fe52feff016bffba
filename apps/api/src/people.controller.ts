import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { execute, readOne, readPeople, readProtections, readTokens, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

const TOKEN_BYTES = 32;

@ApiTags('people')
@Controller('api/v1')
export class PeopleController {
  constructor(private readonly db: DataSource) {}

  @Get('me')
  @Answers(responses.Me)
  me(@CurrentActor() actor: Person) {
    return inWorkspace(this.db, actor.workspaceId, async (tx) => {
      const { name, languages, alias } = await readOne(tx, actor, 'person', actor.personId);
      const workspace = await readOne(tx, actor, 'workspace', actor.workspaceId);
      return { ...actor, name, languages, alias, workspace: workspace.name };
    });
  }

  @Get('workspace')
  @Answers(responses.Workspace)
  workspace(@CurrentActor() actor: Person) {
    return inWorkspace(this.db, actor.workspaceId, (tx) =>
      readOne(tx, actor, 'workspace', actor.workspaceId),
    );
  }

  /** Shown with every report from now on. Reports that are published stay as they are. */
  @Put('workspace/corrections-policy')
  @Answers(Outcome)
  setCorrectionsPolicy(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.SetCorrectionsPolicy }) body: requests.SetCorrectionsPolicy,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'set-corrections-policy', ...body }, options);
  }

  /** For editors and admins. Whoever was protected once is listed too, with why that ended. */
  @Get('workspace/protected-persons')
  @Answers(responses.ProtectedPersons)
  listProtected(
    @CurrentActor() actor: Person,
    @Query({ schema: requests.PageQuery }) page: requests.PageQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readProtections(tx, actor, page));
  }

  @Post('workspace/protected-persons')
  @Answers(Outcome, 201)
  protectPerson(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewProtectedPerson }) body: requests.NewProtectedPerson,
    @RequestOptions() options: Options,
  ) {
    return execute(
      this.db,
      actor,
      { type: 'protect-person', protectedPersonId: randomUUID(), ...body },
      options,
    );
  }

  /** What is published from now on shows the names again. Reports that are published stay as they are. */
  @Post('workspace/protected-persons/:id/end')
  @Answers(Outcome)
  endProtection(
    @CurrentActor() actor: Person,
    @IdParam() protectedPersonId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'end-protection', protectedPersonId, ...body }, options);
  }

  /** The rules that route accepted claims, all of them, in the order they are asked. */
  @Put('workspace/routing-rules')
  @Answers(Outcome)
  setRoutingRules(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.SetRoutingRules }) body: requests.SetRoutingRules,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'set-routing-rules', ...body }, options);
  }

  /** Whether reports show who judged, by alias. Reports that are published stay as they are. */
  @Put('workspace/reviewers-shown')
  @Answers(Outcome)
  showReviewers(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.ShowReviewers }) body: requests.ShowReviewers,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'show-reviewers', ...body }, options);
  }

  @Get('people')
  @Answers(responses.People)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readPeople(tx, actor, page));
  }

  @Post('people')
  @Answers(Outcome, 201)
  admit(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewPerson }) body: requests.NewPerson,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'admit-person', personId: randomUUID(), ...body }, options);
  }

  /** The token is in this answer only: the database keeps its SHA-256. A repetition with the same key gets none. */
  @Post('people/:id/tokens')
  @Answers(responses.IssuedToken, 201)
  async issueToken(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.NewToken }) body: requests.NewToken,
    @RequestOptions() options: Options,
  ) {
    const token = `cs_${randomBytes(TOKEN_BYTES).toString('base64url')}`;
    const sha256 = createHash('sha256').update(token).digest('hex');
    // Without the key: an answer that is repeated could not hold the token again.
    const { edition } = options;
    const tokenId = randomUUID();
    const issue = { type: 'issue-token' as const, personId, tokenId, ...body, sha256 };
    return { token, tokenId, outcome: await execute(this.db, actor, issue, { edition }) };
  }

  /** Your own; an admin sees everybody’s. */
  @Get('people/:id/tokens')
  @Answers(responses.Tokens)
  tokens(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Query({ schema: requests.PageQuery }) page: requests.PageQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readTokens(tx, actor, personId, page));
  }

  /** It lets nobody in from now on, and the streams of events that it opened end. Your own; an admin anybody’s. */
  @Post('people/:id/tokens/:tokenId/revoke')
  @Answers(Outcome)
  revokeToken(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @IdParam('tokenId') tokenId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'revoke-token', personId, tokenId, ...body }, options);
  }

  @Post('people/:id/conflicts')
  @Answers(Outcome, 201)
  declareConflict(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.NewConflict }) conflict: requests.NewConflict,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'declare-conflict', personId, conflict }, options);
  }

  @Post('people/:id/conflicts/withdraw')
  @Answers(Outcome)
  withdrawConflict(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.WithdrawConflict }) { reason, ...conflict }: requests.WithdrawConflict,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'withdraw-conflict', personId, conflict, reason }, options);
  }

  @Get('people/:id')
  @Answers(responses.Person)
  person(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readOne(tx, actor, 'person', id));
  }

  @Put('people/:id')
  @Answers(Outcome)
  edit(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.EditPerson }) body: requests.EditPerson,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'edit-person', personId, ...body }, options);
  }

  /** Nothing is handed to somebody who is away; what they hold stays theirs until its lease runs out. */
  @Put('people/:id/availability')
  @Answers(Outcome)
  setAvailability(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.SetAvailability }) body: requests.SetAvailability,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'set-availability', personId, ...body }, options);
  }

  @Post('people/:id/deactivate')
  @Answers(Outcome)
  deactivate(
    @CurrentActor() actor: Person,
    @IdParam() personId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'deactivate-person', personId, ...body }, options);
  }
}
