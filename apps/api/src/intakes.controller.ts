import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { intake, requests } from '#contract';
import { inWorkspace } from '#database';
import { readIntake, readIntakes } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';

/** What was handed in, how far it has got, and what came of it. */
@ApiTags('documents')
@Controller('api/v1/intakes')
export class IntakesController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(intake.Intakes)
  list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readIntakes(tx, actor, page));
  }

  @Get(':id')
  @Answers(intake.Intake)
  get(@CurrentActor() actor: Person, @IdParam() id: string) {
    return inWorkspace(this.db, actor.workspaceId, (tx) => readIntake(tx, actor, id));
  }
}
