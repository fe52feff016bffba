import type { Logger } from 'pino';

/**
 * Runs a pass again and again: at once while it finds something to do, after a pause when it does not. A pass that
 * fails is logged and tried again; what it left undone is still there.
 */
export class Loop {
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly name: string,
    private readonly pass: () => Promise<number>,
    private readonly pauseMs: number,
    private readonly log: Logger,
  ) {}

  start(): this {
    this.running = this.run();
    return this;
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const found = await this.pass().catch((error: unknown) => {
        this.log.error({ err: error, loop: this.name }, 'a pass failed');
        return 0;
      });
      if (!found) await pause(this.pauseMs, signal);
    }
  }
}

const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done, { once: true });
    function done() {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
  });
