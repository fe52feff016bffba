/** Reads a document in a process of its own, which may hang, swell or crash on it: the caller survives. */
import { fork, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import type { Task } from './child.ts';
import { READING_LIMITS, refuse, type Reading, type ReadingLimits, type ReadingOptions } from './reading.ts';

/** Of the memory allowed, the part for the heap of JavaScript; programs and buffers take the rest. */
const HEAP_SHARE = 0.6;
/** A process is seen to be too large only after it has been. */
const GIVE_UP_SHARE = 0.85;
/** How a process ends that V8 aborts where the signal is not handed on. */
const ABORTED = 134;
/** Node 20 runs no TypeScript: from the sources, as in tests, the child is the one that was built from them. */
const CHILD = import.meta.filename.endsWith('.ts')
  ? join(import.meta.dirname, '../../../../dist/libs/intake/src/reading/child.js')
  : join(import.meta.dirname, 'child.js');

/**
 * As `readDocument`, within the limits of time and memory too.
 * Rejects only where the process cannot be started or ends by a fault of ours: that is no fault of the document.
 */
export async function readInChild(bytes: Uint8Array, options: ReadingOptions = {}): Promise<Reading> {
  const limits = { ...READING_LIMITS, ...options.limits };
  if (bytes.length > limits.bytes) return refuse('too-large');
  const child = start(limits);
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    child.kill('SIGKILL');
  }, limits.milliseconds);
  try {
    const task: Task = {
      options,
      bytes: bytes.length,
      memoryMax: Math.round(limits.memoryBytes * GIVE_UP_SHARE),
    };
    return (await outcome(child, bytes, task)) ?? refuse(isLate ? 'too-slow' : 'too-large');
  } finally {
    clearTimeout(timer);
  }
}

function start({ memoryBytes }: ReadingLimits): ChildProcess {
  const heapMegabytes = Math.round((memoryBytes * HEAP_SHARE) / 2 ** 20);
  return fork(CHILD, [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    // A reader of hostile files has no use for what our settings hold.
    env: {},
    stdio: ['pipe', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced',
  });
}

/**
 * What it read, or null if a limit ended it: the timer or its own watch (SIGKILL), or V8 at the end of its heap (SIGABRT).
 * Any other end says nothing of the document, and is tried again.
 */
function outcome(child: ChildProcess, bytes: Uint8Array, task: Task): Promise<Reading | null> {
  return new Promise((done, failed) => {
    let reading: Reading | null = null;
    child.once('message', (message) => {
      reading = message as Reading; // the child sends nothing else
    });
    child.once('error', failed);
    child.once('exit', (code, signal) => {
      const isStopped = signal === 'SIGKILL' || signal === 'SIGABRT' || code === ABORTED;
      if (reading || isStopped) done(reading);
      else failed(new Error(`the process that reads documents ended with ${signal ?? `code ${code}`}`));
    });
    child.send(task, () => undefined);
    child.stdin?.on('error', () => undefined); // it may end before it has taken everything
    child.stdin?.end(bytes);
  });
}
