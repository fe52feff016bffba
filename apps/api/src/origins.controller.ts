import { randomUUID } from 'node:crypto';
import { Body, Controller, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { execute, readOne, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';

/** What accounts ultimately rest on, by the names that the desk has for it. */
@ApiTags('people')
@Controller('api/v1/workspace/origins')
export class OriginsController {
  constructor(private readonly db: DataSource) {}

  @Post()
  @Answers(responses.Registered, 201)
  async register(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewOrigin }) body: requests.NewOrigin,
    @RequestOptions() options: Options,
  ) {
    const register = { type: 'register-origin' as const, originId: randomUUID(), ...body };
    const outcome = await execute(this.db, actor, register, options);
    // A repetition with the same key registered nothing: the origin has the id that it was given then.
    const { origins } = await inWorkspace(this.db, actor.workspaceId, (tx) =>
      readOne(tx, actor, 'workspace', actor.workspaceId),
    );
    const originId = origins.find(({ kind, title }) => kind === body.kind && title === body.title)?.id;
    return { ...outcome, originId };
  }

  /** Told to readers with every version that is published from now on. */
  @Put(':id/public-title')
  @Answers(Outcome)
  name(
    @CurrentActor() actor: Person,
    @IdParam() originId: string,
    @Body({ schema: requests.NameOrigin }) body: requests.NameOrigin,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'name-origin', originId, ...body }, options);
  }
}
