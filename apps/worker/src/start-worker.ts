import {
  Controller,
  Get,
  Header,
  Module,
  ServiceUnavailableException,
  type DynamicModule,
} from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { archiveSettings, type WorkerConfig } from '#config';
import { openSafely } from '#database';
import { openArchive } from '#intake';
import { openQueueBackend } from '#jobs';
import { nestLogger, openLog, type Running } from '#process';
import { migrations } from '../../../migrations/index.ts';
import { Engine, type EngineParts } from './engine.ts';

const POOL = 12;
const SYSTEM_POOL = 5;

export async function startWorker(config: WorkerConfig): Promise<Running> {
  const log = openLog('worker', config.LOG_LEVEL);
  const archive = await openArchive(archiveSettings(config));
  const db = await openSafely(config.DATABASE_URL, POOL, migrations);
  const system = await openSafely(config.DATABASE_SYSTEM_URL, SYSTEM_POOL, migrations);
  const backend = openQueueBackend(
    {
      databaseUrl: config.DATABASE_SYSTEM_URL,
      redisUrl: config.REDIS_URL ?? null,
      prefix: config.QUEUE_PREFIX,
    },
    (error) => log.warn({ err: error }, 'the queue connection broke; it reconnects'),
  );
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const parts: EngineParts = { config, db, system, backend, archive, log, metrics };

  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.with(parts),
    // Health and metrics can be asked again: whoever asks is not waited for when it stops.
    new FastifyAdapter({ forceCloseConnections: true }),
    { logger: nestLogger(log), abortOnError: false },
  );
  await app.listen(config.WORKER_PORT, config.WORKER_HOST);
  const address = await app.getUrl();
  log.info({ address, queues: backend.kind }, 'the worker runs');
  return { address, log, stop: () => app.close() };
}

@Controller()
class HealthController {
  constructor(private readonly engine: Engine) {}

  @Get('health/live')
  live() {
    return { status: 'live' };
  }

  @Get('health/ready')
  async ready() {
    const unready = await this.engine.whyUnready();
    if (unready) throw new ServiceUnavailableException({ status: 'unready', reason: unready });
    return { status: 'ready' };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics() {
    return this.engine.metrics();
  }
}

@Module({})
class WorkerModule {
  static with(parts: EngineParts): DynamicModule {
    return {
      module: WorkerModule,
      controllers: [HealthController],
      providers: [{ provide: Engine, useFactory: () => new Engine(parts) }],
    };
  }
}
