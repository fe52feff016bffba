/** The entries of one thing, for those who erase: which there are, and which of their fields hold words that may go. */
import type { EntityManager } from 'typeorm';
import { loadRoots, readEntry, type Subject } from '#database';
import { mayErase, Refused, requireAdmin, type Actor } from '#domain';
import { readHistory } from './claim-history.ts';
import { entriesOf } from './replay.ts';
import { readThread } from './thread-view.ts';

type Person = Extract<Actor, { kind: 'person' }>;

export interface EntryItem {
  readonly leafIndex: number | null;
  readonly leafHash: string;
  readonly type: string;
  readonly at: string;
  readonly by: string;
  /** The fields that may be erased, and are not. */
  readonly erasable: readonly string[];
  readonly erased: readonly string[];
}

interface Asked {
  readonly subject: Subject;
  readonly id: string;
  readonly limit: number;
  /** The leaf hash of the last entry of the page before. */
  readonly cursor?: string | undefined;
}

/**
 * In the order in which they happened, without what they say: an admin may erase what is not theirs to read. What is under
 * seal is not among them, nor counted, and of a claim they see the entries that its history shows them.
 */
export async function readEntries(tx: EntityManager, actor: Person, { subject, id, limit, cursor }: Asked) {
  requireAdmin(actor);
  // Who judges a claim is not told that others talk about it, in whatever role they ask.
  if (subject === 'thread') await readThread(tx, actor, id);
  const entries =
    subject === 'claim' ? await entriesOfClaim(tx, actor, id) : await entriesOfOther(tx, actor, subject, id);
  if (!entries.length) throw new Refused('not-found', `There is no such ${subject.replaceAll('-', ' ')}.`);
  const before = cursor === undefined ? -1 : entries.findIndex(({ leafHash }) => leafHash === cursor);
  if (cursor !== undefined && before < 0)
    throw new Refused('not-found', 'This cursor does not lead anywhere: begin at the first page.');
  const items = entries.slice(before + 1, before + 1 + limit);
  return { items, next: before + 1 + limit < entries.length ? (items.at(-1)?.leafHash ?? null) : null };
}

async function entriesOfClaim(tx: EntityManager, actor: Actor, id: string): Promise<EntryItem[]> {
  const items = await readHistory(tx, actor, id);
  return items.map(({ event, ...item }) => ({
    ...item,
    erasable: erasable(item.type, Object.keys(event), item.erased),
  }));
}

async function entriesOfOther(
  tx: EntityManager,
  { workspaceId }: Actor,
  subject: Subject,
  id: string,
): Promise<EntryItem[]> {
  const root = (await loadRoots(tx, subject, workspaceId, [id])).get(id);
  if (!root) return [];
  const stored = await entriesOf(tx, subject, workspaceId, [{ id, stream: root.head.stream }]);
  const shown = stored.filter(({ sealed }) => !sealed);
  const numbers: { entry_id: string; leaf_index: string }[] = await tx.query(
    'select entry_id, leaf_index from audit.leaf where entry_id = any ($1)',
    [shown.map((entry) => entry.id)],
  );
  const places = new Map(numbers.map(({ entry_id, leaf_index }) => [entry_id, Number(leaf_index)]));
  return shown.flatMap(({ fields, ...entry }) => {
    // Without its openings it says nothing any more, and the log check reports it.
    if (!fields) return [];
    const { leafHash, erased, event } = readEntry({ ...entry, fields });
    const { type, at, by, ...rest } = event;
    const leafIndex = places.get(entry.id) ?? null;
    return [
      { leafIndex, leafHash, type, at, by, erasable: erasable(type, Object.keys(rest), erased), erased },
    ];
  });
}

const erasable = (type: string, names: readonly string[], erased: readonly string[]): string[] =>
  names.filter((name) => mayErase(type, name) && !erased.includes(name)).sort();
