/** The api and a worker, running in this process over a test database. */
import { randomUUID } from 'node:crypto';
import { startApi, type RunningApi } from '../../apps/api/src/start-api.ts';
import type { WorkerConfig } from '#config';
import type { QueueSettings } from '#jobs';
import type { Running as RunningWorker } from '#process';
import { startWorker } from '../../apps/worker/src/start-worker.ts';
import type { TestDatabase } from './database.ts';
import type { Newsroom, PersonName } from './newsroom.ts';
import { servers } from './servers.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type Backend = 'postgres' | 'redis';

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // Any shape at all: what an answer holds is what each test asserts, and typing it here would assert it twice.
  readonly body: any; // oxlint-disable-line typescript/no-explicit-any
}

/** As somebody of a newsroom; the path begins below /api/v1. */
export type Ask = (
  name: PersonName,
  method: string,
  path: string,
  body?: unknown,
  headers?: Record<string, string>,
) => Promise<Answer>;

export interface Running {
  readonly address: string;
  readonly api: RunningApi;
  readonly worker: RunningWorker | null;
  /** Where its queues are. */
  readonly queues: QueueSettings;
  call(
    token: string | null,
    method: string,
    path: string,
    body?: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer>;
  ask(room: Newsroom, ...request: Parameters<Ask>): Promise<Answer>;
  stop(): Promise<void>;
}

export async function startAll(
  database: TestDatabase,
  backend: Backend,
  {
    worker = true,
    settings = {},
    logDir,
    endedLogsDir,
    trustedProxies = [],
  }: {
    worker?: boolean;
    settings?: Partial<WorkerConfig>;
    logDir?: string;
    endedLogsDir?: string;
    trustedProxies?: string[];
  } = {},
): Promise<Running> {
  const redisUrl = servers().redisUrl;
  if (backend === 'redis' && !redisUrl) throw new Error('this suite needs redis-server');
  const shared = {
    ARCHIVE_DIR: await temporaryFolder(),
    S3_REGION: 'us-east-1',
    DATABASE_URL: database.appUrl,
    REDIS_URL: backend === 'redis' ? (redisUrl ?? undefined) : undefined,
    // Another run's finished jobs must not swallow this one's.
    QUEUE_PREFIX: `test-${randomUUID()}`,
    LOG_LEVEL: process.env.TEST_LOG_LEVEL === 'debug' ? ('warn' as const) : ('fatal' as const),
    PUBLIC_URL: 'https://countersign.example',
    FETCH_PORTS: settings.FETCH_PORTS ?? [80, 443],
  };
  const api = await startApi({
    ...shared,
    HOST: '127.0.0.1',
    PORT: 0,
    BODY_LIMIT_BYTES: 2_000_000,
    UPLOAD_LIMIT_BYTES: 2_000_000,
    DATABASE_POOL: 8,
    TRUSTED_PROXIES: trustedProxies,
    LOG_DIR: logDir,
    ENDED_LOGS_DIR: endedLogsDir,
  });
  const running = worker
    ? await startWorker({
        ...shared,
        DATABASE_SYSTEM_URL: database.systemUrl,
        WORKER_HOST: '127.0.0.1',
        WORKER_PORT: 0,
        FETCH_USER_AGENT: 'Countersign-tests/1',
        FETCH_ALLOWED_ADDRESSES: [],
        MODEL_NAME: 'none',
        ...settings,
      })
    : null;
  const { DATABASE_URL: databaseUrl, REDIS_URL: url, QUEUE_PREFIX: prefix } = shared;
  const call: Running['call'] = (...request) => callAt(api.address, ...request);
  return {
    address: api.address,
    api,
    worker: running,
    queues: { databaseUrl, redisUrl: url ?? null, prefix },
    call,
    ask: (room, name, method, path, ...rest) => call(room.token(name), method, `/api/v1${path}`, ...rest),
    async stop() {
      await running?.stop();
      await api.stop();
    },
  };
}

export async function callAt(
  address: string,
  token: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(new URL(path, address), {
    method,
    // What this address answers, and not what it leads to.
    redirect: 'manual',
    headers: {
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const json = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: json && text ? JSON.parse(text) : text };
}
