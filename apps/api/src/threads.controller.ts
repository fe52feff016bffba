import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, talk } from '#contract';
import { inWorkspace } from '#database';
import { bePresent, execute, readThread, readThreads, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

/** Talk about a claim. Closed to everybody whose own verdict on it is still to come. */
@ApiTags('threads')
@Controller('api/v1')
export class ThreadsController {
  constructor(private readonly db: DataSource) {}

  @Get('claims/:id/threads')
  @Answers(talk.Threads)
  async list(@CurrentActor() actor: Person, @IdParam() claimId: string) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readThreads(tx, actor, claimId));
    return { items, next: null };
  }

  @Post('claims/:id/threads')
  @Answers(Outcome, 201)
  start(
    @CurrentActor() actor: Person,
    @IdParam() claimId: string,
    @Body({ schema: talk.StartThread }) body: talk.StartThread,
    @RequestOptions() options: Options,
  ) {
    const ids = { threadId: randomUUID(), commentId: randomUUID() };
    return execute(this.db, actor, { type: 'start-thread', claimId, ...ids, ...body }, options);
  }

  @Get('threads/:id')
  @Answers(talk.Thread)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readThread(tx, actor, id));
  }

  @Post('threads/:id/comments')
  @Answers(Outcome, 201)
  comment(
    @CurrentActor() actor: Person,
    @IdParam() threadId: string,
    @Body({ schema: talk.AddComment }) body: talk.AddComment,
    @RequestOptions() options: Options,
  ) {
    const command = { type: 'add-comment' as const, threadId, commentId: randomUUID(), ...body };
    return execute(this.db, actor, command, options);
  }

  @Post('threads/:id/resolve')
  @Answers(Outcome)
  resolve(@CurrentActor() actor: Person, @IdParam() threadId: string, @RequestOptions() options: Options) {
    return execute(this.db, actor, { type: 'resolve-thread', threadId }, options);
  }

  @Post('threads/:id/reopen')
  @Answers(Outcome)
  reopen(@CurrentActor() actor: Person, @IdParam() threadId: string, @RequestOptions() options: Options) {
    return execute(this.db, actor, { type: 'reopen-thread', threadId }, options);
  }

  /** Sent while the claim is looked at, every 20 seconds or so. */
  @Put('claims/:id/presence')
  @Answers(talk.Presence)
  async presence(@CurrentActor() actor: Person, @IdParam() claimId: string) {
    const others = await inWorkspace(this.db, actor.workspaceId, (tx) => bePresent(tx, actor, claimId));
    return { others };
  }
}
