/** Somebody who works in a workspace. Deactivated, never deleted: their entries must keep a name. */
import { isPerson, type Actor, type Role, type Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';
import { decideToken, evolveTokens, type Token, type TokenCommand, type TokenEvent } from './token.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  /** How readers may know this person: random, unlike the name, never another's. Null for who joined before there were any. */
  readonly alias: string | null;
  readonly roles: readonly Role[];
  /** BCP 47 tags of the languages the person reads. */
  readonly languages: readonly string[];
  /** What the person can do, in the words desks ask for. */
  readonly skills: readonly string[];
  /** Nothing is handed to somebody who is away; `until` is the first moment they are back. ISO 8601. */
  readonly away: Absence | null;
  readonly active: boolean;
  readonly edition: number;
  readonly conflicts: readonly Conflict[];
  readonly tokens: readonly Token[];
}

export interface Absence {
  readonly from: string;
  readonly until: string;
}

export const CONFLICT_KINDS = ['publisher', 'person', 'party'] as const;

/** A declared conflict of interest. */
export interface Conflict {
  readonly kind: (typeof CONFLICT_KINDS)[number];
  readonly name: string;
}

export type PersonCommand =
  | {
      type: 'admit-person';
      personId: string;
      name: string;
      roles: readonly Role[];
      languages: readonly string[];
    }
  | TokenCommand
  | { type: 'grant-role'; personId: string; role: Role }
  | { type: 'edit-person'; personId: string; languages: readonly string[]; skills: readonly string[] }
  | { type: 'set-availability'; personId: string; away: Absence | null }
  | { type: 'declare-conflict'; personId: string; conflict: Conflict }
  | { type: 'withdraw-conflict'; personId: string; conflict: Conflict; reason: string }
  | { type: 'deactivate-person'; personId: string; reason: string }
  /** For who joined before there were aliases. */
  | { type: 'give-alias'; personId: string };
export type PersonCommandType = PersonCommand['type'];

export type PersonEvent =
  | {
      type: 'person-admitted';
      name: string;
      roles: readonly Role[];
      languages: readonly string[];
      /** Not in entries of before there were aliases. */
      alias?: string;
    }
  | { type: 'alias-given'; alias: string }
  | TokenEvent
  | { type: 'role-granted'; role: Role }
  | { type: 'person-edited'; languages: readonly string[]; skills: readonly string[] }
  | { type: 'availability-set'; away: Absence | null }
  | { type: 'conflict-declared'; conflict: Conflict }
  | { type: 'conflict-withdrawn'; conflict: Conflict; reason: string }
  | { type: 'person-deactivated'; reason: string };

export interface PersonContext {
  /** Drawn for who is to get one: chance is no rule's business. */
  readonly alias: string;
  /** Somebody else who is active has the role admin; they stay so until this is recorded. */
  readonly otherAdmins: boolean;
  readonly now: string;
}

export function decidePerson(
  person: Person | null,
  command: PersonCommand,
  actor: Actor,
  { alias, otherAdmins, now }: PersonContext,
): PersonEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'admit-person') {
    if (person) throw new Refused('already-exists', 'This person is admitted already.');
    const { name, roles, languages } = command;
    return [{ type: 'person-admitted', name, roles, languages, alias }];
  }
  if (!person) throw new Refused('not-found', 'There is no such person.');
  // Also to somebody who left: what they decided is still published.
  if (command.type === 'give-alias') {
    if (person.alias !== null) throw new Refused('already-exists', 'This person has an alias already.');
    return [{ type: 'alias-given', alias }];
  }
  if (!person.active) throw new Refused('person-inactive', 'This person is no longer active.');
  switch (command.type) {
    case 'issue-token':
    case 'revoke-token':
      return decideToken(person, command, actor, now);
    case 'grant-role':
      if (person.roles.includes(command.role))
        throw new Refused('already-exists', `This person has the role ${command.role} already.`);
      return [{ type: 'role-granted', role: command.role }];
    case 'edit-person':
      return [{ type: 'person-edited', languages: command.languages, skills: command.skills }];
    case 'set-availability':
      return [setAvailability(person, command.away, actor)];
    case 'declare-conflict':
      requireSelfOr('admin', person, actor);
      return [{ type: 'conflict-declared', conflict: command.conflict }];
    case 'withdraw-conflict':
      requireSelfOr('admin', person, actor);
      if (!person.conflicts.some((one) => isSameConflict(one, command.conflict)))
        throw new Refused('not-found', 'This person has declared no such conflict of interest.');
      return [{ type: 'conflict-withdrawn', conflict: command.conflict, reason: command.reason }];
    case 'deactivate-person':
      if (person.roles.includes('admin') && !otherAdmins)
        throw new Refused(
          'last-admin',
          'Nobody else could administer the workspace: admit another admin first.',
        );
      return [{ type: 'person-deactivated', reason: command.reason }];
  }
}

const isSameConflict = (a: Conflict, b: Conflict): boolean => a.kind === b.kind && a.name === b.name;

function setAvailability(person: Person, away: Absence | null, actor: Actor): PersonEvent {
  if (!(actor.kind === 'person' && actor.role === 'editor')) requireSelfOr('admin', person, actor);
  if (away && away.until <= away.from)
    throw new Refused('malformed-absence', 'An absence ends after it begins.');
  return { type: 'availability-set', away };
}

function requireSelfOr(role: Role, person: Person, actor: Actor): void {
  if (actor.kind !== 'person' || actor.role === role || isPerson(actor, person.id)) return;
  throw new Refused('forbidden', `People say this of themselves; an ${role} may for others.`);
}

export function evolvePerson(person: Person | null, id: string, event: Stamped<PersonEvent>): Person {
  if (event.type === 'person-admitted') {
    const { name, roles, languages } = event;
    const parts = { alias: event.alias ?? null, skills: [], away: null, conflicts: [], tokens: [] };
    return { id, name, roles, languages, active: true, edition: 1, ...parts };
  }
  if (!person) throw new Error(`a person begins with person-admitted, not ${event.type}`);
  const next = { ...person, edition: person.edition + 1 };
  switch (event.type) {
    case 'alias-given':
      return { ...next, alias: event.alias };
    case 'token-issued':
    case 'token-revoked':
      return { ...next, tokens: evolveTokens(person.tokens, event) };
    case 'role-granted':
      return { ...next, roles: [...person.roles, event.role] };
    case 'person-edited':
      return { ...next, languages: event.languages, skills: event.skills };
    case 'availability-set':
      return { ...next, away: event.away };
    case 'conflict-declared':
      return { ...next, conflicts: [...person.conflicts, event.conflict] };
    case 'conflict-withdrawn':
      return { ...next, conflicts: person.conflicts.filter((one) => !isSameConflict(one, event.conflict)) };
    case 'person-deactivated':
      return { ...next, active: false };
  }
}
