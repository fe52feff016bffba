/** `countersign log monitor`: follows a published log from outside, and remembers what it has seen. */
import { readFile } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { failedWith, replaceFile } from '#durable-files';
import {
  checkpointText,
  EMPTY_ROOT,
  follow,
  fromBase64,
  KEY_ADDED,
  keyNotice,
  LOG_CONTINUES,
  Malformed,
  nodeCrypto,
  parseTilePath,
  says,
  tileAt,
  tilePath,
  toBase64,
  Unreachable,
  type FollowedEntry,
  type OpenedCheckpoint,
  type Policy,
  type ReadLogFile,
} from '#transparency-log';
import { Failure } from './failure.ts';
import { logOf, newest, readPolicyFile } from './log-following.ts';

/** What a monitor knows of a log: its newest tree, and where every stream stands. */
const Followed = z.strictObject({
  origin: z.string(),
  size: z.int().nonnegative(),
  root: z.string(),
  /** The checkpoint, to show to others when the log denies it. Empty before the first. */
  note: z.string(),
  streams: z.record(z.string(), z.strictObject({ seq: z.int().positive(), hash: z.string() })),
});
type Followed = z.infer<typeof Followed>;

/** What the log did that a log must never do. */
export class LogAlarm extends Error {
  override readonly name = 'LogAlarm';
}

export interface MonitorOptions {
  readonly policy: string;
  readonly state: string;
  readonly once: boolean;
  readonly seconds: number;
}

/** Follows a log until `stopped`; each new checkpoint is checked to continue the one before. @throws LogAlarm */
export async function monitorLog(
  where: string,
  options: MonitorOptions,
  stopped: AbortSignal,
  tell: (line: string) => void,
): Promise<void> {
  const read = logOf(where);
  const policy = await readPolicyFile(options.policy);
  let followed = await readFollowed(options.state);
  do {
    try {
      const before = followed?.size ?? 0;
      followed = await step(read, policy, followed, tell);
      await replaceFile(options.state, JSON.stringify(followed));
      if (followed.size > before || options.once)
        tell(`${followed.origin}: ${followed.size} entries, ${followed.size - before} new, all in order.`);
    } catch (error) {
      if (!(error instanceof Unreachable) || options.once) throw alarmOf(error, followed);
      tell(`It could not be asked: ${error.message}.`);
    }
    if (!options.once)
      await pause(options.seconds * 1_000, undefined, { signal: stopped }).catch(() => undefined); // stopped
  } while (!options.once && !stopped.aborted);
}

function alarmOf(error: unknown, followed: Followed | null): unknown {
  if (!(error instanceof Malformed)) return error;
  const evidence = followed?.note
    ? `\nKeep this checkpoint, which the log signed and now denies:\n${followed.note}`
    : '';
  return new LogAlarm(`ALARM. ${error.where}: ${error.reason}.${evidence}`);
}

async function step(
  read: ReadLogFile,
  policy: Policy,
  before: Followed | null,
  tell: (line: string) => void,
): Promise<Followed> {
  const [note, head] = await newest(read, policy);
  const isOther = before !== null && before.origin !== head.origin;
  const followed = isOther ? null : before;
  const known = followed
    ? { size: followed.size, root: fromBase64(followed.root, 'root') }
    : { size: 0, root: EMPTY_ROOT };
  const streams = { ...followed?.streams };
  const notices: string[] = [];
  let continues = false;
  for await (const entry of follow(asWideAsNow(read, head.size), known, head)) {
    followStream(streams, entry);
    if (isOther && entry.index === 0) continues = await continuesTree(entry, before);
    if (entry.type === KEY_ADDED) notices.push(keyNotice(entry.index, await hasKey(policy, entry)));
  }
  if (isOther) {
    if (!continues) throw new Malformed(notContinued(head, before), 'log');
    tell(
      `${before.origin} has ended with the ${before.size} entries that were seen; ${head.origin} continues it.`,
    );
  }
  // Not before all of it was checked.
  for (const notice of notices) tell(notice);
  return { origin: head.origin, size: head.size, root: toBase64(head.root), note, streams };
}

function followStream(
  streams: Followed['streams'],
  { stream, seq, prev, index, leafHash }: FollowedEntry,
): void {
  const last = streams[stream];
  if (seq !== (last?.seq ?? 0) + 1 || prev !== (last?.hash ?? ''))
    throw new Malformed(
      seq <= (last?.seq ?? 0)
        ? `is entry ${seq} of stream ${stream} a second time`
        : `does not follow the entry before it in stream ${stream}`,
      `entry ${index}`,
    );
  streams[stream] = { seq, hash: leafHash };
}

async function hasKey(policy: Policy, { sd }: FollowedEntry): Promise<boolean> {
  for (const { key } of policy.logs) if (await says(nodeCrypto, sd, 'vkey', key.vkey)) return true;
  return false;
}

/** A log of another name must begin by saying that it continues exactly the tree that was seen last. */
async function continuesTree({ type, sd }: FollowedEntry, before: Followed): Promise<boolean> {
  const ended = checkpointText({ ...before, root: fromBase64(before.root, 'root') });
  return type === LOG_CONTINUES && says(nodeCrypto, sd, 'ended', ended);
}

const notContinued = (head: OpenedCheckpoint, before: Followed): string =>
  `is ${head.origin} now, and was ${before.origin}, of which it does not continue the ${before.size} entries that were seen; where that log is still served, follow it to its end first`;

/**
 * Where a log no longer has a partial tile of a size it once had, or never had, the one it has now: the first hashes
 * of a tile do not change, and if they did, its root says so.
 */
const asWideAsNow =
  (read: ReadLogFile, size: number): ReadLogFile =>
  async (path) => {
    const file = await read(path);
    if (file || !path.includes('.p/')) return file;
    const { level, index } = parseTilePath(path);
    const now = level === 'entries' ? null : tileAt(level, index, size);
    return now && tilePath(now) !== path ? read(tilePath(now)) : null;
  };

async function readFollowed(file: string): Promise<Followed | null> {
  try {
    return Followed.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    if (failedWith(error, 'ENOENT')) return null;
    throw new Failure(`${file} is not a monitor’s state: choose another file, or put back this one.`);
  }
}
