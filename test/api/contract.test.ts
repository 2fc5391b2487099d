// The contract is consistent: paths have their parameters, names are used once, documents are well formed.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONTRACT } from '../../api/contract';
import { type Metadata, metadataOf } from '../../api/metadata';
import { openApi } from '../../api/openapi';
import { PROBLEMS } from '../../api/problems';
import { reference } from '../../api/reference';
import { ROLES, type Route, type Topic } from '../../api/route';
import { projectRoot } from '../../project-root';
import { kindProblems } from '../../texts/problems/kinds';

const ROUTES = Object.entries<Topic>(CONTRACT).flatMap(([topic, routes]) =>
  Object.entries<Route>(routes).map(([name, route]) => ({
    name: `${topic}.${name}`,
    route,
    metadata: metadataOf(routes)[name] as Metadata,
  })),
);

describe.each(ROUTES)('$name', ({ route, metadata }) => {
  it('takes what its path has', () => {
    const places = Array.from(route.path.matchAll(/:(\w+)/g), ([, name]) => name);
    expect(Object.keys(route.params?.shape ?? {})).toEqual(places);
    expect(metadata.fields.flatMap((field) => (field.in === 'path' ? [field.name] : []))).toEqual(places);
  });

  it('uses a name once, but for a dry run, which the address may ask for as well', () => {
    const names = [route.params, route.query, route.body].flatMap((shape) => Object.keys(shape?.shape ?? {}));
    expect(names.filter((name, at) => name !== 'dryRun' && names.indexOf(name) !== at)).toEqual([]);
  });

  it('has a body only where it is a command, and says who may use it', () => {
    expect(route.method === 'POST' || route.body === undefined).toBe(true);
    if (typeof route.roles !== 'string') expect(ROLES).toEqual(expect.arrayContaining([...route.roles]));
    expect(route.roles).not.toHaveLength(0);
  });
});

it('has a status for every code of a kind', () => {
  expect(Object.keys(kindProblems).filter((code) => !Object.hasOwn(PROBLEMS, code))).toEqual([]);
});

it('has each address once', () => {
  const addresses = ROUTES.map(({ route }) => `${route.method} ${route.path}`);
  expect(addresses).toEqual(Array.from(new Set(addresses)));
  expect(addresses.length).toBeGreaterThan(60);
});

describe('OpenAPI', () => {
  const document = openApi(CONTRACT);
  const text = JSON.stringify(document);

  it('refers to nothing that is not there', () => {
    const named = Object.keys(document.components['schemas'] as object);
    const references = Array.from(text.matchAll(/"\$ref":"([^"]*)"/g), ([, to]) => to);
    expect(references.length).toBeGreaterThan(100);
    expect(references.filter((to) => !named.some((name) => to === `#/components/schemas/${name}`))).toEqual([]);
  });

  it('has real types: dates, times, amounts, codes, truth', () => {
    const { schema } = (
      document.paths['/api/accounts']?.['post'] as {
        requestBody: { content: Record<string, { schema: { properties: object; required: string[] } }> };
      }
    ).requestBody.content['application/json'] as { schema: { properties: object; required: string[] } };
    expect(schema.properties).toMatchObject({
      signedOn: { type: 'string', format: 'date' },
      annualFee: { type: 'string', format: 'decimal' },
      level: { type: 'string' },
      at: { format: 'date-time' },
    });
    expect(schema.required).toEqual(['account', 'name']);
  });

  it('declares problems as problem details, with the codes of the route', () => {
    const { responses } = document.paths['/api/tasks/{id}/reopen']?.['post'] as {
      responses: Record<string, { content: Record<string, { schema: { properties: { code: { enum: string[] } } } }> }>;
    };
    expect(Object.keys(responses['409']?.content ?? {})).toEqual(['application/problem+json']);
    expect(responses['409']?.content['application/problem+json']?.schema.properties.code.enum).toEqual(
      expect.arrayContaining(['task-open', 'task-cancelled']),
    );
  });

  it('lets answers grow, and requests have no field that is not known', () => {
    const { schemas } = document.components as { schemas: Record<string, object> };
    expect(schemas['Account']).not.toHaveProperty('additionalProperties');
    const { requestBody } = document.paths['/api/absences']?.['post'] as { requestBody: object };
    expect(JSON.stringify(requestBody)).toContain('"additionalProperties":false');
  });

  it('says of a list of codes which there are', () => {
    expect(metadataOf(CONTRACT.tasks)['list']?.fields).toContainEqual(
      expect.objectContaining({ name: 'state', type: 'list', values: ['planned', 'open', 'done', 'skipped', 'cancelled'] }),
    );
  });
});

it('the command line knows which field of an answer is the list', () => {
  const lists = ROUTES.flatMap(({ name, metadata: { list } }) => (list === undefined ? [] : [`${name} ${list}`]));
  expect(lists).toEqual(
    expect.arrayContaining(['accounts.list accounts', 'accounts.history history', 'tickets.listAside aside', 'operations.doctor checks']),
  );
});

it('docs/api.md has its tables as they are made', () => {
  // To repair it: npm run build && node scripts/contract.js --write
  expect(readFileSync(join(projectRoot(), 'docs/api.md'), 'utf8')).toContain(reference(CONTRACT));
});
