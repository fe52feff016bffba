import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Post, Put, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { Outcome, requests, responses } from '#contract';
import { inWorkspace } from '#database';
import { mayOnReport } from '#domain';
import { execute, readOne, readReports, type Options } from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';
import { CONFIG } from './tokens.ts';

@ApiTags('reports')
@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  @Get()
  @Answers(responses.Reports)
  async list(@CurrentActor() actor: Person, @Query({ schema: requests.PageQuery }) page: requests.PageQuery) {
    const { items, next } = await inWorkspace(this.db, actor.workspaceId, (tx) =>
      readReports(tx, actor, page),
    );
    return { items: items.map((report) => this.shown(report, actor)), next };
  }

  @Get(':id')
  @Answers(responses.Report)
  async get(@CurrentActor() actor: Person, @IdParam() id: string) {
    const report = await inWorkspace(this.db, actor.workspaceId, (tx) => readOne(tx, actor, 'report', id));
    return this.shown(report, actor);
  }

  @Post()
  @Answers(Outcome, 201)
  draft(
    @CurrentActor() actor: Person,
    @Body({ schema: requests.NewReport }) body: requests.NewReport,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'draft-report', reportId: randomUUID(), ...body }, options);
  }

  @Put(':id')
  @Answers(Outcome)
  edit(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.EditReport }) body: requests.EditReport,
    @RequestOptions('required') options: Options,
  ) {
    return execute(this.db, actor, { type: 'edit-report', reportId, ...body }, options);
  }

  /** A report that was never published; its slug is free again. */
  @Post(':id/discard')
  @Answers(Outcome)
  discard(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'discard-report', reportId, ...body }, options);
  }

  @Post(':id/sign-off')
  @Answers(Outcome)
  signOff(@CurrentActor() actor: Person, @IdParam() reportId: string, @RequestOptions() options: Options) {
    return execute(this.db, actor, { type: 'sign-off-report', reportId }, options);
  }

  @Post(':id/publish')
  @Answers(Outcome)
  publish(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.PublishReport }) body: requests.PublishReport,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'publish-report', reportId, ...body }, options);
  }

  @Post(':id/correction')
  @Answers(Outcome)
  openCorrection(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'open-correction', reportId, ...body }, options);
  }

  /** The published version stays as it is; what was written for the next one is put away. */
  @Post(':id/correction/cancel')
  @Answers(Outcome)
  cancelCorrection(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'cancel-correction', reportId, ...body }, options);
  }

  @Post(':id/withdraw')
  @Answers(Outcome)
  withdraw(
    @CurrentActor() actor: Person,
    @IdParam() reportId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'withdraw-report', reportId, ...body }, options);
  }

  private shown<T extends Parameters<typeof mayOnReport>[0] & Shown>(report: T, actor: Person) {
    const rendered = report.versions.some(({ pageSha256 }) => pageSha256 !== null);
    const address = rendered ? new URL(`/r/${report.slug}`, this.config.PUBLIC_URL).href : null;
    return Object.assign({}, report, { address, may: mayOnReport(report, actor) });
  }
}

interface Shown {
  readonly slug: string;
  readonly versions: readonly { readonly pageSha256: string | null }[];
}
