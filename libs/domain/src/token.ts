/** What lets people in: issued for one of their roles, until it expires or is revoked. */
import { isPerson, type Actor, type Role, type Stamped } from './actor.ts';
import { Refused } from './refused.ts';

/** An API token. The token itself is shown once and never stored. */
export interface Token {
  readonly id: string;
  readonly role: Role;
  readonly label: string;
  /** SHA-256 of the token, lower-case hex. */
  readonly sha256: string;
  readonly issuedAt: string;
  readonly issuedBy: string;
  /** The first moment at which it no longer works, ISO 8601; null: it works until it is revoked. */
  readonly expiresAt: string | null;
  readonly revokedAt: string | null;
}

/** In days. Whoever wants a token for longer wants one without an end. */
export const TOKEN_DAYS_MAX = 366;
const DAY_MS = 86_400_000;

export type TokenCommand =
  | {
      type: 'issue-token';
      personId: string;
      tokenId: string;
      role: Role;
      label: string;
      sha256: string;
      expiresAt?: string | null;
    }
  | { type: 'revoke-token'; personId: string; tokenId: string; reason: string };

export type TokenEvent =
  | {
      type: 'token-issued';
      tokenId: string;
      role: Role;
      label: string;
      sha256: string;
      /** Not in entries of before tokens could expire. */
      expiresAt?: string | null;
    }
  | { type: 'token-revoked'; tokenId: string; reason: string };

interface Bearer {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly tokens: readonly Token[];
}

/**
 * Also the last token of the last admin can be revoked: a token that others got hold of must end at once, and whoever
 * runs the installation can issue another.
 */
export function decideToken(bearer: Bearer, command: TokenCommand, actor: Actor, now: string): TokenEvent[] {
  if (command.type === 'issue-token') {
    const { tokenId, role, label, sha256, expiresAt = null } = command;
    if (!bearer.roles.includes(role))
      throw new Refused('forbidden', `This person does not have the role ${role}.`);
    if (expiresAt !== null) requireExpiry(expiresAt, now);
    return [{ type: 'token-issued', tokenId, role, label, sha256, expiresAt }];
  }
  const { tokenId, reason } = command;
  requireOwnTokens(actor, bearer.id);
  const token = bearer.tokens.find(({ id }) => id === tokenId);
  if (!token) throw new Refused('not-found', 'This person has no such token.');
  if (token.revokedAt !== null)
    throw new Refused('wrong-status', 'This token is revoked already.', { current: 'revoked' });
  return [{ type: 'token-revoked', tokenId, reason }];
}

/** Everybody's own; an admin anybody's. */
export function requireOwnTokens(actor: Actor, personId: string): void {
  if (isPerson(actor, personId) || (actor.kind === 'person' && actor.role === 'admin')) return;
  throw new Refused('forbidden', 'People see and revoke their own tokens; an admin anybody’s.');
}

function requireExpiry(expiresAt: string, now: string): void {
  const left = Date.parse(expiresAt) - Date.parse(now);
  if (left > 0 && left <= TOKEN_DAYS_MAX * DAY_MS) return;
  throw new Refused(
    'malformed-expiry',
    `A token expires after now and within ${TOKEN_DAYS_MAX} days; one that should not needs no such time.`,
  );
}

export function evolveTokens(tokens: readonly Token[], event: Stamped<TokenEvent>): readonly Token[] {
  if (event.type === 'token-revoked')
    return tokens.map((token) => (token.id === event.tokenId ? { ...token, revokedAt: event.at } : token));
  const { tokenId: id, role, label, sha256, expiresAt = null, at: issuedAt, by: issuedBy } = event;
  return [...tokens, { id, role, label, sha256, issuedAt, issuedBy, expiresAt, revokedAt: null }];
}
