import { Controller, Get, Header, Inject, Post, Query, ServiceUnavailableException } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';
import { responses } from '#contract';
import { inWorkspace } from '#database';
import { requireAdmin } from '#domain';
import { checkLog, readEntries, readLogChecks, recordLogCheck, type LogCheck } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, Public, type Person } from './authentication.ts';
import { OneAtATime } from './one-at-a-time.ts';
import { METRICS } from './tokens.ts';
import { ApiTags } from '@nestjs/swagger';

@ApiExcludeController()
@Controller()
export class RunningController {
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    @Inject(METRICS) private readonly registry: Registry,
  ) {}

  /** From the first signal on, nothing new should be sent here; what is under way is finished. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
  }

  @Get('health/live')
  @Public()
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  @Public()
  async ready() {
    if (this.stopping) throw new ServiceUnavailableException('The server is stopping.');
    await this.db.query('select 1');
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(@CurrentActor() actor: Person): Promise<string> {
    requireAdmin(actor);
    return this.registry.metrics();
  }
}

@ApiTags('log')
@Controller('api/v1/log')
export class LogController {
  private readonly checking = new OneAtATime<LogCheck | null>();

  constructor(private readonly db: DataSource) {}

  /**
   * Checks every entry of the workspace, and its rows against a replay of the log. Long for a long log: one runs at a time,
   * and whoever asks meanwhile gets its answer. For admins.
   */
  @Get('check')
  @Answers(responses.LogCheck)
  check(@CurrentActor() actor: Person) {
    requireAdmin(actor);
    return this.checking.run(`told ${actor.workspaceId}`, () => checkLog(this.db, actor.workspaceId));
  }

  /** The entries of a person, a document, a report …, with the leaf hashes and fields that an erasure names. For admins. */
  @Get('entries')
  @Answers(responses.LogEntries)
  entries(
    @CurrentActor() actor: Person,
    @Query({ schema: responses.EntriesQuery }) asked: responses.EntriesQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readEntries(tx, actor, asked));
  }

  /** What the nightly checks found, and those that were asked for; the newest first. For admins. */
  @Get('checks')
  @Answers(responses.RecordedLogChecks)
  async checks(@CurrentActor() actor: Person) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readLogChecks(tx, actor));
    return { items, next: null };
  }

  /** The same check, kept: admins are told when it finds anything. For admins. */
  @Post('checks')
  @Answers(responses.LogCheck, 201)
  checkAndKeep(@CurrentActor() actor: Person) {
    requireAdmin(actor);
    return this.checking.run(`kept ${actor.workspaceId}`, () =>
      recordLogCheck(this.db, actor.workspaceId, null),
    );
  }
}
