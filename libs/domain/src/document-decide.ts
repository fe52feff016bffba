/** What may be asked of a document, and what follows. */
import type { Actor } from './actor.ts';
import type { DependenceProposal } from './dependence.ts';
import type { Document, DocumentEvent, MappedAnchor } from './document.ts';
import type { ReadVersion, Warning } from './intake.ts';
import type { MatchProposal } from './match.ts';
import type { Attribution, ClaimType, Figure, ScoreFeature, TextSpan } from './occurrence.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

interface Received extends Omit<ReadVersion, 'documentId' | 'versionId'> {
  readonly address: string | null;
  readonly warnings: readonly Warning[];
}

export type DocumentCommand =
  | ({ type: 'receive-document'; documentId: string; versionId: string } & Received)
  | ({ type: 'add-version'; documentId: string; versionId: string } & Received)
  | { type: 'record-anchors'; documentId: string; versionId: string; anchors: readonly MappedAnchor[] }
  /** Of evidence that was sealed when the version came. */
  | { type: 'add-anchors'; documentId: string; versionId: string; anchors: readonly MappedAnchor[] }
  | ({ type: 'record-correction' } & Notice)
  | ({ type: 'retract-document' } & Notice)
  | { type: 'confirm-origin'; documentId: string; originId: string; reason: string }
  | { type: 'remove-origin'; documentId: string; originId: string; reason: string }
  | {
      type: 'record-extraction';
      documentId: string;
      versionId: string;
      claims: readonly FoundClaim[];
      notExtracted: Warning | null;
      /** Kept beside the version: what later steps ask of it. */
      findings: ExtractionFindings;
    }
  | {
      type: 'record-matching';
      documentId: string;
      versionId: string;
      matches: readonly (MatchProposal & { matchId: string })[];
      dependences: readonly (DependenceProposal & { dependenceId: string })[];
    };
export type DocumentCommandType = DocumentCommand['type'];

/** What the publisher said about its document. */
interface Notice {
  readonly documentId: string;
  readonly noticeId: string;
  readonly reason: string;
  /** Where the publisher says so. */
  readonly address: string | null;
}

/** What extraction hands over for each claim it found in a version: at least one occurrence. */
export interface FoundClaim {
  readonly claimId: string;
  readonly text: string;
  readonly score: number;
  readonly claimType: ClaimType;
  readonly features: readonly ScoreFeature[];
  readonly occurrences: readonly FoundOccurrence[];
}

export interface FoundOccurrence {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
  readonly prefix: string;
  readonly suffix: string;
  readonly speaker: string | null;
  readonly attribution: Attribution | null;
  readonly figures: readonly Figure[];
}

/** One immutable run of extraction over a version. */
export interface ExtractionFindings {
  /** Names the methods and models that ran, so that a later run can be told apart. */
  readonly method: string;
  readonly language: string;
  /** All figures of the text, not only those of claims. */
  readonly figures: readonly Figure[];
  /** Credits to other outlets and agencies, and the evidence the account rests on: what origins are proposed from. */
  readonly credits: readonly SourceCredit[];
  readonly upstream: readonly UpstreamEvidence[];
}

export interface SourceCredit {
  readonly kind: string;
  readonly source: string;
  readonly span: TextSpan;
}

export interface UpstreamEvidence {
  readonly kind: string;
  readonly description: string;
  readonly holder: string | null;
  readonly names: readonly string[];
  readonly span: TextSpan;
}

export function decideDocument(
  document: Document | null,
  command: DocumentCommand,
  actor: Actor,
  context: { readonly originIsKnown: boolean },
): DocumentEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'receive-document') return receive(document, command);
  if (!document) throw new Refused('not-found', 'There is no such document.');
  switch (command.type) {
    case 'add-version':
      return [{ type: 'version-added', ...versionFacts(command) }];
    case 'confirm-origin':
      if (!context.originIsKnown)
        throw new Refused('not-found', 'There is no such origin: register it first.');
      if (document.originIds.includes(command.originId))
        throw new Refused('already-exists', 'This origin is confirmed already.');
      return [{ type: 'origin-confirmed', originId: command.originId, reason: command.reason }];
    case 'remove-origin':
      if (!document.originIds.includes(command.originId))
        throw new Refused('not-found', 'The document does not rest on this origin.');
      return [{ type: 'origin-removed', originId: command.originId, reason: command.reason }];
    case 'record-anchors':
      requireVersion(document, command.versionId, ({ anchorsMapped }) => anchorsMapped === null);
      return [{ type: 'anchors-mapped', versionId: command.versionId, anchors: command.anchors }];
    case 'add-anchors':
      requireVersion(document, command.versionId, ({ anchorsMapped }) => anchorsMapped !== null);
      return [{ type: 'anchors-added', versionId: command.versionId, anchors: command.anchors }];
    case 'record-correction':
    case 'retract-document':
      return [notice(document, command)];
    case 'record-extraction': {
      const { versionId, claims, notExtracted } = command;
      requireVersion(document, versionId, ({ claimsFound }) => claimsFound === null);
      return [{ type: 'claims-extracted', versionId, found: claims.length, notExtracted }];
    }
    case 'record-matching': {
      const { versionId, matches, dependences } = command;
      requireVersion(document, versionId, ({ proposals }) => proposals === null);
      return [{ type: 'matches-sought', versionId, proposals: matches.length + dependences.length }];
    }
  }
}

function receive(
  document: Document | null,
  command: Extract<DocumentCommand, { type: 'receive-document' }>,
): DocumentEvent[] {
  if (document) throw new Refused('already-exists', 'This document is here already.');
  const { title, publisher, publishedAt, language, address } = command;
  return [
    {
      type: 'document-received',
      ...versionFacts(command),
      title,
      publisher,
      publishedAt,
      language,
      address,
    },
  ];
}

const versionFacts = ({
  versionId,
  bytesSha256,
  textSha256,
  characters,
  mediaType,
  warnings,
}: Extract<DocumentCommand, { type: 'receive-document' | 'add-version' }>) => ({
  versionId,
  bytesSha256,
  textSha256,
  characters,
  mediaType,
  warnings,
});

/** A document is taken back once; it may be corrected any number of times before. */
function notice(
  { notices }: Document,
  { type, noticeId, reason, address }: Extract<DocumentCommand, Notice>,
): DocumentEvent {
  if (notices.some(({ kind }) => kind === 'retraction'))
    throw new Refused('wrong-status', 'Its publisher has retracted this document already.', {
      current: 'retracted',
    });
  if (notices.some(({ id }) => id === noticeId))
    throw new Refused('already-exists', 'This notice is recorded already.');
  const said = { noticeId, reason, address };
  return { type: type === 'record-correction' ? 'document-corrected' : 'document-retracted', ...said };
}

/** Every step over a version is done once; a job that runs again finds it done. */
function requireVersion(
  document: Document,
  versionId: string,
  isOpen: (version: Document['versions'][number]) => boolean,
): void {
  const version = document.versions.find(({ id }) => id === versionId);
  if (!version) throw new Refused('not-found', 'There is no such document version.');
  if (!isOpen(version)) throw new Refused('already-extracted', 'This was done for this version already.');
}
