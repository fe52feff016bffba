/** The environment, parsed once at the edge of each app; nothing else reads process.env. */
import { isIP } from 'node:net';
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
/** Values with commas between them; none when it is not set. */
const list = z
  .string()
  .default('')
  .transform((values) =>
    values
      .split(',')
      .map((one) => one.trim())
      .filter(Boolean),
  );
const folder = z.string({ error: 'it is a folder' });
const LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

function isNetwork(value: string): boolean {
  const [address = '', prefix, ...rest] = value.split('/');
  const bits = { 0: 0, 4: 32, 6: 128 }[isIP(address)] ?? 0;
  const isPrefix = prefix === undefined || (/^[1-9]\d{0,2}$/.test(prefix) && Number(prefix) <= bits);
  return bits > 0 && isPrefix && !rest.length;
}

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
  /** Ports that may be fetched from and told of what happens: the same for the api and for every worker. */
  FETCH_PORTS: z
    .string()
    .regex(/^\d{1,5}(,\d{1,5})*$/, { error: 'they are numbers with commas between them' })
    .default('80,443')
    .transform((ports) => ports.split(',').map(Number)),
};

/** Where the bytes of documents are kept as they came: the same for the api and for every worker. */
const archive = {
  /** A folder; needed unless S3_BUCKET is set. */
  ARCHIVE_DIR: z.string().optional(),
  /** A bucket of an S3-compatible store, which is then used instead of the folder. */
  S3_BUCKET: z.string().optional(),
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: 'it is an address like https://s3.example' }).optional(),
  S3_REGION: z.string().default('us-east-1'),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
};

const ApiEnvironment = z.object({
  ...shared,
  ...archive,
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  /** The largest request body, in bytes. */
  BODY_LIMIT_BYTES: whole(1, 1_000_000_000).default(2_000_000),
  /** The largest file that may be handed in, in bytes. */
  UPLOAD_LIMIT_BYTES: whole(1, 1_000_000_000).default(50_000_000),
  DATABASE_POOL: whole(2, 100).default(10),
  /**
   * The proxies in front, as addresses or networks such as 172.16.0.0/12: what they say in X-Forwarded-For is who asks.
   * Nobody else is believed, since anybody can write that header.
   */
  TRUSTED_PROXIES: list.refine((networks) => networks.every(isNetwork), {
    error: 'they are addresses like 10.0.0.2, or networks like 172.16.0.0/12, with commas between them',
  }),
  /** The folder of the published log, which the sealer writes; without it, no log is served. */
  LOG_DIR: z.string().optional(),
  /** A folder with the logs that have ended, each in a folder of its own; served under /log/ended/NAME. */
  ENDED_LOGS_DIR: z.string().optional(),
});
export type ApiConfig = z.infer<typeof ApiEnvironment>;

const WorkerEnvironment = z.object({
  ...shared,
  ...archive,
  /** How the fetcher names itself to sites: a name, a version, and where the people behind it can be reached. */
  FETCH_USER_AGENT: z
    .string()
    .regex(/^[\x20-\x7e]{1,200}$/, { error: 'it is a line of printable characters' })
    .default('Countersign/0.1 (fact-check review; no contact address is set)'),
  /** Addresses in your own network that may be fetched from, such as 10.1.2.3; all others there are refused. */
  FETCH_ALLOWED_ADDRESSES: list,
  /** A language model may propose claims besides; off unless its address (OpenAI-compatible, up to /v1) is set. */
  MODEL_URL: z
    .url({ protocol: /^https?$/, error: 'it is an address like http://127.0.0.1:8080/v1' })
    .optional(),
  MODEL_NAME: z.string().default('default'),
  MODEL_API_KEY: z.string().optional(),
  /** A mail server; without it no mail is sent. */
  SMTP_URL: z
    .url({ protocol: /^smtps?$/, error: 'it is an address like smtp://account:password@mail.example:587' })
    .optional(),
  /** The sender of mail; made from PUBLIC_URL when it is not set. */
  MAIL_FROM: z.string().optional(),
  /** The account that orders the log and looks, over all workspaces, for work that should be moving. */
  DATABASE_SYSTEM_URL: databaseUrl,
  /** Where health and metrics are served; 0 picks a free port. */
  WORKER_HOST: z.string().default('127.0.0.1'),
  WORKER_PORT: port.default(0),
});
export type WorkerConfig = z.infer<typeof WorkerEnvironment>;

const SealerEnvironment = z.object({
  /** The account that reads what leaves carry, and writes nothing but the checkpoints it has published. */
  DATABASE_SEALER_URL: databaseUrl,
  LOG_LEVEL: shared.LOG_LEVEL,
  /** The folder of the published log; the api serves the same. */
  LOG_DIR: folder,
  /** The private key, in a file that only its account can read: `countersign log keygen` makes it. */
  LOG_KEY_FILE: z.string({ error: 'it is the file that `countersign log keygen` made' }),
  /** The key that the log goes over to: it signs beside the other one until that is retired. */
  LOG_NEXT_KEY_FILE: z.string().optional(),
  /** What was signed last. Never in a backup of the database, and never put back from an older one. */
  SEALER_STATE_DIR: folder,
  /** A file in the form of C2SP tlog-policy: the witnesses to ask, and how many must sign. Without it, none. */
  LOG_POLICY_FILE: z.string().optional(),
  SEALER_HOST: z.string().default('127.0.0.1'),
  SEALER_PORT: port.default(0),
  /** How long a sealer that refuses stays up, unready, so that its metrics are read; seconds. */
  SEALER_LINGER_SECONDS: whole(0, 3_600).default(30),
});
export type SealerConfig = z.infer<typeof SealerEnvironment>;

/** `countersign witness`; all else it is told by its options. */
const WitnessEnvironment = z.object({ LOG_LEVEL: shared.LOG_LEVEL });

const MigrateEnvironment = z.object({
  /** An account that may create roles and schemas. Only `countersign migrate` uses it. */
  DATABASE_OWNER_URL: databaseUrl,
  DATABASE_URL: databaseUrl,
  DATABASE_SYSTEM_URL: databaseUrl,
  /** The sealer's account; not set where no sealer reads this database. */
  DATABASE_SEALER_URL: databaseUrl.optional(),
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
export const loadSealerConfig = load(SealerEnvironment);
export const loadWitnessConfig = load(WitnessEnvironment);

type Archive = Pick<ApiConfig, keyof typeof archive>;

/** A folder or a bucket, in the form that the archive is opened with. @throws UnsafeSettings when neither is set */
export function archiveSettings(config: Archive) {
  const { S3_BUCKET: bucket, S3_ENDPOINT: endpoint, S3_REGION: region } = config;
  const { S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
  if (bucket) {
    if (!endpoint || !accessKeyId || !secretAccessKey)
      throw new UnsafeSettings(
        'S3_BUCKET needs S3_ENDPOINT, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY beside it.',
      );
    return { s3: { endpoint, bucket, region, accessKeyId, secretAccessKey } };
  }
  if (!config.ARCHIVE_DIR)
    throw new UnsafeSettings(
      'ARCHIVE_DIR is not set: it is the folder where documents are kept, or set S3_BUCKET.',
    );
  return { folder: config.ARCHIVE_DIR };
}
export const loadMigrateConfig = load(MigrateEnvironment);
