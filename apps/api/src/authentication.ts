/** Who is asking. The only place where an actor is made from a request. */
import { createHash } from 'node:crypto';
import {
  createParamDecorator,
  Injectable,
  SetMetadata,
  UnauthorizedException,
  type CanActivate,
  type ExecutionContext,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { DataSource } from 'typeorm';
import type { Actor, Role } from '#domain';

export type Person = Extract<Actor, { kind: 'person' }>;
type Authenticated = FastifyRequest & { actor?: Person };

const PUBLIC = 'public';
/** The route answers everybody. */
export const Public = () => SetMetadata(PUBLIC, true);

/** The scheme in small letters, for its case says nothing (RFC 9110, section 11.1), and what is sent under it. */
export function credentialsOf(request: FastifyRequest): { scheme: string; value: string } | null {
  const [, scheme, value] = CREDENTIALS.exec(request.headers.authorization ?? '') ?? [];
  return scheme && value ? { scheme: scheme.toLowerCase(), value } : null;
}
const CREDENTIALS = /^([a-z]{1,20}) +([\x21-\x7e]{1,2048})$/i;

/** Who a bearer token belongs to, or null: unknown, or of somebody who was deactivated. */
export async function actorOf(db: DataSource, token: string): Promise<Person | null> {
  const sha256 = createHash('sha256').update(token).digest('hex');
  const [found]: { workspace_id: string; person_id: string; role: Role }[] = await db.query(
    'select workspace_id, person_id, role from app.authenticate($1)',
    [sha256],
  );
  return found
    ? { kind: 'person', workspaceId: found.workspace_id, personId: found.person_id, role: found.role }
    : null;
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
    const actor = credentials?.scheme === 'bearer' ? await actorOf(this.db, credentials.value) : null;
    if (!actor) throw new UnauthorizedException('Send a valid API token: Authorization: Bearer <token>.');
    request.actor = actor;
    return true;
  }
}

export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Person => {
  const { actor } = context.switchToHttp().getRequest<Authenticated>();
  if (!actor) throw new Error('a route that names its actor is not public');
  return actor;
});
