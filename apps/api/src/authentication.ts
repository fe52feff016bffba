/** Who is asking. The only place where an actor is made from a request. */
import { createHash } from 'node:crypto';
import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor, Role } from '#domain';
import { Unauthenticated } from './problems.filter.ts';

export type Person = Extract<Actor, { kind: 'person' }>;
type Authenticated = FastifyRequest & { access?: Access };

/** Who is let in, and by which token. */
export interface Access {
  readonly actor: Person;
  readonly tokenId: string;
}

const PUBLIC = 'public';
/** The route answers everybody. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The scheme in small letters, for its case says nothing (RFC 9110, section 11.1), and what is sent under it. */
export function credentialsOf(request: FastifyRequest): { scheme: string; value: string } | null {
  const [, scheme, value] = CREDENTIALS.exec(request.headers.authorization ?? '') ?? [];
  return scheme && value ? { scheme: scheme.toLowerCase(), value } : null;
}
const CREDENTIALS = /^([a-z]{1,20}) +([\x21-\x7e]{1,2048})$/i;

/** Whom a token lets in, or null: it is unknown, has ended, or is of somebody who was deactivated. */
export async function accessOf(db: DataSource, token: string): Promise<Access | null> {
  const [found]: { workspace_id: string; person_id: string; role: Role; token_id: string }[] = await db.query(
    'select workspace_id, person_id, role, token_id from app.authenticate($1)',
    [sha256(token)],
  );
  if (!found) return null;
  const { workspace_id: workspaceId, person_id: personId, role, token_id: tokenId } = found;
  return { actor: { kind: 'person', workspaceId, personId, role }, tokenId };
}

const sha256 = (token: string): string => createHash('sha256').update(token).digest('hex');

const UNKNOWN = ['unauthenticated', 'Send a valid API token: Authorization: Bearer <token>.'] as const;
const ENDED = {
  revoked: [
    'token-revoked',
    'This API token was revoked: send another one of yours, or ask an admin to issue you one.',
  ],
  expired: ['token-expired', 'This API token has expired: ask an admin to issue you another.'],
} as const;

/** Why this token, or none, lets nobody in. Only who has it is told what became of it. */
async function refusalOf(db: DataSource, token: string | null): Promise<Unauthenticated> {
  const [row]: { ended: keyof typeof ENDED | null }[] = token
    ? await db.query('select app.token_end($1) as ended', [sha256(token)])
    : [];
  const [code, sentence] = row?.ended ? ENDED[row.ended] : UNKNOWN;
  return new Unauthenticated(code, sentence);
}

@Injectable()
export class AuthenticationGuard implements CanActivate {
  constructor(
    private readonly db: DataSource,
    private readonly reflector: Reflector,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (this.reflector.getAllAndOverride<boolean>(PUBLIC, [context.getHandler(), context.getClass()]))
      return true;
    const request = context.switchToHttp().getRequest<Authenticated>();
    const credentials = credentialsOf(request);
    const token = credentials?.scheme === 'bearer' ? credentials.value : null;
    const access = token ? await accessOf(this.db, token) : null;
    if (!access) throw await refusalOf(this.db, token);
    request.access = access;
    return true;
  }
}

function accessIn(context: ExecutionContext): Access {
  const { access } = context.switchToHttp().getRequest<Authenticated>();
  if (!access) throw new Error('a route that names its actor is not public');
  return access;
}

export const CurrentAccess = createParamDecorator((_: unknown, context: ExecutionContext): Access =>
  accessIn(context),
);
export const CurrentActor = createParamDecorator(
  (_: unknown, context: ExecutionContext): Person => accessIn(context).actor,
);
