/** What is wrong with a log, up to a number at which it is no use to read on. */
import { Malformed } from './malformed.ts';

export interface Problem {
  readonly where: string;
  readonly reason: string;
}

const MAX_PROBLEMS = 100;

export class TooMany extends Error {}

export class Problems {
  readonly list: Problem[] = [];

  /** @throws TooMany */
  add(where: string, reason: string): void {
    this.list.push({ where, reason });
    if (this.list.length >= MAX_PROBLEMS) throw new TooMany();
  }

  /** What was found while this was read; any other error goes on. */
  addError(where: string, error: unknown): void {
    if (!(error instanceof Malformed)) throw error;
    this.add(`${where}, ${error.where}`, error.reason);
  }
}
