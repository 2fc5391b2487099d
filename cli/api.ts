// The HTTP API as its contract says. Types come from the contract and disappear at run time; methods, paths and fields come from its metadata.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Contract } from '../api/contract';
import type { Metadata } from '../api/metadata';
import type { Asked, Output, Route } from '../api/route';
import { DomainError } from '../domain/decider/decider';
import { projectRoot } from '../project-root';
import { send } from './http';

type Topic = keyof Contract;
type Name<T extends Topic> = keyof Contract[T] & string;
type RouteOf<T extends Topic, N extends Name<T>> = Contract[T][N] extends infer R extends Route ? R : never;
/** The fields of a request to a route. */
export type AskedOf<T extends Topic, N extends Name<T>> = Asked<RouteOf<T, N>>;
/** A command's fields without its statement (who, when, why) and id. */
export type FieldsOf<T extends Topic, N extends Name<T>> = Omit<AskedOf<T, N>, 'id' | 'by' | 'at' | 'reason'>;

interface Api<T extends Topic> {
  /** Sends a request to a route and returns its answer. Throws what `send` throws. */
  <N extends Name<T>>(
    route: N,
    ...asked: Record<never, never> extends AskedOf<T, N> ? [asked?: AskedOf<T, N>] : [asked: AskedOf<T, N>]
  ): Promise<Output<RouteOf<T, N>>>;
  /** The codes that a route's field accepts. */
  codes<N extends Name<T>>(route: N, field: keyof AskedOf<T, N> & string): readonly string[];
  /** The names of a command's own fields, without the statement's. */
  fields(route: Name<T>): readonly string[];
}

const STATEMENT: readonly string[] = ['by', 'at', 'reason', 'note'];

/** The routes of a topic. */
export function api<T extends Topic>(topic: T): Api<T> {
  let known: Readonly<Record<string, Metadata>> | undefined;
  const routes = () =>
    (known ??= JSON.parse(readFileSync(join(projectRoot(), 'dist/api/metadata', `${topic}.json`), 'utf8')) as typeof known);
  const routeOf = (name: string): Metadata => {
    const route = routes()?.[name];
    if (route === undefined) throw new DomainError('not-built', { route: `${topic} ${name}` });
    return route;
  };
  const call = async (name: string, asked: Readonly<Record<string, unknown>> = {}): Promise<unknown> => request(routeOf(name), asked);
  const codes = (name: string, field: string): readonly string[] => routeOf(name).fields.find((one) => one.name === field)?.values ?? [];
  const fields = (name: string): readonly string[] =>
    routeOf(name).fields.flatMap((one) => (one.in === 'body' && !one.others && !STATEMENT.includes(one.name) ? [one.name] : []));
  return Object.assign(call, { codes, fields }) as unknown as Api<T>;
}

async function request({ method, path, fields, list, repeatable }: Metadata, asked: Readonly<Record<string, unknown>>): Promise<unknown> {
  const of = (place: string) =>
    Object.entries(asked).filter(([name, value]) => {
      const named = fields.find((field) => field.name === name) ?? fields.find(({ others }) => others);
      return value !== undefined && named?.in === place;
    });
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(asked[name])));
  const query = new URLSearchParams(of('query').map(([name, value]): [string, string] => [name, String(value)])).toString();
  const answer = await send({
    method,
    path: query === '' ? filled : `${filled}?${query}`,
    ...(method === 'POST' && { payload: Object.fromEntries(of('body')) }),
    ...(method === 'POST' && !repeatable && { key: randomUUID() }),
  });
  if (list !== undefined && (answer as Readonly<Record<string, unknown>> | undefined)?.[list] === undefined)
    throw new DomainError('not-an-api', { path: filled, list });
  return answer;
}

/** The deployment's time: ISO 8601 UTC. */
export const deploymentNow = async (): Promise<string> => (await api('health')('show')).now;

/** The zone for times without an account or person: the latest playbook's, or UTC where none is published. */
export const deploymentZone = async (): Promise<string> => (await api('playbooks')('list')).playbooks[0]?.defaultZone ?? 'UTC';

/** The zone of an account's dates. */
export const zoneOfAccount = async (id: string): Promise<string> => (await api('accounts')('show', { id })).zone;
