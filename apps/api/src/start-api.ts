import { randomUUID } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client';
import multipart from '@fastify/multipart';
import { archiveSettings, type ApiConfig } from '#config';
import { openSafely } from '#database';
import { openArchive } from '#intake';
import { openQueueBackend } from '#jobs';
import { connectionsOf, nestLogger, openLog, type Running } from '#process';
import { migrations } from '../../../migrations/index.ts';
import { ApiModule } from './api.module.ts';
import { serveDashboard } from './dashboard.ts';
import { serveDocs } from './openapi.ts';

export interface RunningApi extends Running {
  readonly app: NestFastifyApplication;
}

export async function startApi(config: ApiConfig): Promise<RunningApi> {
  const log = openLog('api', config.LOG_LEVEL);
  const archive = await openArchive(archiveSettings(config));
  const db = await openSafely(config.DATABASE_URL, config.DATABASE_POOL, migrations);
  const metrics = new Registry();
  collectDefaultMetrics({ register: metrics });
  const adapter = new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT_BYTES,
    genReqId: () => randomUUID(),
    // An empty list trusts nobody.
    trustProxy: config.TRUSTED_PROXIES,
    logger: false, // requests are logged below, without what could name a person
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    ApiModule.with({ config, db, archive, log, metrics }),
    adapter,
    { logger: nestLogger(log), abortOnError: false },
  );
  const fastify = app.getHttpAdapter().getInstance();
  await fastify.register(multipart);
  watchRequests(fastify, log, metrics);
  const backend = openQueueBackend(
    { databaseUrl: config.DATABASE_URL, redisUrl: config.REDIS_URL ?? null, prefix: config.QUEUE_PREFIX },
    (error) => log.warn({ err: error }, 'the queue connection broke; it reconnects'),
  );
  const closeDashboard = await serveDashboard(app, db, backend);
  serveDocs(app);
  const connections = connectionsOf(fastify.server);
  fastify.addHook('preClose', async () => connections.release());
  // After the last request is answered.
  fastify.addHook('onClose', async () => {
    await closeDashboard();
    await backend.close();
    await db.destroy();
  });
  await app.listen(config.PORT, config.HOST);
  const address = await app.getUrl();
  log.info({ address }, 'the api runs');
  return { address, app, log, stop: () => app.close() };
}

/**
 * What is done here is under seal: an admin who asks for the metrics again and again would see a verdict or a comment come
 * in by the count of its route, and by how long it took where it shares a label with others.
 */
const isSealedRoute = (route: string): boolean =>
  /^\/api\/v1\/(assignments|threads)\b|^\/api\/v1\/claims\/:id\/(threads|presence)$/.test(route);

/** One line and, unless it is under seal, one measurement a request: the route's pattern, never its path, query, headers or the client's address. */
function watchRequests(fastify: FastifyInstance, log: Logger, metrics: Registry): void {
  const seconds = new Histogram({
    name: 'countersign_http_seconds',
    help: 'How long requests took, in seconds',
    labelNames: ['method', 'route', 'status'],
    registers: [metrics],
  });
  const failures = new Counter({
    name: 'countersign_sealed_failures_total',
    help: 'Requests about assignments, talk and presence that failed here (5xx); nothing else is counted of them',
    registers: [metrics],
  });
  fastify.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    reply.header('x-content-type-options', 'nosniff');
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    const { method, id: requestId } = request;
    const { statusCode: status, elapsedTime } = reply;
    if (!isSealedRoute(route)) seconds.observe({ method, route, status }, elapsedTime / 1000);
    else if (status >= 500) failures.inc();
    log.info({ requestId, method, route, status, ms: Math.round(elapsedTime) }, 'answered');
  });
}
