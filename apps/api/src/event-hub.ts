/**
 * What happens in the log, read once for all streams of this process. While nobody listens nothing is read; while
 * somebody does, one look at the size of the log at a time, and one reading for each workspace that is listened to.
 */
import type { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import {
  endedAmong,
  logSize,
  readEventsFrom,
  readProgressSince,
  type OrderedEvent,
  type ShownProgress,
} from '#workflow';

const POLL_MS = 250;
/** How often progress is read, and whether those who listen may still, also while the log does not grow. */
const PROGRESS_EVERY_MS = 500;
const BATCH = 500;

export interface Listener {
  readonly workspaceId: string;
  readonly tokenId: string;
  /** Its token has expired or was revoked, or its person was deactivated: nothing more is for it. */
  ended(): void;
  heard(events: readonly OrderedEvent[], progress: readonly ShownProgress[]): void;
}

interface Watched {
  readonly listeners: Set<Listener>;
  /** The position before which everything has been handed on. */
  next: number;
  progressSince: string;
  progressAt: number;
}

export class EventHub {
  private readonly workspaces = new Map<string, Watched>();
  private running: Promise<void> | null = null;
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    /** Told of what could not be read; the streams go on. */
    readonly failed: (error: unknown) => void,
  ) {}

  /** From now on the listener hears everything; what was before, it reads for itself. */
  async listen(listener: Listener): Promise<() => void> {
    const { workspaceId } = listener;
    const next = await logSize(this.db);
    const watched = this.workspaces.get(workspaceId) ?? {
      listeners: new Set<Listener>(),
      next,
      progressSince: new Date().toISOString(),
      progressAt: 0,
    };
    watched.listeners.add(listener);
    this.workspaces.set(workspaceId, watched);
    this.running ??= this.run().finally(() => (this.running = null));
    return () => {
      watched.listeners.delete(listener);
      if (!watched.listeners.size) this.workspaces.delete(workspaceId);
    };
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.running;
  }

  private async run(): Promise<void> {
    while (this.workspaces.size && !this.stopping) {
      try {
        await this.lookAround(await logSize(this.db));
      } catch (error) {
        this.failed(error);
      }
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  }

  /** Each workspace for itself: one that cannot be read silences no other. */
  private async lookAround(size: number): Promise<void> {
    for (const [workspaceId, watched] of this.workspaces)
      try {
        await this.look(workspaceId, watched, size);
      } catch (error) {
        // The position stands where it was: what was not handed on is read again.
        this.failed(error);
      }
  }

  private async look(workspaceId: string, watched: Watched, size: number): Promise<void> {
    const wantsProgress = Date.now() - watched.progressAt >= PROGRESS_EVERY_MS;
    if (watched.next >= size && !wantsProgress) return;
    const tokenIds = [...new Set([...watched.listeners].map(({ tokenId }) => tokenId))];
    const { events, next, progress, ended, now } = await inWorkspace(
      this.db,
      workspaceId,
      async (tx, time) => ({
        ...(watched.next < size
          ? await readEventsFrom(tx, workspaceId, watched.next, BATCH)
          : { events: [], next: watched.next }),
        progress: wantsProgress ? await readProgressSince(tx, workspaceId, watched.progressSince) : [],
        // Read last: whoever may no longer listen is told nothing of what came after that.
        ended: await endedAmong(tx, workspaceId, tokenIds),
        now: time,
      }),
    );
    watched.next = next;
    if (wantsProgress) {
      watched.progressSince = now;
      watched.progressAt = Date.now();
    }
    for (const listener of watched.listeners)
      if (ended.has(listener.tokenId)) listener.ended();
      else if (events.length || progress.length) listener.heard(events, progress);
  }
}
