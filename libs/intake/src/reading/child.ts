/** Entry of the process that reads one document: the bytes come by standard input, all else by messages. */
import { Worker } from 'node:worker_threads';
import { readDocument } from './read-document.ts';
import { refuseTooLong, type ReadingOptions } from './reading.ts';

/** What the parent says first. */
export interface Task {
  readonly options: ReadingOptions;
  /** Of the document: a pipe that breaks ends like one that is done. */
  readonly bytes: number;
  /** Resident bytes at which this process gives up. */
  readonly memoryMax: number;
}

const CHECK_EVERY_MS = 20;

process.once('message', (task) => {
  void work(task as Task).then(() => process.disconnect()); // only the parent sends, and nothing else
});
// A terminal or a supervisor stops the parent's whole group: it is the parent who says when a document is given up.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
// The parent is gone, or has heard enough.
process.once('disconnect', () => process.exit());

async function work({ options, bytes, memoryMax }: Task): Promise<void> {
  watch(memoryMax);
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer); // no encoding is set
  const document = Buffer.concat(chunks);
  if (document.length !== bytes)
    throw new Error(`the document came with ${document.length} of its ${bytes} bytes`);
  const reading = await readDocument(document, options);
  const tooLong = reading.kind === 'read' && refuseTooLong(reading.lines.map(({ text }) => text));
  await new Promise((done) => process.send?.(tooLong || reading, done));
}

/**
 * From a thread of its own, as parsers leave no turn to a timer or a message: the heap's limit knows nothing of buffers
 * outside it, and with the parent the limit of time is gone.
 */
function watch(memoryMax: number): void {
  const program = `setInterval(() => {
    if (process.memoryUsage.rss() > ${memoryMax} || process.ppid !== ${process.ppid}) process.kill(process.pid, 'SIGKILL');
  }, ${CHECK_EVERY_MS});`;
  new Worker(program, { eval: true }).unref();
}
