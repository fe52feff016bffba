/** Handing a document in from the command line, and telling what becomes of it. */
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { z } from 'zod';
import type { intake, responses } from '#contract';
import type { Client } from './client.ts';
import { Failure } from './failure.ts';

type Intake = z.infer<typeof intake.Intake>;
type Document = z.infer<typeof responses.DocumentWithText>;

export interface IngestOptions {
  readonly title?: string;
  readonly publisher?: string;
  readonly publishedAt?: string;
  readonly language?: string;
  /** A document of which this is a new capture. */
  readonly document?: string;
}

const POLL_MS = 250;
const PATIENCE_MS = 180_000;

/** A file, `-` for standard input, or an address. Gives the intake as it ended, with the document that came of it. */
export async function ingest(
  client: Client,
  what: string,
  options: IngestOptions,
  tell: (line: string) => void,
): Promise<{ intake: Intake; document: Document | null }> {
  const { id } = await handIn(client, what, options);
  let stage = '';
  const ended = await until(async () => {
    const now = await client.get<Intake>(`/intakes/${id}`);
    if (now.progress.stage !== stage) tell(`${(stage = now.progress.stage)} …`);
    return now.status === 'waiting' ? null : now;
  });
  if (!ended.result) return { intake: ended, document: null };
  const { documentId, versionId } = ended.result;
  tell('looking for claims …');
  const document = await until(async () => {
    const now = await client.get<Document>(`/documents/${documentId}`);
    const version = now.versions.find((one) => one.id === versionId);
    return version?.proposals === null ? null : now;
  });
  return { intake: ended, document };
}

/** What a person reads of it. */
export function sentenceAbout({ intake, document }: Awaited<ReturnType<typeof ingest>>): string {
  if (intake.refusal) throw new Failure(intake.refusal.sentence);
  const version = document?.versions.find(({ id }) => id === intake.result?.versionId);
  const lines = [
    intake.result?.known
      ? `Document ${document?.id} is here already: these are the same bytes.`
      : `Document ${document?.id} is in: ${version?.claimsFound ?? 0} claims found.`,
    ...(intake.result?.warnings ?? []).map(({ sentence }) => `  ${sentence}`),
    ...(version?.notExtracted ? [`  ${version.notExtracted.sentence}`] : []),
  ];
  return lines.join('\n');
}

function handIn(client: Client, what: string, options: IngestOptions): Promise<{ id: string }> {
  const { title, publisher, publishedAt, language, document: documentId } = options;
  const details = { title, publisher, publishedAt, language, documentId };
  if (/^https?:\/\//i.test(what)) return client.post('/documents', { url: what, ...details });
  const name = what === '-' ? null : basename(what);
  return client.postFile('/documents', { name, bytes: readBytes(what) }, details);
}

async function until<T>(ask: () => Promise<T | null>): Promise<T> {
  const deadline = Date.now() + PATIENCE_MS;
  while (Date.now() < deadline) {
    const found = await ask();
    if (found) return found;
    await pause(POLL_MS);
  }
  throw new Failure('It takes longer than three minutes: look at it later. Is a worker running?');
}

function readBytes(file: string): Buffer {
  try {
    return readFileSync(file === '-' ? 0 : file);
  } catch (error) {
    throw new Failure(`${file} cannot be read. (${String(error)})`);
  }
}
