/** The environment, parsed once at the edge of each app; nothing else reads process.env. */
import { z } from 'zod';

/** What is wrong with a value is said by what it should be. */
const databaseUrl = z.url({
  protocol: /^postgres(ql)?$/,
  error: 'it is an address like postgres://account:password@host:5432/database',
});
const whole = (min: number, max: number) => {
  const error = `it is a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};
const port = whole(0, 65_535);
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

const shared = {
  /** The account that serves requests and runs jobs: sees one workspace at a time and owns nothing. */
  DATABASE_URL: databaseUrl,
  /** When set, the queues live in Redis; otherwise in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/, error: 'it is an address like redis://host:6379' }).optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/, { error: 'it has small letters, digits and hyphens only' })
    .default('countersign'),
  LOG_LEVEL: z.enum(LEVELS, { error: `it is one of ${LEVELS.join(', ')}` }).default('info'),
  /** The address readers use; it stands in published pages. */
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'it is an address like https://facts.example' })
    .default('http://127.0.0.1:3000'),
};

const ApiEnvironment = z.object({
  ...shared,
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** The largest request body, in bytes. */
  BODY_LIMIT_BYTES: whole(1, 1_000_000_000).default(2_000_000),
  DATABASE_POOL: whole(2, 100).default(10),
});
export type ApiConfig = z.infer<typeof ApiEnvironment>;

const WorkerEnvironment = z.object({
  ...shared,
  /** The account that orders the log and looks, over all workspaces, for work that should be moving. */
  DATABASE_SYSTEM_URL: databaseUrl,
  /** Where health and metrics are served; 0 picks a free port. */
  WORKER_HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: port.default(0),
});
export type WorkerConfig = z.infer<typeof WorkerEnvironment>;

const MigrateEnvironment = z.object({
  /** An account that may create roles and schemas. Only `countersign migrate` uses it. */
  DATABASE_OWNER_URL: databaseUrl,
  DATABASE_URL: databaseUrl,
  DATABASE_SYSTEM_URL: databaseUrl,
});
export type MigrateConfig = z.infer<typeof MigrateEnvironment>;

/** A setting is missing or unusable; the message names each in a sentence of its own. */
export class UnsafeSettings extends Error {
  override readonly name = 'UnsafeSettings';
}

const load =
  <T>(schema: z.ZodType<T>) =>
  (environment: Record<string, string | undefined> = process.env): T => {
    // `NAME=` in a file of settings means: not set.
    const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value));
    const parsed = schema.safeParse(given);
    if (parsed.success) return parsed.data;
    const sentences = parsed.error.issues.map(({ path, message }) => {
      const name = path.join('.');
      return `${name} is ${name in given ? 'not usable' : 'not set'}: ${message}.`;
    });
    throw new UnsafeSettings([...new Set(sentences)].join('\n'));
  };

export const loadApiConfig = load(ApiEnvironment);
export const loadWorkerConfig = load(WorkerEnvironment);
export const loadMigrateConfig = load(MigrateEnvironment);
