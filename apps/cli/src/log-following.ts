/** Reading a published log from outside: `log fsck` and `log export`. */
import { statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { replaceFile, syncFolders } from '#durable-files';
import {
  findTile,
  fsck,
  logAt,
  logInFolder,
  Malformed,
  nodeCrypto,
  openCheckpoint,
  parsePolicy,
  TILE_WIDTH,
  tileAt,
  tilePath,
  Unreachable,
  type Fsck,
  type OpenedCheckpoint,
  type Policy,
  type ReadLogFile,
} from '#transparency-log';
import { Failure } from './failure.ts';
import { readText } from './read-text.ts';

const isAddress = (where: string): boolean => /^https?:/.test(where);

/** @throws Failure when it is neither an address nor a folder that is there */
export function logOf(where: string): ReadLogFile {
  if (isAddress(where) && URL.canParse(where)) return logAt(where);
  if (statSync(where, { throwIfNoEntry: false })?.isDirectory()) return logInFolder(where);
  throw new Failure(
    `${where} is neither the address of a log, like https://log.example.org/log, nor a folder.`,
  );
}

/** @throws Failure */
export async function readPolicyFile(file: string): Promise<Policy> {
  try {
    return await parsePolicy(await readFile(file), nodeCrypto);
  } catch (error) {
    throw new Failure(`${file} is not a policy. (${error instanceof Error ? error.message : String(error)})`);
  }
}

/** A file with a checkpoint, opened by what the policy says. @throws Failure */
export async function readCheckpointFile(file: string, policy: Policy): Promise<OpenedCheckpoint> {
  const note = await readText(file);
  try {
    return await openCheckpoint(note, policy, nodeCrypto);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    throw new Failure(`${file} is not a checkpoint that can be used here. (${error.message})`);
  }
}

export async function checkPublished(
  where: string,
  policyFile: string,
  known: readonly string[],
  ended: string | undefined,
): Promise<Fsck> {
  const notes = await Promise.all(known.map(readText));
  const last = ended === undefined ? null : await readText(ended);
  return fsck(logOf(where), await readPolicyFile(policyFile), notes, last);
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

export async function newest(
  read: ReadLogFile,
  policy: Policy,
): Promise<[note: string, head: OpenedCheckpoint]> {
  const bytes = await read('checkpoint');
  if (!bytes) throw new Unreachable('the log has no checkpoint');
  const note = Buffer.from(bytes).toString('utf8');
  const head = await openCheckpoint(note, policy, nodeCrypto);
  if (!head.quorum) throw new Malformed('fewer witnesses have signed than the policy wants', 'checkpoint');
  return [note, head];
}
