import { Body, Controller, Post } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { confidence, Outcome } from '#contract';
import { execute, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { RequestOptions } from './options.ts';

@ApiTags('log')
@Controller('api/v1/erasures')
export class ErasuresController {
  constructor(private readonly db: DataSource) {}

  /** For good: what is erased cannot be brought back. The entries, their hashes and every proof stay valid. For admins. */
  @Post()
  @Answers(Outcome, 201)
  erase(
    @CurrentActor() actor: Person,
    @Body({ schema: confidence.NewErasure }) body: confidence.NewErasure,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'erase-content', ...body }, options);
  }
}
