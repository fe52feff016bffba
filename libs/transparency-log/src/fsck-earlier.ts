/** What entries and others say were a log's checkpoints must be the roots it had at those sizes. */
import { toBase64 } from './bytes.ts';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
import { rootsBehindFirst, type Announcement } from './fsck-announcements.ts';
import type { Problems } from './fsck-problems.ts';
import { nodeReader } from './growing.ts';
import { tilesOf, type ReadLogFile } from './log-files.ts';
import { rootAt, type NodeReader } from './merkle.ts';
import { nodeCrypto } from './node-crypto.ts';
import type { Policy } from './policy.ts';

/** A log whose tiles are sound, with the checkpoints that its entries say they know. */
interface Read {
  readonly read: ReadLogFile;
  readonly head: OpenedCheckpoint;
  /** By size, with the first entry that says so; roots in base64. */
  readonly named: ReadonlyMap<number, { readonly root: string; readonly index: number }>;
  readonly announcements: readonly Announcement[];
}

/** `known`: the texts of checkpoints seen earlier. */
export async function checkEarlier(
  log: Read,
  known: readonly string[],
  policy: Policy,
  problems: Problems,
): Promise<void> {
  const nodes = nodeReader(tilesOf(log.read), log.head.size);
  await checkNamed(log, nodes, problems);
  for (const [at, note] of known.entries()) {
    const where = `known checkpoint ${at}`;
    try {
      const old = await openCheckpoint(note, policy, nodeCrypto);
      if (old.size > log.head.size)
        problems.add(where, `had ${old.size} entries; the log now shows ${log.head.size}`);
      else if (!Buffer.from(old.root).equals(await rootAt(nodes, old.size)))
        problems.add(where, 'this log is another than the one it was signed for: a fork');
    } catch (error) {
      problems.addError(where, error);
    }
  }
}

async function checkNamed(
  { read, head, named, announcements }: Read,
  nodes: NodeReader,
  problems: Problems,
): Promise<void> {
  const strange = [];
  for (const one of named) if (toBase64(await rootAt(nodes, one[0])) !== one[1].root) strange.push(one);
  const sizes = strange.map(([size]) => size);
  // A log that continues another begins with that one's entries, which know its checkpoints.
  const isContinuing = announcements[0]?.index === 0 && strange.length > 0;
  const ofTheOther = isContinuing ? await rootsBehindFirst(read, head.size, sizes) : null;
  for (const [size, { root, index }] of strange)
    if (ofTheOther?.get(size) !== root)
      problems.add(`entry ${index}, after`, `this log never had the root ${root} at size ${size}`);
}
