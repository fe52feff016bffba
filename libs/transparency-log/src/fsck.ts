/** Reading a whole published log again: every entry, every tile, every stream, and what was signed before. */
import { KEY_ADDED, LOG_CONTINUES } from './announcements.ts';
import { openCheckpoint, type OpenedCheckpoint } from './checkpoint.ts';
import { HASH_BYTES, type Hash } from './crypto.ts';
import { checkContinues, keyNotices, type Announcement } from './fsck-announcements.ts';
import { checkEarlier } from './fsck-earlier.ts';
import { rootOfEdge } from './growing.ts';
import { HASH_LENGTH, HEX_LENGTH, LeafScan } from './leaf-scan.ts';
import { findTile, type ReadLogFile, type TileFile } from './log-files.ts';
import { Malformed } from './malformed.ts';
import { nodeCrypto } from './node-crypto.ts';
import type { Policy } from './policy.ts';
import { foldTile, hashEntry } from './fsck-hashing.ts';
import { Problems, TooMany, type Problem } from './fsck-problems.ts';
import { walkEntryBundle, parseTile, TILE_WIDTH, tileAt, tileBytes, tilePath } from './tiles.ts';

export interface Fsck {
  /** Null when the log has none that the policy accepts; then nothing else was looked at. */
  readonly checkpoint: OpenedCheckpoint | null;
  readonly entries: number;
  readonly tiles: number;
  readonly streams: number;
  /** What the log tells its readers of itself: sentences. */
  readonly notices: readonly string[];
  /** Empty for a sound log. Reading stops when there are too many to be of use. */
  readonly problems: readonly Problem[];
}

/**
 * Rebuilds the tree of the log's checkpoint from its entries and compares every tile and the root; reads every entry
 * and follows every stream. `known`: checkpoints seen earlier, which this log must continue. `ended`: the last checkpoint
 * of a log that ended, which this one must say it continues. A quorum that is not met is a problem too.
 */
export async function fsck(
  read: ReadLogFile,
  policy: Policy,
  known: readonly string[] = [],
  ended: string | null = null,
): Promise<Fsck> {
  const problems = new Problems();
  const note = await read('checkpoint');
  let checkpoint: OpenedCheckpoint | null = null;
  try {
    if (!note) throw new Malformed('there is none', 'file');
    checkpoint = await openCheckpoint(Buffer.from(note).toString('utf8'), policy, nodeCrypto);
  } catch (error) {
    problems.addError('checkpoint', error);
  }
  if (!checkpoint)
    return { checkpoint, entries: 0, tiles: 0, streams: 0, notices: [], problems: problems.list };
  if (!checkpoint.quorum) problems.add('checkpoint', 'fewer witnesses have signed than the policy wants');
  const checking = new Checking(read, checkpoint, problems);
  try {
    await checking.entries();
    await checking.upperTiles();
    await checking.earlier(known, policy);
    if (ended !== null) await checking.continues(ended, policy);
  } catch (error) {
    if (!(error instanceof TooMany)) throw error;
  }
  const { entryCount, tileCount, streamCount } = checking;
  const notices = await keyNotices(checking.announcements, policy);
  return {
    checkpoint,
    entries: entryCount,
    tiles: tileCount,
    streams: streamCount,
    notices,
    problems: problems.list,
  };
}

interface StreamEnd {
  seq: number;
  /** Base64. */
  hash: string;
}

class Checking {
  readonly #read: ReadLogFile;
  readonly #head: OpenedCheckpoint;
  readonly #problems: Problems;
  readonly #streams = new Map<string, StreamEnd>();
  /** The checkpoints that entries say they know, by size, with the first entry that says so. */
  readonly #named = new Map<number, { root: string; index: number }>();
  /** The one that an entry named last: the next entry mostly names the same. */
  #lastNamed = { size: -1, root: '' };
  readonly #leaf = new LeafScan();
  /** Roots of the full tiles of level 0, and then of each level above. */
  #row: Hash[] = [];
  readonly #edge: Hash[][] = [];
  /** Entries in which the log speaks of itself. */
  readonly announcements: Announcement[] = [];
  entryCount = 0;
  tileCount = 0;

  constructor(read: ReadLogFile, head: OpenedCheckpoint, problems: Problems) {
    this.#read = read;
    this.#head = head;
    this.#problems = problems;
  }

  get streamCount(): number {
    return this.#streams.size;
  }

  async #tile(level: number | 'entries', index: number): Promise<TileFile | null> {
    const name = tileAt(level, index, this.#head.size);
    if (!name) return null;
    const file = await findTile(this.#read, name);
    this.tileCount++;
    if (!file) this.#problems.add(tilePath(name), 'there is no such file');
    return file;
  }

  async entries(): Promise<void> {
    const { size } = this.#head;
    for (let index = 0; index * TILE_WIDTH < size; index++) {
      const width = Math.min(TILE_WIDTH, size - index * TILE_WIDTH);
      const bundle = await this.#tile('entries', index);
      const hashes = Buffer.alloc(tileBytes(width));
      if (bundle) this.#bundle(index, bundle.data, bundle.width, hashes);
      await this.#compare(0, index, hashes);
      this.#keep(0, hashes);
    }
  }

  /** Hashes the entries of a bundle into `hashes`, and reads each. */
  #bundle(index: number, data: Buffer, width: number, hashes: Buffer): void {
    const path = tilePath({ level: 'entries', index, width });
    let n = 0;
    try {
      walkEntryBundle(data, width, (start, end) => {
        // A wider bundle than this tree has belongs to a later one.
        if (n >= hashes.length / HASH_BYTES) return;
        const hash = hashEntry(data, start, end);
        hashes.write(hash, n * HASH_BYTES, 'base64');
        this.#entry(index * TILE_WIDTH + n, data, start, end, hash);
        n++;
      });
    } catch (error) {
      this.#problems.addError(path, error);
    }
    this.entryCount += n;
  }

  #entry(index: number, data: Buffer, start: number, end: number, hash: string): void {
    const leaf = this.#leaf;
    try {
      leaf.read(data, start, end);
      const announces = leaf.typeEnd - leaf.type;
      const type =
        announces === KEY_ADDED.length || announces === LOG_CONTINUES.length
          ? data.toString('latin1', leaf.type, leaf.typeEnd)
          : '';
      if (type === KEY_ADDED || type === LOG_CONTINUES)
        this.announcements.push({ index, text: data.toString('latin1', start, end) });
      // The first entry of a log that continues another knows that one's checkpoint.
      if (leaf.afterRoot >= 0 && !(index === 0 && type === LOG_CONTINUES))
        this.#remember(
          leaf.afterSize,
          data.toString('latin1', leaf.afterRoot, leaf.afterRoot + HASH_LENGTH),
          index,
        );
      const stream = data.toString('latin1', leaf.stream, leaf.stream + HEX_LENGTH);
      const before = this.#streams.get(stream);
      if (leaf.seq !== (before?.seq ?? 0) + 1)
        throw new Malformed(`entry ${leaf.seq} of stream ${stream} follows entry ${before?.seq ?? 0}`, 'seq');
      const prev = leaf.prev < 0 ? '' : data.toString('latin1', leaf.prev, leaf.prev + HASH_LENGTH);
      if (prev !== (before?.hash ?? ''))
        throw new Malformed(`does not name the entry before it in stream ${stream}`, 'prev');
      if (before) [before.seq, before.hash] = [leaf.seq, hash];
      else this.#streams.set(stream, { seq: leaf.seq, hash });
    } catch (error) {
      this.#problems.addError(`entry ${index}`, error);
    }
  }

  #remember(size: number, root: string, index: number): void {
    if (size === this.#lastNamed.size && root === this.#lastNamed.root && size <= index) return;
    const known = this.#named.get(size);
    if (size > index) throw new Malformed('knows a checkpoint of a log that already held it', 'after');
    if (known && root !== known.root)
      throw new Malformed(`knows another checkpoint of size ${size} than entry ${known.index}`, 'after');
    if (!known) this.#named.set(size, { root, index });
    this.#lastNamed = { size, root };
  }

  async #compare(level: number, index: number, hashes: Buffer): Promise<void> {
    const tile = await this.#tile(level, index);
    if (!tile) return;
    const path = tilePath({ level, index, width: tile.width });
    if (tile.data.length !== tileBytes(tile.width))
      return this.#problems.add(path, `${tile.data.length} bytes instead of ${tileBytes(tile.width)}`);
    // In one go first: no hash differs in a sound log.
    if (tile.data.compare(hashes, 0, hashes.length, 0, hashes.length) === 0) return;
    for (let at = 0; at < hashes.length; at += HASH_BYTES)
      if (tile.data.compare(hashes, at, at + HASH_BYTES, at, at + HASH_BYTES) !== 0)
        return this.#problems.add(path, `hash ${at / HASH_BYTES} is not that of what lies below it`);
  }

  /** A full tile becomes one hash of the level above; a partial one belongs to the tree's right edge. */
  #keep(level: number, hashes: Buffer): void {
    while (this.#edge.length <= level) this.#edge.push([]);
    if (hashes.length === tileBytes(TILE_WIDTH)) this.#row.push(foldTile(hashes));
    else this.#edge[level] = parseTile(hashes, hashes.length / HASH_BYTES);
  }

  async upperTiles(): Promise<void> {
    for (let level = 1; this.#row.length > 0; level++) {
      const below = this.#row;
      this.#row = [];
      for (let at = 0; at < below.length; at += TILE_WIDTH) {
        const hashes = Buffer.concat(below.slice(at, at + TILE_WIDTH));
        await this.#compare(level, at / TILE_WIDTH, hashes);
        this.#keep(level, hashes);
      }
    }
    if (!Buffer.from(rootOfEdge(this.#edge)).equals(this.#head.root))
      this.#problems.add('checkpoint', 'the root of the entries is not the one that was signed');
  }

  async earlier(known: readonly string[], policy: Policy): Promise<void> {
    if (this.#problems.list.some(({ where }) => where.startsWith('tile/'))) return;
    const { announcements } = this;
    const log = { read: this.#read, head: this.#head, named: this.#named, announcements };
    await checkEarlier(log, known, policy, this.#problems);
  }

  async continues(ended: string, policy: Policy): Promise<void> {
    try {
      await checkContinues(this.announcements[0], ended, policy);
    } catch (error) {
      this.#problems.addError('entry 0', error);
    }
  }
}
