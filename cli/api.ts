// The HTTP API as the contract says: types from it, which leave nothing behind at run time; methods, paths and places from its metadata.
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
/** What a route is asked with. */
export type AskedOf<T extends Topic, N extends Name<T>> = Asked<RouteOf<T, N>>;
/** Fields of a command beyond who says so, when and why. */
export type FieldsOf<T extends Topic, N extends Name<T>> = Omit<AskedOf<T, N>, 'id' | 'by' | 'at' | 'reason'>;

interface Api<T extends Topic> {
  /** Asks a route. Throws what `send` throws. */
  <N extends Name<T>>(
    route: N,
    ...asked: Record<never, never> extends AskedOf<T, N> ? [asked?: AskedOf<T, N>] : [asked: AskedOf<T, N>]
  ): Promise<Output<RouteOf<T, N>>>;
  /** The codes that a field of a route takes. */
  codes<N extends Name<T>>(route: N, field: keyof AskedOf<T, N> & string): readonly string[];
  /** The names of a command's own fields: not who says so, when and why. */
  fields(route: Name<T>): readonly string[];
}

const STATEMENT: readonly string[] = ['by', 'at', 'reason', 'note'];

/** A topic's routes. */
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

/** The zone of what is of no account and of nobody: that of the newest playbook, UTC where none is published. */
export const deploymentZone = async (): Promise<string> => (await api('playbooks')('list')).playbooks[0]?.defaultZone ?? 'UTC';

/** The zone of an account's dates. */
export const zoneOfAccount = async (id: string): Promise<string> => (await api('accounts')('show', { id })).zone;
