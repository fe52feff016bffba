/** The one place where a change is written: its entries are appended and its rows saved, in one transaction. */
import type { EntityManager } from 'typeorm';
import type { Stamped } from '#domain';
import type { Json } from '#transparency-log';
import { ballotChange, ballotOf, holdBallot, type Ballot, type HeldBallot } from './ballots.ts';
import { newHead, type Head } from './head.ts';
import { append, LAST_APPENDED, linkToStreams, type NewEntry, type Subject } from './log.ts';
import { sendTogether } from './prepared.ts';
import { savesOf, type Marks, type RowState, type StateChange } from './save.ts';
import { STORES, type Aggregates, type Loaded } from './stores.ts';

export interface Change<K extends Subject = Subject> {
  readonly subject: K;
  readonly id: string;
  readonly before: Loaded<Aggregates[K]> | null;
  readonly after: Aggregates[K];
  readonly events: readonly Stamped<{ readonly type: string }>[];
}

export async function record<K extends Subject>(
  tx: EntityManager,
  workspaceId: string,
  change: Change<K>,
): Promise<void> {
  const { subject, id, before, after, events } = change;
  const groups = groupBy(events, (event) => ballotOf(subject, after, event));
  const held = new Map<string, HeldBallot>();
  for (const [ballot] of groups)
    if (ballot && !held.has(ballot.id))
      held.set(ballot.id, await holdBallot(tx, workspaceId, ballot, change));
  const own = before?.head ?? newHead();
  const headOf = (ballot: Ballot | null) => (ballot && held.get(ballot.id)?.head) ?? own;
  const streams = linkToStreams(
    tx,
    groups.map(([ballot, group]) => ({
      head: headOf(ballot),
      entries: entriesOf(subject, id, group, ballot),
    })),
  );
  if (!streams.length) throw new Error(`a ${subject} changed without an event`);
  const reached = new Map(streams.map(({ head }) => [head.stream, head]));
  const marks = { workspaceId, entryId: LAST_APPENDED };
  const ballots = [...held.values()].flatMap((ballot) => {
    const head = reached.get(ballot.head.stream);
    return head ? [ballotChange(ballot, head, marks)] : [];
  });
  const head = reached.get(own.stream) ?? own;
  const saves = savesOf(tx, [...ballots, stateChange(change, head, marks)]);
  const { saved } = await append(tx, workspaceId, streams, saves.statements);
  saves.check(saved);
}

/** Changes of several aggregates at once, none of them under seal: as `record` one after the other, in a few statements. */
export async function recordTogether(
  tx: EntityManager,
  workspaceId: string,
  changes: readonly Change[],
): Promise<void> {
  const streams = changes.map(({ subject, id, before, after, events }) => {
    if (events.some((event) => ballotOf(subject, after, event) !== null))
      throw new Error('what is sealed has its own stream');
    return { head: before?.head ?? newHead(), entries: entriesOf(subject, id, events, null) };
  });
  const linked = linkToStreams(tx, streams);
  const { lastEntryIds } = await append(tx, workspaceId, linked, []);
  const states = changes.map((change, index) => {
    const [stream, entryId] = [linked[index], lastEntryIds[index]];
    if (!stream || !entryId) throw new Error('not every stream was appended to');
    return stateChange(change, stream.head, { workspaceId, entryId });
  });
  const saves = savesOf(tx, states);
  saves.check(await sendTogether(tx, saves.statements));
}

const stateChange = <K extends Subject>(
  { subject, before, after }: Pick<Change<K>, 'subject' | 'before' | 'after'>,
  head: Head,
  marks: Marks,
): StateChange => ({
  before: before ? withHead(rowsOf(subject, before.state), before.head, before.version) : [],
  after: withHead(rowsOf(subject, after), head, (before?.version ?? 0) + 1),
  marks,
});

const rowsOf = <K extends Subject>(subject: K, state: Aggregates[K]): RowState[] =>
  STORES[subject].rows(state);

const entriesOf = (
  subject: Subject,
  id: string,
  events: Change['events'],
  ballot: Ballot | null,
): NewEntry[] =>
  events.map(({ type, ...fields }) => ({
    subject: ballot ? 'ballot' : subject,
    type,
    at: fields.at,
    fields: {
      // Events hold nothing but JSON; jcs() throws if one does.
      ...(fields as Readonly<Record<string, Json>>),
      ...(ballot && { subject }),
      subjectId: id,
    },
  }));

/** Events that follow each other into one stream, together: entries keep the order of the events over all streams. */
function groupBy<E>(
  events: readonly E[],
  ballotOf: (event: E) => Ballot | null,
): [ballot: Ballot | null, events: E[]][] {
  const groups: [Ballot | null, E[]][] = [];
  for (const event of events) {
    const ballot = ballotOf(event);
    const last = groups.at(-1);
    if (last && last[0]?.id === ballot?.id) last[1].push(event);
    else groups.push([ballot, [event]]);
  }
  return groups;
}

/** The first row carries the stream's head, and is only replaced at the version that was read. */
function withHead([root, ...parts]: RowState[], { stream, seq, hash }: Head, version: number): RowState[] {
  if (!root) throw new Error('an aggregate has at least its first row');
  const values = { ...root.values, stream, auditSeq: seq, auditHead: hash, version };
  return [{ ...root, values, guard: ['version'] }, ...parts];
}
