/** What `fsck` makes of a log that goes over to another key, or that continues one that ended. */
import { KEY_ADDED, LOG_CONTINUES, says } from './announcements.ts';
import { toBase64 } from './bytes.ts';
import { checkpointText, openCheckpoint } from './checkpoint.ts';
import { leafHash } from './entry.ts';
import { growTree, type Edge } from './growing.ts';
import { parseLeaf } from './leaf.ts';
import { readTileFile, type ReadLogFile } from './log-files.ts';
import { Malformed } from './malformed.ts';
import { nodeCrypto } from './node-crypto.ts';
import type { Policy } from './policy.ts';
import { parseEntryBundle, tileAt } from './tiles.ts';

/** An entry that fsck came by. */
export interface Announcement {
  readonly index: number;
  readonly text: string;
}

/** Sentences for the reader: which keys the log announces, and whether their policy has them. */
export async function keyNotices(announcements: readonly Announcement[], policy: Policy): Promise<string[]> {
  const notices: string[] = [];
  for (const { index, text } of announcements) {
    const { type, sd } = parseLeaf(text);
    if (type !== KEY_ADDED) continue;
    const known = await Promise.all(policy.logs.map(({ key }) => says(nodeCrypto, sd, 'vkey', key.vkey)));
    notices.push(keyNotice(index, known.includes(true)));
  }
  return notices;
}

export const keyNotice = (index: number, isKnown: boolean): string =>
  isKnown
    ? `Entry ${index} announces a key of this log, which your policy has.`
    : `Entry ${index} announces a key of this log that your policy lacks: get the new policy before the old key is retired.`;

/** {@link Malformed} unless the log begins by saying that it continues the one of this checkpoint. */
export async function checkContinues(
  first: Announcement | undefined,
  ended: string,
  policy: Policy,
): Promise<void> {
  const checkpoint = await openCheckpoint(ended, policy, nodeCrypto);
  const leaf = first?.index === 0 ? parseLeaf(first.text) : null;
  if (leaf?.type !== LOG_CONTINUES) throw new Malformed('does not say that it continues another log', 'type');
  if (!(await says(nodeCrypto, leaf.sd, 'ended', checkpointText(checkpoint))))
    throw new Malformed(`says that it continues another tree than that of ${checkpoint.origin}`, 'sd');
}

/**
 * The roots, base64, that the tree without its first entry had at these sizes: a log that continues another begins
 * with the entry that says so, and goes on with those that are left of the other, which name its checkpoints.
 */
export async function rootsBehindFirst(
  read: ReadLogFile,
  logSize: number,
  sizes: readonly number[],
): Promise<Map<number, string>> {
  const wanted = new Set(sizes);
  const last = Math.max(...sizes);
  const roots = new Map<number, string>();
  let size = 0;
  let edge: Edge = [];
  for (let index = 0; size < last; index++) {
    const name = tileAt('entries', index, logSize);
    if (!name) break;
    const { data, width } = await readTileFile(read, name);
    const hashes = parseEntryBundle(data, width)
      .slice(index === 0 ? 1 : 0, name.width)
      .map(leafHash);
    while (hashes.length && size < last) {
      const from = size;
      const next = Math.min(...[...wanted].filter((one) => one > from));
      const grown = growTree(size, edge, hashes.splice(0, next - size));
      [size, edge] = [grown.size, grown.edge];
      if (wanted.has(size)) roots.set(size, toBase64(grown.root));
    }
  }
  return roots;
}
