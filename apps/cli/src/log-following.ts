/** Reading a published log from outside: `log fsck`, `log export` and `log monitor`. */
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { failedWith, replaceFile, syncFolders } from '#durable-files';
import {
  findTile,
  follow,
  fromBase64,
  fsck,
  logAt,
  logInFolder,
  Malformed,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  parseTilePath,
  TILE_WIDTH,
  tileAt,
  tilePath,
  toBase64,
  Unreachable,
  type Fsck,
  type OpenedCheckpoint,
  type Policy,
  type ReadLogFile,
} from '#transparency-log';
import { Failure } from './failure.ts';

const isAddress = (where: string): boolean => /^https?:/.test(where);
export const logOf = (where: string): ReadLogFile => (isAddress(where) ? logAt(where) : logInFolder(where));

/** @throws Failure */
export async function readPolicyFile(file: string): Promise<Policy> {
  try {
    return await parsePolicy(await readFile(file), nodeCrypto);
  } catch (error) {
    throw new Failure(`${file} is not a policy. (${error instanceof Error ? error.message : String(error)})`);
  }
}

export async function checkPublished(
  where: string,
  policyFile: string,
  known: readonly string[],
): Promise<Fsck> {
  const notes = await Promise.all(known.map((file) => readFile(file, 'utf8')));
  return fsck(logOf(where), await readPolicyFile(policyFile), notes);
}

/** Copies the log of one checkpoint into a folder, files first and the checkpoint last. Gives its size. */
export async function exportLog(where: string, folder: string, policyFile: string): Promise<number> {
  const read = logOf(where);
  const policy = await readPolicyFile(policyFile);
  const [note, head] = await newest(read, policy);
  const folders = new Set<string>();
  for (const level of levelsOf(head.size))
    for (let index = 0; ; index++) {
      const name = tileAt(level, index, head.size);
      if (!name) break;
      const file = await findTile(read, name);
      if (!file) throw new Failure(`The log lacks ${tilePath(name)}.`);
      const target = join(folder, tilePath({ ...name, width: file.width }));
      await replaceFile(target, file.data);
      folders.add(dirname(target));
    }
  await syncFolders(folders, folder);
  const check = await fsck(afterwards(folder, note), policy);
  const [problem] = check.problems;
  if (problem) throw new Failure(`What was copied is not a whole log. ${problem.where}: ${problem.reason}.`);
  await replaceFile(join(folder, 'checkpoint'), note);
  return head.size;
}

/** The folder as it will be when the checkpoint is there. */
const afterwards =
  (folder: string, note: string): ReadLogFile =>
  async (path) =>
    path === 'checkpoint' ? Buffer.from(note) : logInFolder(folder)(path);

function levelsOf(size: number): (number | 'entries')[] {
  const levels: (number | 'entries')[] = ['entries'];
  for (let level = 0, n = size; n > 0; level++, n = Math.floor(n / TILE_WIDTH)) levels.push(level);
  return levels;
}

async function newest(read: ReadLogFile, policy: Policy): Promise<[note: string, head: OpenedCheckpoint]> {
  const bytes = await read('checkpoint');
  if (!bytes) throw new Unreachable('the log has no checkpoint');
  const note = Buffer.from(bytes).toString('utf8');
  const head = await openCheckpoint(note, policy, nodeCrypto);
  if (!head.quorum) throw new Malformed('fewer witnesses have signed than the policy wants', 'checkpoint');
  return [note, head];
}

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
      followed = await step(read, policy, followed);
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

async function step(read: ReadLogFile, policy: Policy, followed: Followed | null): Promise<Followed> {
  const [note, head] = await newest(read, policy);
  if (followed && followed.origin !== head.origin)
    throw new Malformed(`is ${head.origin} now, and was ${followed.origin}`, 'log');
  const known = followed
    ? { size: followed.size, root: fromBase64(followed.root, 'root') }
    : { size: 0, root: await nodeCrypto.sha256(new Uint8Array()) };
  const streams = { ...followed?.streams };
  for await (const { stream, seq, prev, index, leafHash } of follow(
    asWideAsNow(read, head.size),
    known,
    head,
  )) {
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
  return { origin: head.origin, size: head.size, root: toBase64(head.root), note, streams };
}

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
