/** Checks some aggregates: their entries and openings, the streams these stand in, and the rows they explain. */
import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { isErased, loadRoots, readEntry, type RecordedEntry, type Subject } from '#database';
import type { ErasedField } from '#domain';
import { digestOf, leafHash, parseLeaf, type Leaf } from '#transparency-log';
import { replayed, type StoredEntry } from './replay.ts';

/** With its leaf hash, what its bytes say in clear, and the event that its openings tell of; null where they are no entry any more. */
type Opened = StoredEntry & {
  readonly hash: Buffer;
  readonly leaf: Leaf | null;
  readonly recorded: RecordedEntry | null;
};

/** A sentence for everything about these aggregates that is not as it should be. */
export async function aggregateProblems(
  tx: EntityManager,
  subject: Subject,
  workspaceId: string,
  roots: readonly { readonly id: string; readonly stream: string }[],
  entries: readonly StoredEntry[],
): Promise<string[]> {
  const stored = await loadRoots(
    tx,
    subject,
    workspaceId,
    roots.map(({ id }) => id),
  );
  const byOwner = new Map<string, Opened[]>(roots.map(({ id }) => [id, []]));
  for (const entry of entries) {
    const { body, fields } = entry;
    const leaf = unlessSpoilt(() => parseLeaf(body.toString('utf8')));
    const recorded = fields && unlessSpoilt(() => readEntry({ ...entry, fields }));
    byOwner.get(entry.owner)?.push({ ...entry, hash: leafHash(body), leaf, recorded });
  }
  return [...byOwner].flatMap(([id, own]) => {
    const root = stored.get(id);
    const erasures = erasuresIn(own);
    const problems = [
      ...own.flatMap((entry) => entryProblems(entry, erasures)),
      ...streamProblems(own),
      ...own
        .filter(({ recorded }) => recorded && (recorded.subject !== subject || recorded.subjectId !== id))
        .map((entry) => `${placeOf(entry)} stands in the stream of another ${subject}`),
    ];
    if (!own.length) return [`${subject} ${id}: its rows have no entry`];
    // What cannot be read, or happened to something else, cannot be replayed.
    if (problems.length) return problems;
    // A thread that somebody begins under seal has entries in its ballots alone.
    const counted = own.filter(({ stream }) => stream === root?.head.stream).at(-1) ?? NOTHING_COUNTED;
    if (!root || counted.seq !== root.head.seq || !counted.hash.equals(root.head.hash))
      return [`${subject} ${id}: its rows and its stream end at different entries`];
    const events = own.flatMap(({ recorded }) => (recorded ? [recorded.event] : []));
    // Events that no rule could have made lead nowhere, which no row is like.
    return isDeepStrictEqual(
      root.state,
      unlessSpoilt(() => replayed(subject, id, events)),
    )
      ? []
      : [`${subject} ${id}: its rows are not what its entries say`];
  });
}

const NOTHING_COUNTED = { seq: 0, hash: Buffer.alloc(0) };

/** Null for what somebody has edited so that it can no longer be read. */
function unlessSpoilt<T>(read: () => T): T | null {
  try {
    return read();
  } catch {
    return null;
  }
}

const placeOf = ({ seq, stream }: StoredEntry): string => `entry ${seq} of stream ${stream}`;

/** What the aggregate's own entries say was erased, the last word on each field. */
function erasuresIn(entries: readonly Opened[]): Map<string, ErasedField> {
  const erasures = new Map<string, ErasedField>();
  for (const { recorded } of entries) {
    if (recorded?.event.type !== 'content-erased' || !Array.isArray(recorded.event.erased)) continue;
    // Appended as an ErasureEvent: record() took it from the rules.
    for (const field of recorded.event.erased as unknown as ErasedField[])
      erasures.set(keyOf(field.leafHash, field.name), field);
  }
  return erasures;
}

const keyOf = (leaf: string, name: string): string => `${leaf} ${name}`;

function entryProblems(entry: Opened, erasures: ReadonlyMap<string, ErasedField>): string[] {
  const { hash, leaf, fields, recorded } = entry;
  const where = placeOf(entry);
  if (!leaf) return [`${where}: its bytes are no entry`];
  if (!fields) return [`${where}: its openings are missing, and no entry erased them`];
  const problems: string[] = [];
  if (!recorded) problems.push(`${where}: its openings do not say what happened to what, when and by whom`);
  for (const [name, opening] of Object.entries(fields)) {
    const erased = erasures.get(keyOf(hash.toString('hex'), name));
    const digest = isErased(opening) ? opening.digest : digestOf(name, opening);
    if (!leaf.sd.includes(digest))
      problems.push(`${where}: the opening of “${name}” is not what was recorded`);
    else if (isErased(opening) && !isAsSaid(recorded, name, digest, erased))
      problems.push(`${where}: “${name}” does not open, and no entry erased it so`);
    else if (erased && !isErased(opening)) problems.push(`${where}: “${name}” was erased, and is here again`);
  }
  const missing = leaf.sd.length - Object.keys(fields).length;
  if (missing > 0)
    problems.push(`${where}: ${missing} of its openings are missing, and no entry erased them`);
  return problems;
}

/** What remains is itself a value that an entry recorded; `recorded` has it with its figures as numbers again. */
const isAsSaid = (
  recorded: RecordedEntry | null,
  name: string,
  digest: string,
  erased: ErasedField | undefined,
): boolean => erased?.digest === digest && isDeepStrictEqual(recorded?.event[name], erased.remains);

function streamProblems(entries: readonly Opened[]): string[] {
  const problems: string[] = [];
  const heads = new Map<string, { seq: number; hash: Buffer }>();
  for (const { stream, seq, leaf, hash } of entries) {
    const before = heads.get(stream) ?? { seq: 0, hash: Buffer.alloc(0) };
    const linked =
      leaf?.stream === stream &&
      leaf.seq === before.seq + 1 &&
      seq === leaf.seq &&
      leaf.prev === before.hash.toString('base64');
    if (!linked) problems.push(`stream ${stream}: entry ${seq} does not follow the one before`);
    heads.set(stream, { seq, hash });
  }
  return problems;
}
