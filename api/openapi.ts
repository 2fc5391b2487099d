// The contract as OpenAPI 3.1, for other programs.
import { z } from 'zod';
import { byStatus, problemDetails } from './problems';
import { codesOf, pending, type Route, type Topic } from './route';

type Json = Readonly<Record<string, unknown>>;
export interface OpenApi extends Readonly<Record<string, unknown>> {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  readonly components: Json;
}

/** The OpenAPI document of `contract`. An operation's id is `topic.route`. */
export function openApi(contract: Readonly<Record<string, Topic>>): OpenApi {
  const named: Record<string, Json> = {};
  const write = writer(named);
  const paths: Record<string, Record<string, Json>> = {};
  for (const [topic, routes] of Object.entries(contract))
    for (const [name, route] of Object.entries(routes)) {
      const path = `/api${route.path.replace(/:(\w+)/g, '{$1}')}`;
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(topic, name, route, write) };
    }
  const description = 'Times are ISO 8601 UTC, dates YYYY-MM-DD, errors problem details (RFC 9457).';
  const document = {
    openapi: '3.1.0',
    info: { title: 'Perennial', description, version: '1' },
    security: [{ token: [] }],
    paths,
    components: { securitySchemes: { token: { type: 'http', scheme: 'bearer' } }, schemas: named },
  };
  // zod refers to named schemas within each schema; OpenAPI wants them in the document's components.
  return JSON.parse(JSON.stringify(document).replaceAll('"#/$defs/', '"#/components/schemas/')) as OpenApi;
}

type Write = (shape: z.ZodType, io: 'input' | 'output') => Json;

/** Writes a schema as JSON Schema; named schemas inside it go into `named`. */
const writer =
  (named: Record<string, Json>): Write =>
  (shape, io) => {
    const { $defs = {}, properties } = jsonSchema(z.object({ it: shape }), io) as {
      $defs?: Record<string, Json>;
      properties: { it: Json };
    };
    for (const [name, { id: _, ...schema }] of Object.entries($defs)) named[name] = schema;
    return properties.it;
  };

/** JSON Schema as zod writes it, without patterns for formats. */
export const jsonSchema = (shape: z.ZodType, io: 'input' | 'output'): object =>
  z.toJSONSchema(shape, {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema: schema }) => {
      // Later releases may add fields to answers.
      if (io === 'output' && schema.additionalProperties === false) delete schema.additionalProperties;
      if (schema.format === 'date-time' || schema.format === 'date') delete schema.pattern;
      if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum;
      if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum;
    },
  });

function operation(topic: string, name: string, route: Route, write: Write): Json {
  const { method, summary, roles, params, query, body, output, status = 200, media = 'application/json' } = route;
  const good = write(output, 'output');
  const isCommand = method === 'POST' && status === 200;
  return {
    operationId: `${topic}.${name}`,
    tags: [topic],
    summary,
    'x-roles': roles,
    ...(roles === 'anybody' && { security: [] }),
    parameters: [
      ...parametersOf('path', params, write),
      ...parametersOf('query', query, write),
      ...(isCommand ? [{ name: 'Idempotency-Key', in: 'header', schema: { type: 'string', maxLength: 200 } }] : []),
    ],
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: { 'application/json': { schema: write(body, 'input') } },
      },
    }),
    responses: {
      [status]: { description: 'as asked', content: { [media]: { schema: good } } },
      ...(isCommand && {
        202: {
          description: 'accepted; what is shown may lag',
          content: { [media]: { schema: { allOf: [good, write(pending, 'input')] } } },
        },
      }),
      ...problemsOf(route, write),
    },
  };
}

const parametersOf = (place: 'path' | 'query', shape: z.ZodObject | undefined, write: Write): Json[] =>
  Object.entries(shape?.shape ?? {}).map(([name, field]) => {
    const { description, ...schema } = write(field as z.ZodType, 'input');
    const isRequired = place === 'path' || !(field as z.ZodType).safeParse(undefined).success;
    return { name, in: place, required: isRequired, schema, ...(description !== undefined && { description }) };
  });

/** The problem responses of a route, by status, each with its codes. */
function problemsOf(route: Route, write: Write): Json {
  const details = write(problemDetails, 'input');
  return Object.fromEntries(
    byStatus(codesOf(route)).map(([status, codes]) => {
      const schema = { allOf: [details], properties: { code: { enum: codes } } };
      return [status, { description: codes.join(', '), content: { 'application/problem+json': { schema } } }];
    }),
  );
}
