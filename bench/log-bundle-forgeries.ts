/** Every way we know of to change a report's proof file behind its readers' backs. */
import {
  checkpointText,
  cosign,
  formatDisclosures,
  formatProofBundle,
  formatTlogProof,
  leafHash,
  parseCheckpointText,
  parseDisclosures,
  parseNote,
  parseProofBundle,
  parseTlogProof,
  proofOf,
  signCheckpoint,
  withSignatures,
  type ProofBundle,
  type TlogProof,
} from '#transparency-log';
import { COSIGNED_AT, cosigned, OTHER_ORIGIN, STRANGER } from './log-forgeries.ts';
import { LOG_KEY, WITNESSES, type SampleLog } from './log-sample.ts';

export interface BundleForgery {
  readonly name: string;
  /** Whether the proofs alone, each with its leaf and the log's key, show it. */
  readonly plain: boolean;
  readonly apply: (bundle: ProofBundle, log: SampleLog) => ProofBundle | Promise<ProofBundle>;
}

type Items = ProofBundle['items'];
const withItems = (bundle: ProofBundle, items: Items): ProofBundle => ({ ...bundle, items });

function editItem(
  bundle: ProofBundle,
  at: number,
  edit: (leaf: string, proof: TlogProof) => { leaf?: string; proof?: Partial<TlogProof> },
): ProofBundle {
  const items = bundle.items.map(({ leaf, proof }, index) => {
    if (index !== at) return { leaf, proof };
    const parsed = parseTlogProof(proof);
    const changed = edit(leaf, parsed);
    return { leaf: changed.leaf ?? leaf, proof: formatTlogProof({ ...parsed, ...changed.proof }) };
  });
  return withItems(bundle, items);
}

const withCheckpoint = (bundle: ProofBundle, change: (note: string) => string): ProofBundle =>
  withItems(
    bundle,
    bundle.items.map(({ leaf, proof }) => {
      const parsed = parseTlogProof(proof);
      return { leaf, proof: formatTlogProof({ ...parsed, checkpoint: change(parsed.checkpoint) }) };
    }),
  );

const headIn = (note: string) => parseCheckpointText(parseNote(note).text);

/** For a bundle whose item 1 discloses `restsOn`, and whose items 2 to 4 are a claim's stream. */
export const BUNDLE_FORGERIES: readonly BundleForgery[] = [
  {
    name: 'edited leaf',
    plain: true,
    apply: (bundle) => editItem(bundle, 3, (leaf) => ({ leaf: leaf.replace('verdict', 'opinion') })),
  },
  {
    name: 'swapped leaves',
    plain: true,
    apply: ({ items, ...rest }) => ({
      ...rest,
      items: items.map((item, at) => ({ ...item, leaf: items[at === 2 ? 5 : at === 5 ? 2 : at]!.leaf })),
    }),
  },
  {
    name: 'forged sibling hash',
    plain: true,
    apply: (bundle) =>
      editItem(bundle, 2, (_, { siblings }) => ({
        proof: { siblings: [leafHash(Buffer.of(1)), ...siblings.slice(1)] },
      })),
  },
  {
    name: 'another index',
    plain: true,
    apply: (bundle) => editItem(bundle, 2, (_, { index }) => ({ proof: { index: index + 1 } })),
  },
  {
    name: 'edited opening',
    plain: false,
    apply: (bundle) =>
      editItem(bundle, 4, (_, { extra }) => ({
        proof: {
          extra: formatDisclosures(
            parseDisclosures(extra!).map(([salt, name, value]) => [
              salt,
              name,
              name === 'rating' ? 'verified' : value,
            ]),
          ),
        },
      })),
  },
  {
    name: 'missing stream entry',
    plain: false,
    apply: (bundle) => withItems(bundle, bundle.items.toSpliced(3, 1)),
  },
  {
    name: 'dropped tail of a stream',
    plain: false,
    apply: (bundle) => withItems(bundle, bundle.items.toSpliced(4, 1)),
  },
  {
    name: 'dropped claim',
    plain: false,
    apply: (bundle) => withItems(bundle, bundle.items.slice(0, 5)),
  },
  {
    name: 'a claim too many',
    plain: false,
    async apply(bundle, log) {
      const { checkpoint } = parseTlogProof(bundle.items[0]!.proof);
      const [entry] = log.entries;
      const proof = await proofOf(
        { index: 0, disclosed: {} },
        checkpoint,
        headIn(checkpoint).size,
        log.reader(),
      );
      return withItems(bundle, [...bundle.items, { leaf: Buffer.from(entry!.body).toString('utf8'), proof }]);
    },
  },
  {
    name: 'forked checkpoint',
    plain: true,
    apply: (bundle) =>
      withCheckpoint(bundle, (note) =>
        cosigned(signCheckpoint({ ...headIn(note), root: leafHash(Buffer.of(2)) }, LOG_KEY)),
      ),
  },
  {
    name: 'wrong key',
    plain: true,
    apply: (bundle) => withCheckpoint(bundle, (note) => cosigned(signCheckpoint(headIn(note), STRANGER))),
  },
  {
    name: 'stale checkpoint',
    plain: true,
    apply: (bundle, log) => withCheckpoint(bundle, () => log.checkpoints[0]!),
  },
  {
    name: 'wrong origin',
    plain: true,
    apply: (bundle) =>
      withCheckpoint(bundle, (note) =>
        cosigned(signCheckpoint({ ...headIn(note), origin: 'log.example.org/other' }, OTHER_ORIGIN)),
      ),
  },
  {
    name: 'unsigned size',
    plain: true,
    apply: (bundle) =>
      withCheckpoint(bundle, (note) => {
        const head = headIn(note);
        return note.replace(checkpointText(head), checkpointText({ ...head, size: head.size + 1 }));
      }),
  },
  {
    name: 'two checkpoints in one file',
    plain: true,
    apply: (bundle, log) => editItem(bundle, 2, () => ({ proof: { checkpoint: log.checkpoints[0]! } })),
  },
  {
    name: 'a cosignature that does not hold',
    plain: false,
    apply: (bundle) =>
      withCheckpoint(bundle, (note) => {
        const head = headIn(note);
        const lines = WITNESSES.map((witness) =>
          cosign(signCheckpoint({ ...head, size: head.size - 1 }, LOG_KEY), witness, COSIGNED_AT),
        );
        return withSignatures(signCheckpoint(head, LOG_KEY), lines);
      }),
  },
  {
    name: 'another report',
    plain: false,
    apply: (bundle) => ({ ...bundle, report: { ...bundle.report, sha256: 'ab'.repeat(32) } }),
  },
];

/** Applies a forgery to the bytes of a bundle. */
export const forged = async (
  bytes: Uint8Array,
  { apply }: BundleForgery,
  log: SampleLog,
): Promise<Uint8Array> => formatProofBundle(await apply(parseProofBundle(bytes), log));
