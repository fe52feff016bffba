/** What happens, as it happens: server-sent events that can be resumed by the position in the log. */
import { Controller, Get, HttpException, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import { Problem } from '#contract';
import { CurrentAccess, type Access, type Person } from './authentication.ts';
import { EventHub } from './event-hub.ts';
import { EventStream } from './event-stream.ts';

/** A person has some windows open, not hundreds. */
const STREAMS_PER_PERSON = 8;
const STREAMS_MAX = 2_000;
const TOO_MANY_REQUESTS = 429;
const HEAD = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-store',
  'x-accel-buffering': 'no',
};

@ApiTags('events')
@Controller('api/v1/events')
export class EventsController {
  private readonly streams = new Map<EventStream, string>();
  private stopping = false;

  constructor(
    private readonly db: DataSource,
    private readonly hub: EventHub,
  ) {}

  /** Streams end before the server does: it would wait for them. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopping = true;
    for (const stream of this.streams.keys()) stream.end();
    await this.hub.stop();
  }

  @Get()
  @ApiHeader({
    name: 'Last-Event-ID',
    required: false,
    description: 'The id of the last event you were told: the stream goes on after it.',
    schema: { type: 'string' },
  })
  @ApiResponse({
    status: 200,
    description:
      'A stream of events: of what subject, of which id, what happened, and when. It ends after an hour.',
    content: { 'text/event-stream': { schema: { type: 'string' } } },
  })
  @ApiResponse({ status: 'default', standardSchema: Problem, description: 'A problem document.' })
  async stream(
    @CurrentAccess() access: Access,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const { actor } = access;
    this.requireRoom(actor);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, HEAD);
    // A HEAD comes here too, and has no body that could end.
    if (request.method === 'HEAD') return void raw.end();
    const lastEventId = String(request.headers['last-event-id'] ?? '');
    const stream = new EventStream(this.db, access, raw);
    this.streams.set(stream, actor.personId);
    try {
      await stream.run(this.hub, /^\d{1,15}$/.test(lastEventId) ? Number(lastEventId) : null);
    } catch (error) {
      // Its head is sent: all that is left to say is that the stream ends, and the client comes back.
      this.hub.failed(error);
    } finally {
      this.streams.delete(stream);
    }
  }

  private requireRoom({ personId }: Person): void {
    const theirs = [...this.streams.values()].filter((one) => one === personId).length;
    if (this.stopping || theirs >= STREAMS_PER_PERSON || this.streams.size >= STREAMS_MAX)
      throw new HttpException('Too many streams of events are open: close one first.', TOO_MANY_REQUESTS);
  }
}
