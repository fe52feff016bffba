/** A source text that came in. Its versions never change; evidence pins one of them. */
import type { Stamped } from './actor.ts';
import type { Warning } from './intake.ts';

export interface Document {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  /** Calendar date of publication, YYYY-MM-DD, when it is known. */
  readonly publishedAt: string | null;
  readonly language: string;
  /** Where it was fetched from; null for what was handed in as a file or pasted. */
  readonly address: string | null;
  readonly receivedAt: string;
  readonly edition: number;
  /** What it rests on, as people confirmed it; empty until then. */
  readonly originIds: readonly string[];
  /** What its publisher said about it since. */
  readonly notices: readonly DocumentNotice[];
  readonly versions: readonly DocumentVersion[];
}

/** The publisher has corrected the document, or taken it back. */
export interface DocumentNotice {
  readonly id: string;
  readonly kind: 'correction' | 'retraction';
  /** What was corrected, or why it was taken back. */
  readonly reason: string;
  /** Where the publisher says so. */
  readonly address: string | null;
  readonly recordedAt: string;
}

export interface DocumentVersion extends VersionFacts {
  readonly id: string;
  readonly receivedAt: string;
  /** How many claims extraction found; null while it has not run. */
  readonly claimsFound: number | null;
  /** Why extraction looked for none: a language it does not support. */
  readonly notExtracted: Warning | null;
  /** How many anchors of the version before were looked for in this one; null while that has not been done. The first has none. */
  readonly anchorsMapped: number | null;
  /** How many matches and dependences were proposed; null while matching has not run. */
  readonly proposals: number | null;
}

interface VersionFacts {
  /** SHA-256 of the bytes as they came in, lower-case hex. */
  readonly bytesSha256: string;
  /** SHA-256 of the canonical text in UTF-8, lower-case hex. */
  readonly textSha256: string;
  /** Length of the canonical text in code points. */
  readonly characters: number;
  readonly mediaType: string;
  /** What could not be read, a sentence each. */
  readonly warnings: readonly Warning[];
}

export type DocumentEvent =
  | ({
      type: 'document-received';
      versionId: string;
      title: string;
      publisher: string;
      publishedAt: string | null;
      language: string;
      address: string | null;
    } & VersionFacts)
  | ({ type: 'version-added'; versionId: string } & VersionFacts)
  | { type: 'anchors-mapped'; versionId: string; anchors: readonly MappedAnchor[] }
  | { type: 'anchors-added'; versionId: string; anchors: readonly MappedAnchor[] }
  | { type: 'document-corrected'; noticeId: string; reason: string; address: string | null }
  | { type: 'document-retracted'; noticeId: string; reason: string; address: string | null }
  | { type: 'origin-confirmed'; originId: string; reason: string }
  | { type: 'origin-removed'; originId: string; reason: string }
  | { type: 'claims-extracted'; versionId: string; found: number; notExtracted: Warning | null }
  | { type: 'matches-sought'; versionId: string; proposals: number };

/** Where a passage of an earlier version stands in this one. An orphan is kept for a person to look at, never dropped. */
export interface MappedAnchor {
  readonly claimId: string;
  /** An occurrence of the claim, by its ordinal; or a piece of evidence, by round, slot and ordinal. */
  readonly place:
    | { readonly kind: 'occurrence'; readonly ordinal: number }
    | { readonly kind: 'evidence'; readonly round: number; readonly slot: number; readonly ordinal: number };
  readonly fromVersionId: string;
  /** 0 to 1000. */
  readonly score: number;
  readonly found: {
    readonly start: number;
    readonly end: number;
    readonly exact: string;
    readonly method: 'position' | 'quote' | 'context' | 'approximate';
  } | null;
}

export function evolveDocument(
  document: Document | null,
  id: string,
  event: Stamped<DocumentEvent>,
): Document {
  if (event.type === 'document-received') {
    const { title, publisher, publishedAt, language, address, at } = event;
    const known = { title, publisher, publishedAt, language, address };
    const first = { ...versionOf(event, at), anchorsMapped: 0 };
    return { id, ...known, receivedAt: at, edition: 1, originIds: [], notices: [], versions: [first] };
  }
  if (!document) throw new Error(`a document begins with document-received, not ${event.type}`);
  const next = { ...document, edition: document.edition + 1 };
  const withVersion = (changed: Partial<DocumentVersion>, versionId: string): Document => ({
    ...next,
    versions: next.versions.map((one) => (one.id === versionId ? { ...one, ...changed } : one)),
  });
  switch (event.type) {
    case 'version-added':
      return { ...next, versions: [...next.versions, versionOf(event, event.at)] };
    case 'anchors-mapped':
      return withVersion({ anchorsMapped: event.anchors.length }, event.versionId);
    case 'anchors-added':
      return withVersion(
        { anchorsMapped: mappedIn(document, event.versionId) + event.anchors.length },
        event.versionId,
      );
    case 'document-corrected':
      return { ...next, notices: [...next.notices, noticeOf('correction', event)] };
    case 'document-retracted':
      return { ...next, notices: [...next.notices, noticeOf('retraction', event)] };
    case 'origin-confirmed':
      return { ...next, originIds: [...next.originIds, event.originId] };
    case 'origin-removed':
      return { ...next, originIds: next.originIds.filter((id) => id !== event.originId) };
    case 'claims-extracted':
      return withVersion({ claimsFound: event.found, notExtracted: event.notExtracted }, event.versionId);
    case 'matches-sought':
      return withVersion({ proposals: event.proposals }, event.versionId);
  }
}

const mappedIn = ({ versions }: Document, versionId: string): number =>
  versions.find(({ id }) => id === versionId)?.anchorsMapped ?? 0;

const noticeOf = (
  kind: DocumentNotice['kind'],
  {
    noticeId: id,
    reason,
    address,
    at,
  }: { noticeId: string; reason: string; address: string | null; at: string },
): DocumentNotice => ({ id, kind, reason, address, recordedAt: at });

const versionOf = (
  {
    versionId,
    bytesSha256,
    textSha256,
    characters,
    mediaType,
    warnings,
  }: { versionId: string } & VersionFacts,
  receivedAt: string,
): DocumentVersion => ({
  id: versionId,
  bytesSha256,
  textSha256,
  characters,
  mediaType,
  warnings,
  receivedAt,
  claimsFound: null,
  notExtracted: null,
  anchorsMapped: null,
  proposals: null,
});
