import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { DataSource } from 'typeorm';
import type { WorkerConfig } from '#config';
import type { Archive } from '#intake';
import type { QueueBackend } from '#jobs';
import { Enqueuer } from './enqueue.ts';
import { handlersOn, type HandlerParts } from './handlers.ts';
import { countLogChecks } from './log-check-metrics.ts';
import { Loop } from './loop.ts';
import { orderingLoops } from './ordering.ts';
import { Processors } from './processors.ts';
import { reconcile } from './reconciler.ts';

const RECONCILE_EVERY_MS = 1_000;
const NEW_DESKS_EVERY_MS = 500;

export interface EngineParts {
  readonly config: WorkerConfig;
  readonly db: DataSource;
  readonly system: DataSource;
  readonly backend: QueueBackend;
  readonly archive: Archive;
  readonly log: Logger;
  readonly metrics: Registry;
}

/** Everything the worker does by itself, started and stopped together. */
export class Engine implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly enqueuer: Enqueuer;
  private readonly processors: Processors;
  private readonly loops: Loop[];

  constructor(private readonly parts: EngineParts) {
    const { db, system, backend, log, metrics } = parts;
    this.enqueuer = new Enqueuer(backend);
    this.processors = new Processors(db, system, backend, handlersOn(handlerParts(parts)), log);
    const counted = countIn(metrics);
    countLogChecks(metrics, system);
    this.loops = [
      ...orderingLoops(system, this.enqueuer, log, counted),
      new Loop(
        'reconciler',
        counted('put_back', () => reconcile(system, backend, this.enqueuer)),
        RECONCILE_EVERY_MS,
        log,
      ),
      new Loop('desks', () => this.processors.openMissing(), NEW_DESKS_EVERY_MS, log),
    ];
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.processors.openMissing();
    for (const loop of this.loops) loop.start();
  }

  /** What keeps the worker from its work, or null. */
  async whyUnready(): Promise<string | null> {
    try {
      await this.parts.system.query('select 1');
      await this.parts.backend.incarnation();
      return null;
    } catch (error) {
      this.parts.log.warn({ err: error }, 'not ready');
      return 'the database or the queue store does not answer';
    }
  }

  metrics(): Promise<string> {
    return this.parts.metrics.metrics();
  }

  /** In the order that leaves nothing half done: no new jobs, then no new passes, then the connections. */
  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.loops.map((loop) => loop.stop()));
    await this.processors.close();
    await this.enqueuer.close();
    await this.parts.backend.close();
    await this.parts.system.destroy();
    await this.parts.db.destroy();
  }
}

function handlerParts({ config, db, archive }: EngineParts): HandlerParts {
  const allowed = new Set(config.FETCH_ALLOWED_ADDRESSES);
  return {
    db,
    archive,
    publicUrl: config.PUBLIC_URL,
    mail: config.SMTP_URL
      ? {
          url: config.SMTP_URL,
          from: config.MAIL_FROM ?? `countersign@${new URL(config.PUBLIC_URL).hostname}`,
        }
      : null,
    fetching: {
      userAgent: config.FETCH_USER_AGENT,
      ports: config.FETCH_PORTS,
      allowAddress: (address) => allowed.has(address),
    },
    model: config.MODEL_URL
      ? { url: config.MODEL_URL, name: config.MODEL_NAME, apiKey: config.MODEL_API_KEY ?? null }
      : null,
  };
}

function countIn(metrics: Registry) {
  return (name: string, pass: () => Promise<number>) => {
    const counter = new Counter({
      name: `countersign_${name}_total`,
      help: `Entries or jobs ${name.replace('_', ' ')}`,
      registers: [metrics],
    });
    return async () => {
      const found = await pass();
      counter.inc(found);
      return found;
    };
  };
}
