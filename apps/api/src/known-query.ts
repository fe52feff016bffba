import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { ROUTE_ARGS_METADATA } from '@nestjs/common/constants.js';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Malformed } from './problems.filter.ts';

/**
 * Refuses query parameters that a route's contract does not name: a filter that is misspelt would list everything. For all
 * routes of the API, also those that take none; links to pages may carry what other sites add to them.
 */
@Injectable()
export class KnownQueryGuard implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    const { query, routeOptions } = context.switchToHttp().getRequest<FastifyRequest>();
    if (!routeOptions.url?.startsWith('/api/')) return true;
    const known = parametersOf(context);
    const unknown = Object.keys(Object(query)).filter((name) => !known.includes(name));
    if (!unknown.length) return true;
    const message = known.length
      ? `There is no such parameter here: there are ${known.join(', ')}.`
      : 'There is no such parameter here: this address takes none.';
    throw new Malformed(unknown.slice(0, UNKNOWN_TOLD).map((path) => ({ path, message })));
  }
}

const UNKNOWN_TOLD = 5;

/** By the schemas in `@Query({ schema })`, which Nest keeps with the controller's class. */
function parametersOf(context: ExecutionContext): string[] {
  const kept: unknown = Reflect.getMetadata(
    ROUTE_ARGS_METADATA,
    context.getClass(),
    context.getHandler().name,
  );
  return Object.entries(RouteArguments.parse(kept ?? {})).flatMap(([kind, { schema }]) => {
    if (!kind.startsWith(QUERY)) return [];
    if (schema instanceof z.ZodObject) return Object.keys(schema.shape);
    throw new Error(
      `${context.getHandler().name}: the schema of a query is an object, which names its parameters`,
    );
  });
}

/** Nest's number for a query, before the argument's place. */
const QUERY = '4:';
const RouteArguments = z.record(z.string(), z.object({ schema: z.unknown().optional() }));
