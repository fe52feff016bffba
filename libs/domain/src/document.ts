/** A source text that came in. Its versions never change; evidence pins one of them. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Calendar date of publication, YYYY-MM-DD, when it is known. */
  readonly publishedAt: string | null;
  readonly language: string;
  readonly receivedAt: string;
  readonly edition: number;
  /** The origin a person confirmed; null until then. */
  readonly originId: string | null;
  readonly versions: readonly DocumentVersion[];
}

export interface DocumentVersion {
  readonly id: string;
  /** SHA-256 of the bytes as they came in, lower-case hex. */
  readonly bytesSha256: string;
  /** SHA-256 of the canonical text in UTF-8, lower-case hex. */
  readonly textSha256: string;
  /** Length of the canonical text in code points. */
  readonly characters: number;
  /** How many claims extraction found; null while it has not run. */
  readonly claimsFound: number | null;
}

/** What is recorded of a document as it comes in, with its first version. */
interface Received {
  versionId: string;
  title: string;
  publisher: string;
  publishedAt: string | null;
  language: string;
  bytesSha256: string;
  textSha256: string;
  characters: number;
}

export type DocumentCommand =
  | ({
      type: 'receive-document';
      documentId: string;
      /** The canonical text: NFC, LF. Kept beside the version, not in the log, which commits to its SHA-256. */
      text: string;
    } & Received)
  | { type: 'confirm-origin'; documentId: string; originId: string; reason: string }
  | {
      type: 'record-extraction';
      documentId: string;
      versionId: string;
      claims: readonly FoundClaim[];
    };
export type DocumentCommandType = DocumentCommand['type'];

/** What extraction hands over for each claim it found in a version. */
export interface FoundClaim {
  readonly claimId: string;
  readonly text: string;
  readonly score: number;
  readonly speaker: string | null;
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
}

export type DocumentEvent =
  | ({ type: 'document-received' } & Received)
  | { type: 'origin-confirmed'; originId: string; reason: string }
  | { type: 'claims-extracted'; versionId: string; found: number };

export function decideDocument(
  document: Document | null,
  command: DocumentCommand,
  actor: Actor,
  context: { readonly originIsKnown: boolean },
): DocumentEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'receive-document') {
    if (document) throw new Refused('already-exists', 'This document is here already.');
    const { type: _, documentId: __, text: ___, ...received } = command;
    return [{ type: 'document-received', ...received }];
  }
  if (!document) throw new Refused('not-found', 'There is no such document.');
  switch (command.type) {
    case 'confirm-origin':
      if (!context.originIsKnown)
        throw new Refused('not-found', 'There is no such origin: register it first.');
      return [{ type: 'origin-confirmed', originId: command.originId, reason: command.reason }];
    case 'record-extraction': {
      const version = document.versions.find(({ id }) => id === command.versionId);
      if (!version) throw new Refused('not-found', 'There is no such document version.');
      if (version.claimsFound !== null)
        throw new Refused('already-extracted', 'The claims of this version are found already.');
      return [{ type: 'claims-extracted', versionId: version.id, found: command.claims.length }];
    }
  }
}

export function evolveDocument(
  document: Document | null,
  id: string,
  event: Stamped<DocumentEvent>,
): Document {
  if (event.type === 'document-received') {
    const { title, publisher, publishedAt, language, versionId, bytesSha256, textSha256, characters } = event;
    const version = { id: versionId, bytesSha256, textSha256, characters, claimsFound: null };
    return {
      id,
      title,
      publisher,
      publishedAt,
      language,
      receivedAt: event.at,
      edition: 1,
      originId: null,
      versions: [version],
    };
  }
  if (!document) throw new Error(`a document begins with document-received, not ${event.type}`);
  const next = { ...document, edition: document.edition + 1 };
  switch (event.type) {
    case 'origin-confirmed':
      return { ...next, originId: event.originId };
    case 'claims-extracted':
      return {
        ...next,
        versions: document.versions.map((version) =>
          version.id === event.versionId ? { ...version, claimsFound: event.found } : version,
        ),
      };
  }
}
