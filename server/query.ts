// A query parameter that a route does not know is refused: ignored, it would let a command act where a dry run was asked for.
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { InvalidInput } from '../client/temporal/input';
import { suggest } from '../domain/playbook/nearest';

/** Throws `InvalidInput` with every parameter of the address that the route's schema does not name. */
export function checkQuery({ query, routeOptions }: FastifyRequest): void {
  const schema = routeOptions.schema?.querystring;
  const known = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const unknown = Object.entries(query as Record<string, unknown>).filter(([name]) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new InvalidInput(
    unknown.map(([column, value]) => ({
      column,
      value: String(value),
      reason: known.length === 0 ? 'This address takes no query parameters.' : `Is no query parameter here. ${suggest(column, known)}`,
    })),
  );
}
