/** Who is behind an alias: asked for by one person, allowed by another, and shown once. */
import { isPerson, nameOf, type Actor, type Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export const ALIAS_OPENING_STATUSES = ['requested', 'approved', 'refused', 'opened'] as const;
export type AliasOpeningStatus = (typeof ALIAS_OPENING_STATUSES)[number];

export interface AliasOpening {
  readonly id: string;
  readonly alias: string;
  readonly reason: string;
  readonly requestedBy: string;
  readonly requestedAt: string;
  /** From then on it is neither approved nor opened. */
  readonly lapsesAt: string;
  readonly status: AliasOpeningStatus;
  readonly decidedBy: string | null;
  /** Why it was refused. */
  readonly decidedFor: string | null;
  readonly edition: number;
}

export type AliasOpeningCommand =
  | { type: 'request-alias-opening'; openingId: string; alias: string; reason: string }
  | { type: 'approve-alias-opening'; openingId: string }
  | { type: 'refuse-alias-opening'; openingId: string; reason: string }
  | { type: 'open-alias'; openingId: string };
export type AliasOpeningCommandType = AliasOpeningCommand['type'];

/** None of them says who it is: the answer is given, and its having been given is recorded. */
export type AliasOpeningEvent =
  | { type: 'alias-opening-requested'; alias: string; reason: string; lapsesAt: string }
  | { type: 'alias-opening-approved' }
  | { type: 'alias-opening-refused'; reason: string }
  | { type: 'alias-opened' };

const LAPSES_AFTER_HOURS = 72;

/** Which status allows which command. */
export const ALIAS_OPENING_TRANSITIONS: Record<
  AliasOpeningStatus,
  Partial<Record<AliasOpeningCommandType, AliasOpeningStatus>>
> = {
  requested: { 'approve-alias-opening': 'approved', 'refuse-alias-opening': 'refused' },
  approved: { 'open-alias': 'opened' },
  refused: {},
  opened: {},
};

export interface AliasOpeningContext {
  readonly now: string;
  readonly aliasIsKnown: boolean;
}

export function decideAliasOpening(
  opening: AliasOpening | null,
  command: AliasOpeningCommand,
  actor: Actor,
  { now, aliasIsKnown }: AliasOpeningContext,
): AliasOpeningEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'request-alias-opening') {
    if (opening) throw new Refused('already-exists', 'This request is here already.');
    if (!aliasIsKnown) throw new Refused('not-found', 'Nobody here has this alias.');
    const { alias, reason } = command;
    const lapsesAt = new Date(Date.parse(now) + LAPSES_AFTER_HOURS * 3_600_000).toISOString();
    return [{ type: 'alias-opening-requested', alias, reason, lapsesAt }];
  }
  if (!opening) throw new Refused('not-found', 'There is no such request.');
  requireTheOther(opening, command, actor);
  if (!ALIAS_OPENING_TRANSITIONS[opening.status][command.type])
    throw new Refused('wrong-status', IS_ALREADY[opening.status], { current: opening.status });
  if (now >= opening.lapsesAt)
    throw new Refused('request-lapsed', 'This request has lapsed: make another.', { current: 'lapsed' });
  switch (command.type) {
    case 'approve-alias-opening':
      return [{ type: 'alias-opening-approved' }];
    case 'refuse-alias-opening':
      return [{ type: 'alias-opening-refused', reason: command.reason }];
    case 'open-alias':
      return [{ type: 'alias-opened' }];
  }
}

const IS_ALREADY: Record<AliasOpeningStatus, string> = {
  requested: 'Nobody has decided about this request yet.',
  approved: 'This request is approved already.',
  refused: 'This request was refused: make another.',
  opened: 'The answer to this request was given already, and is given once.',
};

/** Whoever asks does not decide, in whatever role; and nobody else is shown the answer. */
function requireTheOther({ requestedBy }: AliasOpening, { type }: AliasOpeningCommand, actor: Actor): void {
  const asked = isPerson(actor, requestedBy);
  if (type === 'open-alias') {
    if (!asked) throw new Refused('forbidden', 'The answer is for whoever asked for it.');
  } else if (asked) throw new Refused('same-person', 'You asked for this: somebody else has to decide.');
}

/** What this actor may do with it now. */
export const mayOnAliasOpening = (
  opening: AliasOpening,
  actor: Actor,
  now: string,
): AliasOpeningCommandType[] => {
  if (now >= opening.lapsesAt) return [];
  const asked = opening.requestedBy === nameOf(actor);
  // The record's own keys.
  return (Object.keys(ALIAS_OPENING_TRANSITIONS[opening.status]) as AliasOpeningCommandType[]).filter(
    (type) => (type === 'open-alias') === asked,
  );
};

export function evolveAliasOpening(
  opening: AliasOpening | null,
  id: string,
  event: Stamped<AliasOpeningEvent>,
): AliasOpening {
  if (event.type === 'alias-opening-requested') {
    const { alias, reason, lapsesAt, at: requestedAt, by: requestedBy } = event;
    const undecided = { status: 'requested', decidedBy: null, decidedFor: null, edition: 1 } as const;
    return { id, alias, reason, requestedBy, requestedAt, lapsesAt, ...undecided };
  }
  if (!opening) throw new Error(`the opening of an alias begins with a request, not ${event.type}`);
  const next = { ...opening, edition: opening.edition + 1 };
  switch (event.type) {
    case 'alias-opening-approved':
      return { ...next, status: 'approved', decidedBy: event.by };
    case 'alias-opening-refused':
      return { ...next, status: 'refused', decidedBy: event.by, decidedFor: event.reason };
    case 'alias-opened':
      return { ...next, status: 'opened' };
  }
}
