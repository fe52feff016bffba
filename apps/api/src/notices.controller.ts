import { randomBytes, randomUUID } from 'node:crypto';
import { Body, Controller, Get, Inject, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import type { ApiConfig } from '#config';
import { notices, Outcome, requests } from '#contract';
import { inWorkspace } from '#database';
import { whyNoAddress } from '#intake';
import {
  execute,
  readDeadLetters,
  readDeliveries,
  readMailAddress,
  readWebhooks,
  replayDeadLetters,
  setMailAddress,
  type Options,
} from '#workflow';
import { Answers } from './answers.ts';
import { CurrentActor, type Person } from './authentication.ts';
import { IdParam } from './id-param.ts';
import { RequestOptions } from './options.ts';
import { Malformed } from './problems.filter.ts';
import { CONFIG } from './tokens.ts';

const SECRET_BYTES = 32;

/** Addresses of other programs that are told what happens. For admins. */
@ApiTags('notices')
@Controller('api/v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly db: DataSource,
    @Inject(CONFIG) private readonly config: ApiConfig,
  ) {}

  @Get()
  @Answers(notices.Webhooks)
  async list(@CurrentActor() actor: Person) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readWebhooks(tx, actor));
    return { items, next: null };
  }

  /** The secret is in this answer only. Without Idempotency-Key: an answer that is repeated could not hold it again. */
  @Post()
  @Answers(notices.RegisteredWebhook, 201)
  async register(
    @CurrentActor() actor: Person,
    @Body({ schema: notices.NewWebhook }) { url }: notices.NewWebhook,
  ) {
    const why = whyNoAddress(url, this.config.FETCH_PORTS);
    if (why !== null) throw new Malformed([{ path: 'url', message: why }]);
    const secret = `whsec_${randomBytes(SECRET_BYTES).toString('base64url')}`;
    const command = { type: 'register-webhook' as const, webhookId: randomUUID(), url, secret };
    return { secret, outcome: await execute(this.db, actor, command) };
  }

  @Post(':id/remove')
  @Answers(Outcome)
  remove(
    @CurrentActor() actor: Person,
    @IdParam() webhookId: string,
    @Body({ schema: requests.WithReason }) body: requests.WithReason,
    @RequestOptions() options: Options,
  ) {
    return execute(this.db, actor, { type: 'remove-webhook', webhookId, ...body }, options);
  }

  @Get(':id/deliveries')
  @Answers(notices.Deliveries)
  async deliveries(@CurrentActor() actor: Person, @IdParam() webhookId: string) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readDeliveries(tx, actor, webhookId));
    return { items, next: null };
  }
}

/** Where you want mail that something waits for you. */
@ApiTags('notices')
@Controller('api/v1/me/mail')
export class MailController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(notices.MailAddress)
  async get(@CurrentActor() actor: Person) {
    const address = await inWorkspace(this.db, actor.workspaceId, (tx) => readMailAddress(tx, actor));
    return { address };
  }

  @Put()
  @Answers(notices.MailAddress)
  async set(
    @CurrentActor() actor: Person,
    @Body({ schema: notices.MailAddress }) { address }: notices.MailAddress,
  ) {
    await inWorkspace(this.db, actor.workspaceId, (tx) => setMailAddress(tx, actor, address));
    return { address };
  }
}

/** Jobs that were given up. For admins. */
@ApiTags('notices')
@Controller('api/v1/dead-letters')
export class DeadLettersController {
  constructor(private readonly db: DataSource) {}

  @Get()
  @Answers(notices.DeadLetters)
  async list(@CurrentActor() actor: Person) {
    const items = await inWorkspace(this.db, actor.workspaceId, (tx) => readDeadLetters(tx, actor));
    return { items, next: null };
  }

  /** They are counted anew and found by the worker within seconds. */
  @Post('replay')
  @Answers(notices.Replayed)
  async replay(@CurrentActor() actor: Person, @Body({ schema: notices.Replay }) { jobKeys }: notices.Replay) {
    const replayed = await inWorkspace(this.db, actor.workspaceId, (tx) =>
      replayDeadLetters(tx, actor, jobKeys),
    );
    return { replayed };
  }
}
