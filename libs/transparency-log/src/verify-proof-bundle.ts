/** What `countersign verify` and the verification page do: is this report what the log says was published? */
import { withoutNotice } from './added-notice.ts';
import { fromUtf8, toBase64, toHex, utf8 } from './bytes.ts';
import { openCheckpoint, type Cosignature, type OpenedCheckpoint } from './checkpoint.ts';
import { hashLeaf, type Crypto } from './crypto.ts';
import type { Json } from './jcs.ts';
import { disclosureDigest, parseLeaf, type Leaf } from './leaf.ts';
import { inside, Malformed, shown } from './malformed.ts';
import type { Policy } from './policy.ts';
import { parseDisclosures, parseProofBundle, type BundleItem, type ProofBundle } from './proof-bundle.ts';
import { parseTlogProof } from './tlog-proof.ts';
import { verifyInclusion, type TreeHead } from './verify-tree.ts';

/** An entry that is in the log, with the fields its bundle discloses. */
export interface ProvenEntry extends Leaf {
  /** 0-based place in the log. */
  readonly index: number;
  /** Base64. */
  readonly leafHash: string;
  readonly fields: Readonly<Record<string, Json>>;
}

/** What the report's page calls claim `number`. */
export interface ProvenClaim {
  readonly number: number;
  /** As the newest of its decisions that discloses one has it; null when none does. */
  readonly rating: string | null;
  /** Calendar date of that decision, UTC, by its writer's clock. */
  readonly decidedOn: string | null;
  /** How many entries its streams have here. */
  readonly entries: number;
}

export interface Proven extends TreeHead {
  readonly origin: string;
  /** The latest moment a quorum vouches for, seconds since 1970; null when the policy asks for no witness. */
  readonly asOf: number | null;
  readonly cosignatures: readonly Cosignature[];
  readonly entries: readonly ProvenEntry[];
  /** The claims that the report rests on, in the order of its page. */
  readonly claims: readonly ProvenClaim[];
  readonly reportSha256: string;
  /** Whether the report itself was at hand, and is the one that was published. */
  readonly reportCompared: boolean;
  /** It was compared without the notice that it carries: nothing vouches for what the notice says. */
  readonly reportHasNotice: boolean;
  /** What the bundle shows to have happened to the report after this page was published, oldest first. */
  readonly later: readonly ProvenEntry[];
}

export type Verification =
  | ({ readonly status: 'valid' } & Proven)
  /** All of it holds, but fewer witnesses than the policy wants have signed. */
  | ({ readonly status: 'quorum-not-met' } & Proven)
  | { readonly status: 'invalid'; readonly reason: string; readonly where: string };

/**
 * Checks a `.proof.json` without any network: form, openings, entries, checkpoint and cosignatures under the policy,
 * inclusion of every entry, streams without holes, and that the report rests on exactly them. `report`: the bytes of
 * the page, when the reader has it. Never throws for what is in the file.
 */
export async function verifyProofBundle(
  bytes: Uint8Array,
  policy: Policy,
  crypto: Crypto,
  report?: Uint8Array,
): Promise<Verification> {
  try {
    return await check(parseProofBundle(bytes), policy, crypto, report);
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return { status: 'invalid', reason: error.reason, where: error.where };
  }
}

async function check(
  bundle: ProofBundle,
  policy: Policy,
  crypto: Crypto,
  report: Uint8Array | undefined,
): Promise<Verification> {
  const [first] = bundle.items;
  const note = inside('items[0].proof', () => parseTlogProof(first?.proof ?? '').checkpoint);
  const checkpoint = await inside('checkpoint', () => openCheckpoint(note, policy, crypto));
  if (checkpoint.origin !== bundle.origin) throw new Malformed(`the checkpoint is of another log`, 'origin');
  const entries: ProvenEntry[] = [];
  for (const [at, item] of bundle.items.entries())
    entries.push(await inside(`items[${at}]`, () => proveEntry(item, note, checkpoint, crypto)));
  const streams = streamsOf(entries);
  const { claims, later } = checkReport(bundle.report, streams);
  const notice = report ? await comparePage(report, bundle.report.sha256, crypto) : false;
  const { origin, size, root, asOf, cosignatures } = checkpoint;
  return {
    status: checkpoint.quorum ? 'valid' : 'quorum-not-met',
    origin,
    size,
    root,
    asOf,
    cosignatures,
    entries,
    claims,
    later,
    reportSha256: bundle.report.sha256,
    reportCompared: report !== undefined,
    reportHasNotice: notice,
  };
}

/** Whether the page is the published one with a notice that was added when it was served; throws when it is neither. */
async function comparePage(page: Uint8Array, published: string, crypto: Crypto): Promise<boolean> {
  const isPublished = async (bytes: Uint8Array) => toHex(await crypto.sha256(bytes)) === published;
  if (await isPublished(page)) return false;
  const bare = bareOf(page);
  if (bare && (await isPublished(bare))) return true;
  throw new Malformed('is not the page that was published: its SHA-256 differs', 'report');
}

function bareOf(page: Uint8Array): Uint8Array | null {
  try {
    return utf8(withoutNotice(fromUtf8(page)));
  } catch (error) {
    if (!(error instanceof Malformed)) throw error;
    return null;
  }
}

async function proveEntry(
  item: BundleItem,
  note: string,
  checkpoint: OpenedCheckpoint,
  crypto: Crypto,
): Promise<ProvenEntry> {
  const proof = inside('proof', () => parseTlogProof(item.proof));
  if (proof.checkpoint !== note) throw new Malformed('another checkpoint than the first entry’s', 'proof');
  const leaf = inside('leaf', () => parseLeaf(item.leaf));
  if (leaf.after && leaf.after.size > proof.index)
    throw new Malformed('claims to know a checkpoint of a log that already held it', 'leaf.after');
  const leafHash = await hashLeaf(crypto, utf8(item.leaf));
  if (!(await verifyInclusion(crypto, leafHash, proof.index, proof.siblings, checkpoint)))
    throw new Malformed(`is not entry ${proof.index} of the log with this checkpoint`, 'leaf');
  const fields: [string, Json][] = [];
  const disclosures = proof.extra ? inside('proof.extra', () => parseDisclosures(proof.extra!)) : [];
  for (const disclosure of disclosures) {
    const [, name, value] = disclosure;
    if (!leaf.sd.includes(toBase64(await disclosureDigest(crypto, disclosure))))
      throw new Malformed(`the field “${name}” is not what was recorded`, 'proof.extra');
    fields.push([name, value]);
  }
  return { ...leaf, index: proof.index, leafHash: toBase64(leafHash), fields: Object.fromEntries(fields) };
}

/** Every stream begins with its first entry and goes on without a hole, each entry naming the one before. */
function streamsOf(entries: readonly ProvenEntry[]): Map<string, ProvenEntry[]> {
  const streams = new Map<string, ProvenEntry[]>();
  for (const [at, entry] of entries.entries()) {
    const stream = streams.get(entry.stream) ?? [];
    const before = stream.at(-1);
    const where = `items[${at}], stream ${entry.stream}`;
    if (entry.seq !== stream.length + 1)
      throw new Malformed(`entry ${entry.seq} where entry ${stream.length + 1} belongs`, where);
    if (entry.prev !== (before?.leafHash ?? ''))
      throw new Malformed(`entry ${entry.seq} does not follow the one before it`, where);
    if (before && entry.index <= before.index)
      throw new Malformed(`entry ${entry.seq} stands before entry ${before.seq} in the log`, where);
    stream.push(entry);
    streams.set(entry.stream, stream);
  }
  return streams;
}

/**
 * The report's stream names the page (`pageSha256`) and, with it or before it, the newest entries of each claim it
 * rests on (`restsOn`): exactly the streams that are in the bundle, each at least up to there. A report of several
 * versions says in both which one it means (`version`). Gives the claims, and what came after the page.
 */
function checkReport(
  { sha256, stream }: ProofBundle['report'],
  streams: ReadonlyMap<string, readonly ProvenEntry[]>,
): { claims: readonly ProvenClaim[]; later: readonly ProvenEntry[] } {
  const history = streams.get(stream) ?? [];
  const at = history.findLastIndex(({ fields }) => fields.pageSha256 === sha256);
  const rendered = history[at];
  if (!rendered)
    throw new Malformed('no entry of the report’s stream says that this page was published', 'report');
  const published = history
    .slice(0, at + 1)
    .findLast(({ fields }) => Object.hasOwn(fields, 'restsOn') && fields.version === rendered.fields.version);
  const named = restsOnOf(published?.fields.restsOn);
  // Each stream belongs to one claim, by the entry of it that is named.
  const left = new Map(named.flatMap((hashes, index) => hashes.map((hash) => [hash, index] as const)));
  if (left.size !== named.flat().length) throw new Malformed('rests on one entry twice', 'report');
  const ofClaims: ProvenEntry[][] = named.map(() => []);
  for (const [name, entries] of streams) {
    if (name === stream) continue;
    const last = entries.find(({ leafHash }) => left.has(leafHash));
    const index = last && left.get(last.leafHash);
    if (!last || index === undefined)
      throw new Malformed(`the report does not rest on stream ${name}`, 'items');
    left.delete(last.leafHash);
    ofClaims[index]?.push(...entries);
  }
  for (const missing of left.keys())
    throw new Malformed(`lacks an entry the report rests on, with the leaf hash ${shown(missing)}`, 'items');
  return { claims: ofClaims.map(claimOf), later: history.slice(at + 1) };
}

/** For each claim a list of leaf hashes, each in base64. */
function restsOnOf(value: Json | undefined): readonly (readonly string[])[] {
  if (!Array.isArray(value))
    throw new Malformed('the report’s entries do not say what it rests on', 'report');
  return value.map((hashes: Json, at) => {
    if (!Array.isArray(hashes) || !hashes.length || !hashes.every((hash) => typeof hash === 'string'))
      throw new Malformed('not a list of leaf hashes', `report, restsOn[${at}]`);
    return hashes;
  });
}

/** A word: it is shown to people. */
const RATING = /^[a-z][a-z-]{0,31}$/;

function claimOf(entries: readonly ProvenEntry[], index: number): ProvenClaim {
  let decided: ProvenEntry | null = null;
  let rating: string | null = null;
  for (const entry of entries) {
    const said = entry.fields.rating;
    if (typeof said !== 'string' || !RATING.test(said) || (decided && decided.index > entry.index)) continue;
    decided = entry;
    rating = said;
  }
  return { number: index + 1, rating, decidedOn: decided?.at.slice(0, 10) ?? null, entries: entries.length };
}
