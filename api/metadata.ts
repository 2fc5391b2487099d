// What the command line and the reference page need of each route, as plain JSON. It is made at build time, so that the command line does not load
// zod.
import type { z } from 'zod';
import { jsonSchema } from './openapi';
import { byStatus } from './problems';
import { codesOf, type Route, type Topic } from './route';

/** One field of a route's path, query or body. */
export interface Field {
  readonly name: string;
  readonly in: 'path' | 'query' | 'body';
  /** Its type or format in JSON: `string`, `date`, `date-time`, `decimal`, `integer`, `boolean`, `object[]`. */
  readonly type: string;
  readonly required: boolean;
  /** The codes that it accepts; for type `list` one or more of them, separated by commas. */
  readonly values?: readonly string[];
  readonly about?: string;
  /** Stands for fields of any other name. */
  readonly others?: true;
}

/** One route, as plain JSON. */
export interface Metadata {
  readonly method: Route['method'];
  /** The path below the server's address, with `{name}` for each field of the path. */
  readonly path: string;
  readonly summary: string;
  readonly roles: Route['roles'];
  /** Problem codes by status. */
  readonly problems: Readonly<Record<string, readonly string[]>>;
  readonly fields: readonly Field[];
  /** For an answer that is a list: the name of the field with the list. */
  readonly list?: string;
  readonly repeatable?: true;
}

/** The metadata of a topic's routes, by name. */
export const metadataOf = (topic: Topic): Readonly<Record<string, Metadata>> =>
  Object.fromEntries(Object.entries(topic).map(([name, route]) => [name, metadata(route)]));

function metadata(route: Route): Metadata {
  const { method, path, summary, roles, params, query, body, output, repeatable } = route;
  const fields = [...fieldsOf('path', params), ...fieldsOf('query', query), ...fieldsOf('body', body)];
  return {
    ...{ method, path: `/api${path.replace(/:(\w+)/g, '{$1}')}`, summary, roles },
    problems: Object.fromEntries(byStatus(codesOf(route))),
    // A field of the body is not listed for the address as well.
    fields: fields.filter(({ name }, at) => fields.findLastIndex((one) => one.name === name) === at),
    ...listOf(output),
    ...(repeatable && { repeatable }),
  };
}

function listOf(output: z.ZodType): { readonly list?: string } {
  const { $ref, $defs = {}, ...whole } = jsonSchema(output, 'output') as Json;
  const { properties = {} } = $defs[$ref?.split('/').at(-1) ?? ''] ?? whole;
  const [[name, schema] = [], ...others] = Object.entries(properties).filter(([one]) => one !== 'next' && one !== 'total');
  return name !== undefined && schema?.type === 'array' && others.length === 0 ? { list: name } : {};
}

interface Json {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Json>>;
  readonly title?: string;
  readonly type?: string;
  readonly format?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly 'x-some-of'?: readonly string[];
  readonly anyOf?: readonly Json[];
  readonly items?: Json;
  readonly properties?: Readonly<Record<string, Json>>;
  readonly required?: readonly string[];
  /** Fields of any other name; false: there are none. */
  readonly additionalProperties?: Json | false;
}

function fieldsOf(place: Field['in'], shape: z.ZodObject | undefined): Field[] {
  if (shape === undefined) return [];
  const { properties = {}, required = [], additionalProperties } = jsonSchema(shape, 'input') as Json;
  const others =
    additionalProperties && additionalProperties.title !== undefined ? { [additionalProperties.title]: additionalProperties } : {};
  return Object.entries({ ...properties, ...others }).map(([name, schema]) => {
    const values = schema['x-some-of'] ?? schema.enum;
    return {
      ...{ name, in: place, type: typeOf(schema), required: required.includes(name) },
      ...(values && { values }),
      ...(schema.description !== undefined && { about: schema.description }),
      ...(schema === additionalProperties && { others: true as const }),
    };
  });
}

const typeOf = (schema: Json): string => {
  if (schema['x-some-of']) return 'list';
  if (schema.anyOf) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `${schema.items?.type ?? 'object'}[]`;
  return schema.format ?? schema.type ?? 'any';
};
