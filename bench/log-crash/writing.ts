/** Writers who decide one claim after another through `execute`, at a steady pace, until they are stopped. */
import { setTimeout as pause } from 'node:timers/promises';
import { Refused } from '#domain';
import type { Room } from '../room.ts';

const WRITERS = 4;
const BETWEEN_DECISIONS_MS = 40;

export class Writing {
  decisions = 0;
  #stopping = false;
  readonly #room: Room;
  /** Rejects with what a writer met that was not a refusal. */
  readonly #written: Promise<unknown>;

  constructor(room: Room) {
    this.#room = room;
    this.#written = Promise.all(Array.from({ length: WRITERS }, () => this.#write()));
  }

  get workspaceId(): string {
    return this.#room.reviewer.workspaceId;
  }

  /** Rejects when a writer fails. */
  get failed(): Promise<never> {
    return this.#written.then(() => new Promise<never>(() => undefined));
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#written.catch(() => undefined);
  }

  async #write(): Promise<void> {
    while (!this.#stopping) {
      try {
        await this.#room.decide(await this.#room.prepare());
        this.decisions++;
      } catch (error) {
        // The worker's dispatcher was quicker and gave the slot away under another assignment.
        if (!(error instanceof Refused)) throw error;
      }
      await pause(BETWEEN_DECISIONS_MS);
    }
  }
}
