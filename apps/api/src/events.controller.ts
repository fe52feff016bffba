/** What happens to documents, as it happens: server-sent events that can be resumed by the position in the log. */
import { Controller, Get, Headers, Res } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { inWorkspace } from '#database';
import { readEventsSince, readProgressSince, type LoggedEvent } from '#workflow';
import { CurrentActor, type Person } from './authentication.ts';

const POLL_MS = 500;
const KEEP_ALIVE_MS = 15_000;
/** A stream ends after this long, and the client comes back with its position: no connection lives for ever. */
const STREAM_MS = 3_600_000;
const BATCH = 200;

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  private stopping = false;
  private readonly open = new Set<() => void>();

  constructor(private readonly db: DataSource) {}

  /** Streams end before the server does: it would wait for them. */
  beforeApplicationShutdown(): void {
    this.stopping = true;
    for (const end of this.open) end();
  }

  @Get()
  @ApiExcludeEndpoint()
  async stream(
    @CurrentActor() actor: Person,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    let position = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : null;
    let progressSince = new Date().toISOString();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write(': the stream begins\n\n');
    const end = ending(raw);
    this.open.add(end.now);
    let quietMs = 0;
    try {
      while (!end.reached && !this.stopping) {
        const { events, progress, now } = await inWorkspace(this.db, actor.workspaceId, async (tx, time) => ({
          events: await readEventsSince(tx, actor, position, BATCH),
          progress: await readProgressSince(tx, actor, progressSince),
          now: time,
        }));
        position = events.position;
        progressSince = now;
        for (const event of events.items) raw.write(frameOf(event));
        for (const one of progress) raw.write(`event: progress\ndata: ${JSON.stringify(one)}\n\n`);
        quietMs = events.items.length + progress.length ? 0 : quietMs + POLL_MS;
        if (quietMs % KEEP_ALIVE_MS === 0) raw.write(': still here\n\n');
        if (events.items.length < BATCH) await end.within(POLL_MS);
      }
    } finally {
      this.open.delete(end.now);
      raw.end();
    }
  }
}

const frameOf = ({ leafIndex, ...event }: LoggedEvent): string =>
  `id: ${leafIndex}\nevent: ${event.subject}\ndata: ${JSON.stringify(event)}\n\n`;

/** The end of a stream: the client has gone, its time is over, or the server stops. */
function ending(raw: FastifyReply['raw']) {
  let wake = () => undefined as void;
  const state = {
    reached: false,
    now: () => {
      state.reached = true;
      wake();
    },
    within: (ms: number) =>
      new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ms);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      }),
  };
  raw.once('close', state.now);
  setTimeout(state.now, STREAM_MS).unref();
  return state;
}
