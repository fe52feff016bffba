/**
 * The proof of one decision in a log of a million entries: how long it is as a tlog-proof@v1 with three cosignatures,
 * and how long it takes to build from the tiles on disk, with nothing kept in memory from one proof to the next.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import {
  cosign,
  entryBytes,
  growTree,
  hashLeaf,
  leafHash,
  logInFolder,
  nodeCrypto,
  nodeReader,
  parseTlogProof,
  proofOf,
  seal,
  signCheckpoint,
  tilePath,
  tilesOf,
  verifyInclusion,
  withSignatures,
  type Edge,
  type Hash,
  type TreeHead,
} from '#transparency-log';
import { LOG_KEY, ORIGIN, streamNamed, WITNESSES } from '../log-sample.ts';
import { quantile } from './figures.ts';

const ENTRIES = 1_000_000;
const STEP = 50_000;
const PROOFS = 300;

/** A decision as the log holds it, and what a publisher discloses of it. */
const openings = seal({
  claimNumber: 1,
  rating: 'disputed',
  round: 1,
  decidedOn: '2026-03-02',
  by: 'system',
});
const disclosed = { rating: openings.rating!, decidedOn: openings.decidedOn! };
const head = {
  stream: streamNamed(7),
  seq: 3,
  prev: Buffer.alloc(32, 7),
  after: { size: 900_000, root: Buffer.alloc(32, 9) },
};
const decision = entryBytes(head, 'claim-decided', '2026-03-02T09:10:11Z', openings);

const indexes = Array.from({ length: PROOFS }, (_, n) => Math.floor(((n + 0.5) * ENTRIES) / PROOFS));

/** Writes the tiles of a log that holds the decision at every one of `indexes`. */
function writeLog(folder: string): TreeHead {
  const places = new Set(indexes);
  const ours = leafHash(decision);
  let tree: TreeHead & { edge: Edge } = { size: 0, root: new Uint8Array(), edge: [] };
  while (tree.size < ENTRIES) {
    const leaves: Hash[] = Array.from({ length: STEP }, (_, n) => {
      const index = tree.size + n;
      return places.has(index) ? ours : leafHash(Buffer.from(`entry ${index}`));
    });
    const grown = growTree(tree.size, tree.edge, leaves);
    for (const tile of grown.tiles) {
      const path = join(folder, tilePath(tile));
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, tile.data);
    }
    tree = grown;
  }
  return tree;
}

const at = (times: readonly number[], share: number): string => quantile(times, share).toFixed(2);

export async function measureProof(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'countersign-log-proof-'));
  try {
    const tree = writeLog(folder);
    const note = signCheckpoint({ origin: ORIGIN, ...tree }, LOG_KEY);
    const checkpoint = withSignatures(
      note,
      WITNESSES.map((witness) => cosign(note, witness, 1_772_442_000)),
    );
    const times: number[] = [];
    let [bare, whole] = [0, 0];
    for (const index of indexes) {
      const began = performance.now();
      const read = nodeReader(tilesOf(logInFolder(folder)), ENTRIES);
      const proof = await proofOf({ index, disclosed }, checkpoint, ENTRIES, read);
      times.push(performance.now() - began);
      const { siblings, extra } = parseTlogProof(proof);
      if (!(await verifyInclusion(nodeCrypto, await hashLeaf(nodeCrypto, decision), index, siblings, tree)))
        throw new Error(`the proof of entry ${index} does not hold`);
      whole = Math.max(whole, Buffer.byteLength(proof));
      bare = Math.max(
        bare,
        Buffer.byteLength(proof) - `extra ${Buffer.from(extra!).toString('base64')}\n`.length,
      );
    }
    console.log(
      `${PROOFS} proofs in a log of ${ENTRIES} entries, each checked; 3 cosignatures; ${whole} bytes at most with two fields disclosed; median ${at(times, 0.5)} ms, p95 ${at(times, 0.95)}, worst ${at(times, 1)}`,
    );
    console.log(`bytes: ${bare}, wanted below 2000; ms: ${at(times, 0.5)}, wanted below 10`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
