import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { turns } from '#contract';
import { inWorkspace } from '#database';
import { readAgreement, readOverview, readTurns } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';

@ApiTags('turns')
@Controller('api/v1')
export class TurnsController {
  constructor(private readonly db: DataSource) {}

  /** What waits for you in the role of your token, the most urgent first. */
  @Get('turns/mine')
  @Answers(turns.Turns)
  mine(@CurrentActor() actor: Person) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readTurns(tx, actor));
  }

  /** How the desks stand, and what each reviewer has to do. For editors. */
  @Get('overview')
  @Answers(turns.Overview)
  overview(
    @CurrentActor() actor: Person,
    @Query({ schema: turns.OverviewQuery }) { days }: turns.OverviewQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readOverview(tx, actor, days));
  }

  /** How far reviewers agreed before they saw each other's verdicts. For editors. */
  @Get('agreement')
  @Answers(turns.Agreement)
  agreement(
    @CurrentActor() actor: Person,
    @Query({ schema: turns.AgreementQuery }) asked: turns.AgreementQuery,
  ) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readAgreement(tx, actor, asked));
  }
}
