/** One person's stream of events: what they missed first, then what happens. */
import { once } from 'node:events';
import type { ServerResponse } from 'node:http';
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { lastShownPosition, readEventsFrom, type OrderedEvent, type ShownProgress } from '#workflow';
import type { Access, Person } from './authentication.ts';
import type { EventHub } from './event-hub.ts';

/** By the clock alone: a sign of life that followed what happens would tell of what is not shown. */
const KEEP_ALIVE_MS = 15_000;
/** A stream ends after this long, and the client comes back with its position: no connection lives for ever. */
const STREAM_MS = 3_600_000;
const CATCH_UP_BATCH = 200;
/** What a client may leave unread, in bytes, before its stream is ended; it comes back with its position. */
const UNREAD_MAX = 1_000_000;

export class EventStream {
  private readonly timers: NodeJS.Timeout[];
  private readonly over = new AbortController();
  private leave: () => void = () => undefined;
  /** What is heard while the past is still being read. */
  private waiting: OrderedEvent[] | null = [];
  private position = -1;

  /** @param raw answered with its head already */
  constructor(
    private readonly db: DataSource,
    private readonly access: Access,
    private readonly raw: ServerResponse,
  ) {
    raw.once('close', () => this.over.abort());
    this.timers = [
      setInterval(() => this.write(': still here\n\n'), KEEP_ALIVE_MS).unref(),
      setTimeout(() => this.end(), STREAM_MS).unref(),
    ];
  }

  /** Ends when the client has gone, or the stream was ended. */
  async run(hub: EventHub, after: number | null): Promise<void> {
    try {
      // Before the past is read, so that nothing falls between it and the present.
      this.leave = await hub.listen({
        workspaceId: this.access.actor.workspaceId,
        tokenId: this.access.tokenId,
        ended: () => this.end(),
        heard: (events, progress) => this.hear(events, progress),
      });
      await this.catchUp(after);
      const missed = this.waiting ?? [];
      this.waiting = null;
      this.tell(missed);
      if (!this.over.signal.aborted) await once(this.over.signal, 'abort');
    } finally {
      this.leave();
      for (const timer of this.timers) clearTimeout(timer);
      this.raw.end();
    }
  }

  /** Whether or not its client still reads. */
  end(): void {
    this.over.abort();
  }

  private async catchUp(after: number | null): Promise<void> {
    const { db } = this;
    const { actor } = this.access;
    const { workspaceId } = actor;
    const last = await inWorkspace(db, workspaceId, (tx) => lastShownPosition(tx, actor));
    // Past all that they may know of, nothing was missed; and after a restore, no event would ever reach so far.
    if (after === null || last === null || after > last) {
      // Where a client that was told nothing yet goes on.
      this.position = last ?? -1;
      this.write(last === null ? ': the stream begins\n\n' : `id: ${last}\nevent: begins\ndata: {}\n\n`);
      return;
    }
    this.position = after;
    for (let from = after + 1, more = true; more && !this.over.signal.aborted;) {
      const { events, next } = await inWorkspace(db, workspaceId, (tx) =>
        readEventsFrom(tx, workspaceId, from, CATCH_UP_BATCH),
      );
      this.tell(events);
      // No more is read from the log than the client takes; what waits when the stream is over waits no longer.
      if (this.raw.writableNeedDrain)
        await once(this.raw, 'drain', { signal: this.over.signal }).catch(() => undefined);
      more = events.length === CATCH_UP_BATCH;
      from = next;
    }
  }

  private hear(events: readonly OrderedEvent[], progress: readonly ShownProgress[]): void {
    if (this.waiting) this.waiting.push(...events);
    else this.tell(events);
    for (const one of progress) this.write(`event: progress\ndata: ${JSON.stringify(one)}\n\n`);
  }

  private tell(events: readonly OrderedEvent[]): void {
    const { actor } = this.access;
    for (const event of events) {
      if (event.leafIndex <= this.position) continue;
      if (event.isShownTo(actor)) this.write(frameOf(event, actor));
      this.position = event.leafIndex;
    }
  }

  private write(frame: string): void {
    if (this.raw.writableEnded) return;
    this.raw.write(frame);
    if (this.raw.writableLength > UNREAD_MAX) this.raw.destroy();
  }
}

/** `yours`: it hands this very person something, or is their own. */
const frameOf = ({ leafIndex, subject, id, type, at, personId }: OrderedEvent, actor: Person): string =>
  `id: ${leafIndex}\nevent: ${subject}\ndata: ${JSON.stringify({ subject, id, type, at, yours: personId === actor.personId })}\n\n`;
