/** Making the `.proof.json` of a report, for those who hold the log. */
import { fromUtf8 } from './bytes.ts';
import { parseCheckpointText } from './checkpoint.ts';
import type { Openings } from './entry.ts';
import { parseLeaf } from './leaf.ts';
import { inclusionProof, type NodeReader } from './merkle.ts';
import { parseNote } from './note.ts';
import { formatDisclosures, formatProofBundle, type ProofBundle } from './proof-bundle.ts';
import { formatTlogProof } from './tlog-proof.ts';

export interface BundleEntry {
  /** 0-based place in the log. */
  readonly index: number;
  readonly body: Uint8Array;
  /** The fields to disclose; what is not here stays sealed. */
  readonly disclosed: Openings;
}

export interface BundleInput {
  /** The signed note, with its cosignatures. It covers every entry. */
  readonly checkpoint: string;
  readonly report: ProofBundle['report'];
  /** Whole streams, from their first entries: the report's, and each one's that its `restsOn` names. */
  readonly entries: readonly BundleEntry[];
  /** Reads the tree of the checkpoint's size. */
  readonly read: NodeReader;
}

/** The bytes of the file. RangeError when an entry lies beyond the checkpoint; it does not verify what it writes. */
export async function buildProofBundle({
  checkpoint,
  report,
  entries,
  read,
}: BundleInput): Promise<Uint8Array> {
  const { origin, size } = parseCheckpointText(parseNote(checkpoint).text);
  const items = await Promise.all(
    entries.map(async (entry) => {
      const leaf = fromUtf8(entry.body);
      const { stream, seq } = parseLeaf(leaf);
      return { stream, seq, leaf, proof: await proofOf(entry, checkpoint, size, read) };
    }),
  );
  const rank = (stream: string) => (stream === report.stream ? '' : stream);
  items.sort((a, b) => (rank(a.stream) < rank(b.stream) ? -1 : a.stream === b.stream ? a.seq - b.seq : 1));
  return formatProofBundle({
    v: 1,
    origin,
    report,
    items: items.map(({ leaf, proof }) => ({ leaf, proof })),
  });
}

/** One entry's tlog-proof@v1, with the disclosed fields in its `extra`. `size`: of the checkpoint's tree. */
export async function proofOf(
  { index, disclosed }: Omit<BundleEntry, 'body'>,
  checkpoint: string,
  size: number,
  read: NodeReader,
): Promise<string> {
  const disclosures = Object.entries(disclosed)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { salt, value }]) => [salt, name, value] as const);
  return formatTlogProof({
    index,
    siblings: await inclusionProof(read, index, size),
    checkpoint,
    extra: disclosures.length ? formatDisclosures(disclosures) : null,
  });
}
