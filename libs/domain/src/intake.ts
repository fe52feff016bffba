/** Something that was handed in, a file or an address, and what became of it: a document exists only once it could be read. */
import type { Actor, Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export type IntakeSource =
  | {
      readonly kind: 'file';
      readonly name: string | null;
      /** As the sender declared it; the bytes decide. */
      readonly mediaType: string | null;
      readonly bytesSha256: string;
      readonly sizeBytes: number;
    }
  | { readonly kind: 'address'; readonly url: string };

/** What the sender knows of the document; what is null is taken from the document itself. */
export interface IntakeDetails {
  readonly title: string | null;
  readonly publisher: string | null;
  readonly publishedAt: string | null;
  readonly language: string | null;
  /** A document of which this is a new capture. */
  readonly documentId: string | null;
}

export interface Warning {
  readonly code: string;
  readonly sentence: string;
}

/** Where the document version is that came of it. */
export interface IntakeResult {
  readonly documentId: string;
  readonly versionId: string;
  /** These very bytes were here already: nothing new was stored. */
  readonly known: boolean;
  /** What could not be read, a sentence each. */
  readonly warnings: readonly Warning[];
  /** Of what was fetched: the address that answered, and the record of the exchange (WARC). */
  readonly finalUrl: string | null;
  readonly warcSha256: string | null;
}

export const INTAKE_STATUSES = ['waiting', 'read', 'refused'] as const;
export type IntakeStatus = (typeof INTAKE_STATUSES)[number];

export interface Intake extends IntakeDetails {
  readonly id: string;
  readonly source: IntakeSource;
  readonly status: IntakeStatus;
  readonly handedInAt: string;
  readonly handedInBy: string;
  readonly refusal: Warning | null;
  readonly result: IntakeResult | null;
  readonly edition: number;
}

export type IntakeCommand =
  | ({ type: 'hand-in'; intakeId: string; source: IntakeSource } & IntakeDetails)
  | ({ type: 'record-reading'; intakeId: string; reading: ReadVersion } & Omit<
      IntakeResult,
      'documentId' | 'versionId' | 'known'
    >)
  | { type: 'refuse-intake'; intakeId: string; refusal: Warning };
export type IntakeCommandType = IntakeCommand['type'];

/** What reading found, before it is known whether these bytes are new. */
export interface ReadVersion {
  readonly documentId: string;
  readonly versionId: string;
  readonly title: string;
  readonly publisher: string;
  readonly publishedAt: string | null;
  readonly language: string;
  readonly mediaType: string;
  readonly bytesSha256: string;
  readonly textSha256: string;
  readonly characters: number;
  /** The canonical text and its regions: kept beside the version, not in the log, which commits to the text's SHA-256. */
  readonly text: string;
  readonly regions: readonly TextRegion[];
}

export const REGION_LABELS = [
  'headline',
  'standfirst',
  'body',
  'caption',
  'metadata',
  'boilerplate',
] as const;

/** A stretch of whole lines of the canonical text. Offsets in code points, end exclusive. */
export interface TextRegion {
  readonly label: (typeof REGION_LABELS)[number];
  readonly start: number;
  readonly end: number;
  readonly score: number;
}

export type IntakeEvent =
  | ({ type: 'intake-handed-in'; source: IntakeSource } & IntakeDetails)
  | ({ type: 'intake-read' } & IntakeResult)
  | { type: 'intake-refused'; refusal: Warning };

export function decideIntake(
  intake: Intake | null,
  command: IntakeCommand,
  actor: Actor,
  context: { readonly result: Pick<IntakeResult, 'documentId' | 'versionId' | 'known'> | null },
): IntakeEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'hand-in') {
    if (intake) throw new Refused('already-exists', 'This was handed in already.');
    const { type: _, intakeId: __, ...handedIn } = command;
    return [{ type: 'intake-handed-in', ...handedIn }];
  }
  if (!intake) throw new Refused('not-found', 'There is no such intake.');
  if (intake.status !== 'waiting')
    throw new Refused('wrong-status', `This intake is ${intake.status} already.`, { current: intake.status });
  switch (command.type) {
    case 'record-reading': {
      if (!context.result) throw new Error('a reading has come to a document version');
      const { warnings, finalUrl, warcSha256 } = command;
      return [{ type: 'intake-read', ...context.result, warnings, finalUrl, warcSha256 }];
    }
    case 'refuse-intake':
      return [{ type: 'intake-refused', refusal: command.refusal }];
  }
}

export function evolveIntake(intake: Intake | null, id: string, event: Stamped<IntakeEvent>): Intake {
  if (event.type === 'intake-handed-in') {
    const { type: _, at, by, ...handedIn } = event;
    const fresh = { status: 'waiting' as const, refusal: null, result: null, edition: 1 };
    return { id, ...handedIn, ...fresh, handedInAt: at, handedInBy: by };
  }
  if (!intake) throw new Error(`an intake begins with intake-handed-in, not ${event.type}`);
  const next = { ...intake, edition: intake.edition + 1 };
  switch (event.type) {
    case 'intake-read': {
      const { type: _, at: __, by: ___, ...result } = event;
      return { ...next, status: 'read', result };
    }
    case 'intake-refused':
      return { ...next, status: 'refused', refusal: event.refusal };
  }
}
