/** The environment, parsed once at the edge of each app; nothing else reads process.env. */
import { z } from 'zod';

const databaseUrl = z.url({ protocol: /^postgres(ql)?$/ });
const port = z.coerce.number().int().min(0).max(65_535);

const shared = {
  /** The account that serves requests and runs jobs: sees one workspace at a time and owns nothing. */
  DATABASE_URL: databaseUrl,
  /** When set, the queues live in Redis; otherwise in PostgreSQL. */
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[a-z0-9-]+$/)
    .default('countersign'),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  /** The address readers use; it stands in published pages. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:3000'),
};

const ApiEnvironment = z.object({
  ...shared,
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** The largest request body, in bytes. */
  BODY_LIMIT_BYTES: z.coerce.number().int().positive().default(2_000_000),
  DATABASE_POOL: z.coerce.number().int().min(2).max(100).default(10),
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
    const parsed = schema.safeParse(environment);
    if (parsed.success) return parsed.data;
    const sentences = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.')} is not usable: ${message}.`,
    );
    throw new UnsafeSettings(sentences.join('\n'));
  };

export const loadApiConfig = load(ApiEnvironment);
export const loadWorkerConfig = load(WorkerEnvironment);
export const loadMigrateConfig = load(MigrateEnvironment);
