import { pino, type Logger, type LoggerOptions } from 'pino';

/** One JSON object a line. What people wrote has no place in it: fields are ids and names of our own. */
export const openLog = (app: string, level: string, destination?: pino.DestinationStream): Logger => {
  const options: LoggerOptions = { level, base: { app }, serializers: { err: describeError } };
  return destination ? pino(options, destination) : pino(options);
};

const DEPTH_MAX = 3;

interface ErrorDescription {
  readonly type: string;
  readonly cause?: ErrorDescription;
  readonly [field: string]: unknown;
}

/**
 * What went wrong and where. Never the values: PostgreSQL and JSON.parse quote them in their messages, and TypeORM
 * hands a query's parameters along.
 */
export function describeError(error: unknown, depth = 0): ErrorDescription {
  if (!(error instanceof Error)) return { type: typeof error };
  const cause = causeOf(error);
  const details = error as Error & Record<(typeof DETAILS)[number], unknown>; // any of them may be undefined
  return {
    type: error.name,
    ...(quotesValues(error) ? {} : { message: error.message }),
    ...Object.fromEntries(DETAILS.flatMap((name) => (details[name] ? [[name, details[name]]] : []))),
    stack: framesOf(error),
    ...(cause instanceof Error && depth < DEPTH_MAX && { cause: describeError(cause, depth + 1) }),
  };
}

/** The same in a few words, for what is kept of a failure where others read it. */
export const nameError = (error: unknown): string => inWords(describeError(error));

function inWords({ type, message, code, constraint, cause }: ErrorDescription): string {
  const facts = [code, constraint].filter(Boolean).join(', ');
  const named = facts ? `${type} (${facts})` : type;
  return [named, message, cause && inWords(cause)].filter(Boolean).join(': ');
}

const causeOf = (error: Error): unknown => ('driverError' in error ? error.driverError : error.cause);

/** Names of things in the database and of system calls, not values. */
const DETAILS = [
  'code',
  'schema',
  'table',
  'column',
  'constraint',
  'routine',
  'syscall',
  'address',
  'port',
] as const;

/** An error of the database, of TypeORM about one, or of a parser. */
const quotesValues = (error: Error): boolean =>
  'severity' in error || 'driverError' in error || error instanceof SyntaxError;

/** The message stands at the head of the stack, and may have lines that look like anything. */
const framesOf = ({ stack = '', message }: Error) =>
  stack
    .slice(stack.indexOf(message) + message.length)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));

/** Nest's warnings, in the same log. Its errors come to us as well, and are said once. */
export const nestLogger = (log: Logger) => ({
  log: () => undefined,
  error: () => undefined,
  warn: (message: unknown) => log.warn({ from: 'nest' }, String(message)),
});
