import type { Logger } from 'pino';

/**
 * Runs a pass again and again: at once while it finds something to do, after a pause when it does not. A pass that
 * fails is logged and tried again; what it left undone is still there.
 */
export class Loop {
  private running: Promise<void> = Promise.resolve();
  private stopped = false;
  private woken = false;
  private endPause: () => void = () => undefined;

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

  /** There is something to do: no pause before the next pass, nor after one that is under way and may have missed it. */
  wake(): void {
    this.woken = true;
    this.endPause();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.wake();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const found = await this.pass().catch((error: unknown) => {
        this.log.error({ err: error, loop: this.name }, 'a pass failed');
        return 0;
      });
      if (!found) await this.pause();
    }
  }

  private pause(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, this.pauseMs);
      this.endPause = () => {
        clearTimeout(timer);
        resolve();
      };
      if (this.woken) this.endPause();
    });
  }
}
