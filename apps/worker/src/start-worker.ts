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
import { pino } from 'pino';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { UnsafeSettings, type WorkerConfig } from '#config';
import { openDataSource, unsafeSettings } from '#database';
import { openQueueBackend } from '#jobs';
import { Engine, type EngineParts } from './engine.ts';

const POOL = 12;
const SYSTEM_POOL = 5;

export interface RunningWorker {
  /** Where health and metrics are served. */
  readonly address: string;
  stop(): Promise<void>;
}

export async function startWorker(config: WorkerConfig): Promise<RunningWorker> {
  const log = pino({ level: config.LOG_LEVEL, base: { app: 'worker' } });
  const db = await openDataSource(config.DATABASE_URL, POOL);
  const system = await openDataSource(config.DATABASE_SYSTEM_URL, SYSTEM_POOL);
  const reasons = [
    ...(await unsafeSettings(db, config.DATABASE_URL)),
    ...(await unsafeSettings(system, config.DATABASE_SYSTEM_URL)),
  ];
  if (reasons.length) {
    await Promise.all([db.destroy(), system.destroy()]);
    throw new UnsafeSettings([...new Set(reasons)].join('\n'));
  }
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
  const parts: EngineParts = { config, db, system, backend, log, metrics };

  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.with(parts),
    new FastifyAdapter(),
    {
      logger: ['error', 'warn'],
      abortOnError: false,
    },
  );
  app.enableShutdownHooks();
  await app.listen(config.WORKER_PORT, config.WORKER_HOST);
  const address = await app.getUrl();
  log.info({ address, queues: backend.kind }, 'the worker runs');
  return { address, stop: () => app.close() };
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
