import type { Logger } from 'pino';
import { UnsafeSettings } from '#config';
import { UnusableDatabase } from '#database';
import { describeError } from './log.ts';

const STOP_TIMEOUT_MS = 10_000;

export interface Running {
  readonly address: string;
  readonly log: Logger;
  stop(): Promise<void>;
}

/** Runs an app until it is told to end, in order, or until whoever started it is gone. */
export async function runProcess(start: () => Promise<Running>): Promise<void> {
  try {
    const running = await start();
    const stop = stopOnce(running);
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, stop);
    // Nobody else would ever stop it.
    process.once('disconnect', stop);
    process.once('uncaughtException', (error) => {
      running.log.fatal({ err: error }, 'an error that nobody handled');
      process.exit(1);
    });
    process.send?.({ ready: running.address });
  } catch (error) {
    console.error(explainStart(error));
    process.exit(1);
  }
}

function stopOnce(running: Running): () => void {
  let stopping = false;
  return () => {
    if (stopping) return;
    stopping = true;
    // Stopping is orderly, but not at any price: everything here survives being killed.
    setTimeout(() => {
      running.log.error('it did not stop in time');
      process.exit(1);
    }, STOP_TIMEOUT_MS).unref();
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        running.log.error({ err: error }, 'it did not stop in order');
        process.exit(1);
      },
    );
  };
}

/** What a person can put right is a sentence; anything else is a bug and shown as in the log. */
function explainStart(error: unknown): string {
  return sentenceOf(error) ?? JSON.stringify(describeError(error), null, 2);
}

/** The sentence that says what to put right, or null when that is not for a person to do. */
export function sentenceOf(error: unknown): string | null {
  if (error instanceof UnsafeSettings || error instanceof UnusableDatabase) return error.message;
  if (!(error instanceof Error && 'code' in error)) return null;
  if ('path' in error) return aboutFile(error.message, String(error.path), String(error.code));
  if (error.code === 'ENOTFOUND' && 'hostname' in error)
    return `${String(error.hostname)} is no address that can be found: set another.`;
  if (!('port' in error)) return null;
  if (error.code === 'EADDRNOTAVAIL' && 'address' in error)
    return `${String(error.address)} is no address of this machine: set another.`;
  if (error.code === 'EADDRINUSE')
    return `Port ${String(error.port)} is taken: stop what uses it, or set another.`;
  if (error.code === 'EACCES')
    return `Port ${String(error.port)} may not be used by this account: set another.`;
  return null;
}

/** Of a file or a folder that somebody named, or chose the place of. */
const FILE_TROUBLES: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  ENOTDIR: 'a part of its path is no folder',
  EISDIR: 'it is a folder',
  EEXIST: 'something is there already',
  EACCES: 'this account may not use it',
  EPERM: 'this account may not use it',
  EROFS: 'nothing can be written there',
  ENOSPC: 'the disk is full',
};

function aboutFile(message: string, path: string, code: string): string | null {
  const trouble = FILE_TROUBLES[code];
  return trouble === undefined ? null : `${path} cannot be used: ${trouble}. (${message})`;
}
