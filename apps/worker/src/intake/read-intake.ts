/** Turns what was handed in into a document version, or into a refusal that a person understands. */
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { inWorkspace, loadRoot } from '#database';
import { type Actor, type Intake, type Warning } from '#domain';
import { canonicalText, identifyLanguage, labelRegions } from '#extraction';
import { fetchDocument, readInChild, sha256Of, type Archive, type FetchOptions, type Reading } from '#intake';
import { execute, tellProgress, type JobLease } from '#workflow';

export interface IntakeParts {
  readonly db: DataSource;
  readonly archive: Archive;
  readonly fetching: FetchOptions;
}

interface Bytes {
  readonly kind: 'bytes';
  readonly bytes: Buffer;
  readonly declaredType: string | null;
  readonly fileName: string | null;
  readonly finalUrl: string | null;
  readonly warcSha256: string | null;
}

interface Refusal extends Warning {
  readonly kind: 'refused';
}

type ReadText = Extract<Reading, { kind: 'read' }>;

export async function readIntake(
  parts: IntakeParts,
  workspaceId: string,
  intakeId: string,
  lease: JobLease,
): Promise<void> {
  const { db } = parts;
  const actor: Actor = { kind: 'system', workspaceId, name: 'extraction' };
  const loaded = await inWorkspace(db, workspaceId, (tx) =>
    loadRoot(tx, 'intake', workspaceId, intakeId, { lock: false }),
  );
  const intake = loaded?.state;
  if (!intake || intake.status !== 'waiting') return;
  const refuse = ({ code, sentence }: Warning) =>
    execute(db, actor, { type: 'refuse-intake', intakeId, refusal: { code, sentence } }, { job: lease });

  const found = await bytesOf(parts, workspaceId, intake);
  if (found.kind === 'refused') return void (await refuse(found));
  await tellProgress(db, workspaceId, intakeId, { stage: 'reading', done: 0, total: found.bytes.length });
  const { declaredType, fileName, finalUrl, warcSha256 } = found;
  const reading = await readInChild(found.bytes, { declaredType, fileName });
  if (reading.kind === 'refused') return void (await refuse(reading));
  const version = await versionOf(intake, reading, found);
  const { warnings } = reading;
  const command = {
    type: 'record-reading' as const,
    intakeId,
    reading: version,
    warnings,
    finalUrl,
    warcSha256,
  };
  await execute(db, actor, command, { job: lease });
}

/** Trying again would not bring them back; whoever handed the file in still has it. */
const BYTES_LOST: Refusal = {
  kind: 'refused',
  code: 'bytes-lost',
  sentence: 'The archive no longer has this file: send it again, and tell whoever runs the server.',
};

async function bytesOf(
  { db, archive, fetching }: IntakeParts,
  workspaceId: string,
  { id, source }: Intake,
): Promise<Bytes | Refusal> {
  if (source.kind === 'file') {
    const bytes = await archive.get(source.bytesSha256);
    if (!bytes) return BYTES_LOST;
    const { name: fileName, mediaType: declaredType } = source;
    return { kind: 'bytes', bytes, declaredType, fileName, finalUrl: null, warcSha256: null };
  }
  await tellProgress(db, workspaceId, id, { stage: 'fetching', done: 0, total: null });
  const fetched = await fetchDocument(source.url, fetching);
  if (fetched.kind === 'refused') return fetched;
  // Kept before anything refers to them: a crash here leaves bytes that nothing points to.
  await archive.put(fetched.bytes);
  const { sha256: warcSha256 } = await archive.put(fetched.warc);
  const { bytes, mediaType, charset, finalUrl } = fetched;
  const declaredType = mediaType && (charset ? `${mediaType}; charset=${charset}` : mediaType);
  return { kind: 'bytes', bytes, declaredType, fileName: null, finalUrl, warcSha256 };
}

/** What the sender said goes before what the document says of itself. */
async function versionOf(intake: Intake, reading: ReadText, { bytes, fileName, finalUrl }: Bytes) {
  // Line by line, so that the hints of the format keep their lines whatever normalisation does to a text.
  const lines = reading.lines.map(({ text, hint }) => ({ text: canonicalText(text), hint }));
  const text = lines.map((line) => line.text).join('\n');
  const host = finalUrl && new URL(finalUrl).hostname;
  return {
    documentId: randomUUID(),
    versionId: randomUUID(),
    title: intake.title ?? reading.title ?? fileName ?? host ?? 'Untitled',
    publisher: intake.publisher ?? reading.publisher ?? host ?? 'unknown',
    publishedAt: intake.publishedAt ?? reading.publishedAt,
    language: intake.language ?? (await identifyLanguage(text, reading.language)).language,
    mediaType: reading.mediaType,
    bytesSha256: sha256Of(bytes),
    textSha256: sha256Of(Buffer.from(text)),
    characters: Array.from(text).length,
    text,
    regions: labelRegions(lines),
  };
}
