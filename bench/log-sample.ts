/** A log in memory, written as the sequencer and the sealer write theirs: for tests, judges and measurements. */
import {
  buildProofBundle,
  cosign,
  entryBundle,
  entryBytes,
  growTree,
  leafHash,
  logSigner,
  nodeReader,
  seal,
  signCheckpoint,
  TILE_WIDTH,
  tileAt,
  tilePath,
  witnessSigner,
  withSignatures,
  type BundleEntry,
  type Edge,
  type Hash,
  type Json,
  type NodeReader,
  type Openings,
  type ReadLogFile,
  type Signer,
  type TreeHead,
} from '#transparency-log';

const seedOf = (byte: number): Buffer => Buffer.alloc(32, byte);

export const ORIGIN = 'log.example.org/audit';
/** Keys everybody knows: for logs that nobody should trust. */
export const LOG_KEY: Signer = logSigner(ORIGIN, seedOf(1));
export const WITNESSES: readonly Signer[] = ['north', 'south', 'west'].map((name, at) =>
  witnessSigner(`witness.example.org/${name}`, seedOf(2 + at)),
);

/** Two of three witnesses, or none. `addresses`: where they are asked. */
export const policyText = (
  quorum: '2 of 3' | 'none',
  log: Signer = LOG_KEY,
  addresses: readonly string[] = [],
): string =>
  [
    `log ${log.vkey}`,
    ...WITNESSES.map(({ name, vkey }, at) =>
      ['witness', name.split('/')[1], vkey, ...addresses.slice(at, at + 1)].join(' '),
    ),
    'group witnesses 2 north south west',
    `quorum ${quorum === 'none' ? 'none' : 'witnesses'}`,
    '',
  ].join('\n');

export interface SampleEntry {
  readonly index: number;
  readonly stream: string;
  readonly seq: number;
  readonly type: string;
  readonly body: Uint8Array;
  readonly openings: Openings;
  readonly hash: Hash;
}

/** 2026-03-02T09:00:00Z, seconds since 1970; an entry a second from there. */
const BEGINNING = 1_772_442_000;

export class SampleLog {
  readonly files = new Map<string, Uint8Array>();
  readonly entries: SampleEntry[] = [];
  /** The notes that were published, oldest first. */
  readonly checkpoints: string[] = [];
  readonly #ends = new Map<string, SampleEntry>();
  #edge: Edge = [];
  #head: TreeHead = { size: 0, root: new Uint8Array() };
  #published: TreeHead | null = null;
  #pending: Hash[] = [];

  append(stream: string, type: string, fields: Readonly<Record<string, Json>>): SampleEntry {
    const before = this.#ends.get(stream);
    const seq = (before?.seq ?? 0) + 1;
    const index = this.entries.length;
    const at = new Date((BEGINNING + index) * 1_000).toISOString();
    const openings = seal(fields);
    const head = { stream, seq, prev: before?.hash ?? new Uint8Array(), after: this.#published };
    const body = entryBytes(head, type, at, openings);
    const entry = { index, stream, seq, type, body, openings, hash: leafHash(body) };
    this.entries.push(entry);
    this.#ends.set(stream, entry);
    this.#pending.push(entry.hash);
    return entry;
  }

  /** Takes an entry out that nobody has seen: later ones of its stream still count it. */
  leaveOut(index: number): void {
    this.entries.splice(index, 1);
    this.#pending.splice(index - this.#head.size, 1);
  }

  /** Shows the files of another log in place of its own. */
  replaceBy(other: SampleLog): void {
    this.files.clear();
    for (const [path, data] of other.files) this.files.set(path, data);
    this.checkpoints.splice(0, Infinity, ...other.checkpoints);
  }

  /** Writes the tiles and bundles of all entries so far, signs, and has the witnesses cosign. */
  publish(witnesses: readonly Signer[] = WITNESSES): string {
    const from = this.#head.size;
    const grown = growTree(from, this.#edge, this.#pending);
    this.#pending = [];
    this.#edge = grown.edge;
    this.#head = grown;
    for (const tile of grown.tiles) this.files.set(tilePath(tile), tile.data);
    for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < grown.size; index++) {
      const name = tileAt('entries', index, grown.size)!;
      const entries = this.entries.slice(index * TILE_WIDTH, index * TILE_WIDTH + name.width);
      this.files.set(tilePath(name), entryBundle(entries.map(({ body }) => body)));
    }
    const note = signCheckpoint({ origin: ORIGIN, ...grown }, LOG_KEY);
    const time = BEGINNING + grown.size;
    const checkpoint = withSignatures(
      note,
      witnesses.map((witness, at) => cosign(note, witness, time + at)),
    );
    this.files.set('checkpoint', Buffer.from(checkpoint));
    this.checkpoints.push(checkpoint);
    this.#published = { size: grown.size, root: grown.root };
    return checkpoint;
  }

  get size(): number {
    return this.#head.size;
  }

  get head(): TreeHead {
    return this.#head;
  }

  readonly readFile: ReadLogFile = (path) => Promise.resolve(this.files.get(path) ?? null);

  /** Reads the tree at its last published size, with nothing kept from earlier reads. */
  reader(): NodeReader {
    return nodeReader((tile) => {
      const data = this.files.get(tilePath(tile));
      if (!data) throw new Error(`no ${tilePath(tile)}`);
      return data;
    }, this.size);
  }

  /** Entries of a stream, with the named fields of each disclosed. */
  streamOf(stream: string, disclosed: readonly string[]): BundleEntry[] {
    return this.entries
      .filter((entry) => entry.stream === stream)
      .map(({ index, body, openings }) => ({
        index,
        body,
        disclosed: Object.fromEntries(Object.entries(openings).filter(([name]) => disclosed.includes(name))),
      }));
  }

  end(stream: string): SampleEntry {
    const entry = this.#ends.get(stream);
    if (!entry) throw new Error(`no stream ${stream}`);
    return entry;
  }
}

/** Names of streams that are the same in every run. */
export const streamNamed = (n: number): string => n.toString(16).padStart(32, '0');

const VERDICT = {
  by: 'reviewer-4f1c',
  rating: 'disputed',
  rationale: 'Two letters give other dates than the map does, and the ministry has denied the third.',
  subjectId: '6b1a7c1e-8f0d-4b59-9f0e-1f8f2f7b7f11',
};

/** Entries about claims, as a newsroom writes them: 4 to a stream, with 5 sealed fields each. */
export function appendDecisions(log: SampleLog, count: number, firstStream = 1_000): void {
  const types = ['claim-proposed', 'verdict-recorded', 'verdict-recorded', 'claim-decided'];
  for (let n = 0; n < count; n++)
    log.append(streamNamed(firstStream + Math.floor(n / 4)), types[n % 4]!, { ...VERDICT, n });
}

export const REPORT_STREAM = streamNamed(1);
export const CLAIM_STREAMS = [streamNamed(2), streamNamed(3)];

/** A report on two claims among the entries of others, published and cosigned; its proof file from {@link bundleOf}. */
export function publishReport(log: SampleLog, pageSha256: string): void {
  for (const stream of CLAIM_STREAMS) {
    log.append(stream, 'claim-proposed', { text: 'The dam was inspected in May.', by: 'editor-1' });
    log.append(stream, 'verdict-recorded', VERDICT);
    log.append(stream, 'claim-decided', { rating: 'disputed', by: 'system' });
  }
  log.append(REPORT_STREAM, 'report-drafted', { title: 'The dam', by: 'editor-1' });
  const restsOn = CLAIM_STREAMS.map((stream) => [Buffer.from(log.end(stream).hash).toString('base64')]);
  log.append(REPORT_STREAM, 'report-rendered', { version: 1, pageSha256, restsOn, by: 'system' });
}

export const bundleOf = (log: SampleLog, sha256: string, checkpoint: string): Promise<Uint8Array> =>
  buildProofBundle({
    checkpoint,
    report: { sha256, stream: REPORT_STREAM },
    entries: [
      ...log.streamOf(REPORT_STREAM, ['pageSha256', 'restsOn', 'version']),
      ...CLAIM_STREAMS.flatMap((stream) => log.streamOf(stream, ['text', 'rating', 'rationale'])),
    ],
    read: log.reader(),
  });
