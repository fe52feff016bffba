/** BullMQ on Redis or on PostgreSQL behind one set-up. Which of the two carries a job is decided here and nowhere else. */
import { randomUUID } from 'node:crypto';
import {
  createPostgresBackend,
  Queue,
  withBackend,
  Worker,
  type PostgresConnectionOptions,
  type Processor,
  type WorkerOptions,
} from 'bullmq';
import { Redis } from 'ioredis';
import pg from 'pg';

export interface QueueSettings {
  readonly databaseUrl: string;
  readonly redisUrl: string | null;
  /** Keeps apart the queues of several installations in one Redis. */
  readonly prefix: string;
}

export interface QueueBackend {
  readonly kind: 'redis' | 'postgres';
  queue(name: string): Queue;
  worker(name: string, processor: Processor, concurrency: number): Worker;
  /** Names this very store: another value means that it was wiped or replaced, with every job in it. */
  incarnation(): Promise<string>;
  /** After the queues and workers are closed. */
  close(): Promise<void>;
}

type OnError = (error: Error) => void;

const COMMAND_TIMEOUT_MS = 1_500;
const CONNECT_TIMEOUT_MS = 2_000;
const COMMAND_CONNECTIONS_MAX = 20;

const WORKER_SETTINGS = {
  lockDuration: 30_000,
  stalledInterval: 15_000,
  // BullMQ drops a job after this many crashes, whatever `attempts` says: Postgres counts them, and decides.
  maxStalledCount: 1_000,
} satisfies Partial<WorkerOptions>;

/** Errors of the connections are told to `onError` and healed by reconnecting; without a listener they would end the process. */
export function openQueueBackend(settings: QueueSettings, onError: OnError): QueueBackend {
  return settings.redisUrl
    ? onRedis(settings.redisUrl, settings.prefix, onError)
    : onPostgres(settings, onError);
}

function onRedis(url: string, prefix: string, onError: OnError): QueueBackend {
  // Adding must fail rather than hang: a timeout does not say whether the job was added, so the relay adds it again.
  const adding = new Redis(url, {
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: CONNECT_TIMEOUT_MS,
    maxRetriesPerRequest: 1,
  });
  // A worker's blocking read must never time out.
  const working = new Redis(url, { maxRetriesPerRequest: null, connectTimeout: CONNECT_TIMEOUT_MS });
  for (const connection of [adding, working]) connection.on('error', onError);
  const incarnationKey = `${prefix}-incarnation`;
  return {
    kind: 'redis',
    queue: (name) => listening(new Queue(name, { connection: adding, prefix }), onError),
    worker: (name, processor, concurrency) =>
      listening(
        new Worker(name, processor, { connection: working, prefix, concurrency, ...WORKER_SETTINGS }),
        onError,
      ),
    async incarnation() {
      await adding.set(incarnationKey, randomUUID(), 'NX');
      return (await adding.get(incarnationKey)) ?? 'unknown';
    },
    async close() {
      adding.disconnect();
      working.disconnect();
    },
  };
}

function onPostgres({ databaseUrl }: QueueSettings, onError: OnError): QueueBackend {
  // Two pools for all: by default every queue and worker would own one.
  const settings = {
    connectionString: databaseUrl,
    keepAlive: true,
    application_name: 'countersign-queues',
    options: '-c search_path=bullmq,public',
  };
  const commands = new pg.Pool({
    ...settings,
    max: COMMAND_CONNECTIONS_MAX,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // Every worker keeps a connection to listen on. Out of a pool that commands share, as many desks as it has
  // connections would leave none to work with, or to add a job.
  const listeners = new pg.Pool({ ...settings, max: Number.MAX_SAFE_INTEGER });
  for (const pool of [commands, listeners]) {
    pool.on('error', onError);
    pool.setMaxListeners(0);
  }
  const bull = withBackend(createPostgresBackend);
  // BullMQ describes a pool by the few methods it calls: it connects to listen (and once to look at its schema), and
  // sends everything else as queries. pg's overloads say the same in other words.
  const connection = {
    options: settings,
    connect: () => listeners.connect(),
    query: (text: string, values: unknown[]) => commands.query(text, values),
    on: (event: 'error', listener: OnError) => commands.on(event, listener),
    end: () => commands.end(),
  } as unknown as PostgresConnectionOptions;
  return {
    kind: 'postgres',
    // The classes are the same; only the type of the connection in their options differs.
    queue: (name) => listening(new bull.Queue(name, { connection }) as unknown as Queue, onError),
    worker: (name, processor, concurrency) =>
      listening(
        new bull.Worker(name, processor, {
          connection,
          concurrency,
          ...WORKER_SETTINGS,
        }) as unknown as Worker,
        onError,
      ),
    // It lives in the database whose work it carries: it cannot be wiped alone.
    incarnation: () => Promise.resolve('postgres'),
    async close() {
      await Promise.all([commands.end(), listeners.end()]);
    },
  };
}

function listening<T extends Queue | Worker>(thing: T, onError: OnError): T {
  // A union of two overloaded methods cannot be called; as emitters they are the same.
  (thing as NodeJS.EventEmitter).on('error', onError);
  return thing;
}
