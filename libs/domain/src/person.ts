/** Somebody who works in a workspace. Deactivated, never deleted: their entries must keep a name. */
import { isPerson, type Actor, type Role, type Stamped } from './actor.ts';
import { requirePermission } from './permissions.ts';
import { Refused } from './refused.ts';

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly roles: readonly Role[];
  /** BCP 47 tags of the languages the person reads. */
  readonly languages: readonly string[];
  readonly active: boolean;
  readonly edition: number;
  readonly conflicts: readonly Conflict[];
  readonly tokens: readonly Token[];
}

/** A declared conflict of interest. */
export interface Conflict {
  readonly kind: 'publisher' | 'person';
  readonly name: string;
}

/** An API token. The token itself is shown once and never stored. */
export interface Token {
  readonly id: string;
  readonly role: Role;
  readonly label: string;
  /** SHA-256 of the token, lower-case hex. */
  readonly sha256: string;
}

export type PersonCommand =
  | {
      type: 'admit-person';
      personId: string;
      name: string;
      roles: readonly Role[];
      languages: readonly string[];
    }
  | { type: 'issue-token'; personId: string; tokenId: string; role: Role; label: string; sha256: string }
  | { type: 'declare-conflict'; personId: string; conflict: Conflict }
  | { type: 'deactivate-person'; personId: string; reason: string };
export type PersonCommandType = PersonCommand['type'];

export type PersonEvent =
  | { type: 'person-admitted'; name: string; roles: readonly Role[]; languages: readonly string[] }
  | { type: 'token-issued'; tokenId: string; role: Role; label: string; sha256: string }
  | { type: 'conflict-declared'; conflict: Conflict }
  | { type: 'person-deactivated'; reason: string };

export function decidePerson(person: Person | null, command: PersonCommand, actor: Actor): PersonEvent[] {
  requirePermission(actor, command.type);
  if (command.type === 'admit-person') {
    if (person) throw new Refused('already-exists', 'This person is admitted already.');
    const { name, roles, languages } = command;
    return [{ type: 'person-admitted', name, roles, languages }];
  }
  if (!person) throw new Refused('not-found', 'There is no such person.');
  if (!person.active) throw new Refused('person-inactive', 'This person is no longer active.');
  switch (command.type) {
    case 'issue-token': {
      const { tokenId, role, label, sha256 } = command;
      if (!person.roles.includes(role))
        throw new Refused('forbidden', `This person does not have the role ${role}.`);
      return [{ type: 'token-issued', tokenId, role, label, sha256 }];
    }
    case 'declare-conflict':
      if (actor.kind === 'person' && actor.role !== 'admin' && !isPerson(actor, person.id))
        throw new Refused(
          'forbidden',
          'People declare their own conflicts of interest; an admin may for others.',
        );
      return [{ type: 'conflict-declared', conflict: command.conflict }];
    case 'deactivate-person':
      return [{ type: 'person-deactivated', reason: command.reason }];
  }
}

export function evolvePerson(person: Person | null, id: string, event: Stamped<PersonEvent>): Person {
  if (event.type === 'person-admitted') {
    const { name, roles, languages } = event;
    return { id, name, roles, languages, active: true, edition: 1, conflicts: [], tokens: [] };
  }
  if (!person) throw new Error(`a person begins with person-admitted, not ${event.type}`);
  const next = { ...person, edition: person.edition + 1 };
  switch (event.type) {
    case 'token-issued': {
      const token = { id: event.tokenId, role: event.role, label: event.label, sha256: event.sha256 };
      return { ...next, tokens: [...person.tokens, token] };
    }
    case 'conflict-declared':
      return { ...next, conflicts: [...person.conflicts, event.conflict] };
    case 'person-deactivated':
      return { ...next, active: false };
  }
}
