// Forbidden texts in every place of every route: each gives a clear 4xx that names the field, none a 500. The routes come from the app itself.
import { TOKEN, withoutTemporal } from '../support/deployment';
import { ofFile } from '../support/of-file';

const BAD: readonly (readonly [what: string, text: string, reason: RegExp])[] = [
  ['NUL', 'a\u0000b', /control character \(U\+0000\)/],
  ['an escape sequence', 'a\u001b]0;owned\u0007b', /control character \(U\+001B\)/],
  ['half a character', 'a\ud800b', /half a character|longer|Holds|unknown/],
  ['a megabyte', 'x'.repeat(900_000), /longer than/],
];
const TURNED = 'acme\u202Egpj';

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly anyOf?: readonly Schema[];
}
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: Schema }>> };
}

const house = ofFile(() => withoutTemporal());
let operations: { method: 'GET' | 'POST'; path: string; params: string[]; query: string[]; fields: string[] }[];

const fieldsOf = (schema: Schema | undefined): string[] => [
  ...Object.keys(schema?.properties ?? {}),
  ...(schema?.anyOf ?? []).flatMap((one) => fieldsOf(one)),
];

beforeAll(async () => {
  const { body } = (await house.get('/openapi.json', '')) as { body: { paths: Record<string, Record<string, Operation>> } };
  operations = Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { parameters = [], requestBody }]) => ({
      method: method.toUpperCase() as 'GET' | 'POST',
      path,
      params: parameters.filter((one) => one.in === 'path').map(({ name }) => name),
      query: parameters.filter((one) => one.in === 'query').map(({ name }) => name),
      fields: fieldsOf(requestBody?.content['application/json']?.schema),
    })),
  );
});

const inject = async (method: 'GET' | 'POST', url: string, payload?: unknown, headers: Record<string, string> = {}) => {
  const answer = await house.app.inject({
    method,
    url,
    headers: { authorization: `Bearer ${TOKEN}`, ...headers, ...(payload === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(payload === undefined ? {} : { payload: JSON.stringify(payload) }),
  });
  return { status: answer.statusCode, body: answer.body };
};
const filled = (path: string, values: Readonly<Record<string, string>> = {}): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(values[name] ?? (name === 'kind' ? 'people' : 'x')));
/** Whether the text can be part of an address at all. */
const isWritable = (text: string): boolean => !/\p{Cs}/u.test(text) && text.length < 2_000;

it('there are routes, with bodies, queries and paths', () => {
  expect(operations.length).toBeGreaterThan(60);
  expect(operations.filter(({ fields }) => fields.length > 0).length).toBeGreaterThan(20);
});

describe.each(BAD)('%s', (_what, text, reason) => {
  it('is refused in every field of every body', async () => {
    for (const { method, path, fields } of operations)
      for (const field of fields) {
        // A hook's body is checked only after its signature.
        if (path.startsWith('/api/hooks/')) continue;
        if (['rows', 'dryRun', 'skipBad', 'source'].includes(field)) continue;
        const { status, body } = await inject(method, filled(path), { [field]: text });
        expect([path, field, status]).toEqual([path, field, 422]);
        expect(JSON.parse(body)).toMatchObject({ code: 'invalid-input', errors: [{ field }] });
        expect(body).toMatch(reason);
        expect(body.length).toBeLessThan(3_000);
      }
  });

  it('is refused in every query and every part of an address', async () => {
    if (!isWritable(text)) return;
    for (const { method, path, query, params } of operations) {
      for (const name of query) {
        const { status, body } = await inject(method, `${filled(path)}?${new URLSearchParams({ [name]: text }).toString()}`);
        expect([path, name, status]).toEqual([path, name, 422]);
        expect(body).toMatch(reason);
      }
      for (const name of params) {
        const { status } = await inject(method, filled(path, { [name]: text }), method === 'POST' ? {} : undefined);
        expect([path, name, status]).toEqual([path, name, 422]);
      }
    }
  });

  it('is named with its line in a file', async () => {
    for (const kind of ['accounts', 'people', 'contacts']) {
      const values = { account: 'acme', name: text, handle: 'x.y', email: 'x@example.com', account_manager: 'li.wei', level: 'manager' };
      const { status, body } = await inject('POST', `/api/import/${kind}`, { rows: [{ line: 7, values }], dryRun: true });
      expect([kind, status]).toEqual([kind, 200]);
      const { results } = JSON.parse(body) as { results: { outcome: string; errors: { column: string; reason: string }[] }[] };
      expect(results[0]).toMatchObject({ outcome: 'bad', errors: expect.arrayContaining([expect.objectContaining({ column: 'name' })]) });
    }
  });

  it('is refused in the form behind a link, and in the link', async () => {
    if (/\p{Cs}/u.test(text)) return;
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const form = new URLSearchParams({ outcome: text }).toString();
    const { statusCode } = await house.app.inject({ method: 'POST', url: '/do/x.y', headers, payload: form });
    expect(statusCode).toBe(422);
    if (text.length < 300) expect((await inject('GET', `/do/${encodeURIComponent(text)}`)).status).toBe(422);
  });
});

describe('what else comes from outside', () => {
  it('the key of a command has bounds', async () => {
    for (const key of ['k'.repeat(201), 'a\u0085b']) {
      const { status, body } = await inject('POST', '/api/accounts/acme/pause', {}, { 'idempotency-key': key });
      expect(status).toBe(422);
      expect(JSON.parse(body)).toMatchObject({ errors: [{ field: 'Idempotency-Key' }] });
    }
  });

  it('a name that reads as another is refused on one line, and let pass in prose', async () => {
    expect((await house.post('/people', { handle: 'x.y', name: TURNED, email: 'x@example.com' })).body.errors).toMatchObject([
      { field: 'name', reason: 'Holds a character that turns the direction of writing (U+202E).' },
    ]);
    expect((await house.post('/accounts/nobody/pause', { reason: TURNED })).status).toBe(404);
  });

  it('a body that is nested without end', async () => {
    const { status, body } = await house.app
      .inject({
        method: 'POST',
        url: '/api/people',
        headers: { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' },
        payload: `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
      })
      .then((answer) => ({ status: answer.statusCode, body: answer.body }));
    expect([status, body.length < 2_000]).toEqual([422, true]);
  });

  it('years that are slips of the hand', async () => {
    for (const url of ['/cases/report?from=0001-01-01', '/tasks?dueBefore=0000-01-01T00:00:00Z', '/cases?breaching=9999-01-01T00:00:00Z'])
      expect([url, (await house.get(url)).status]).toEqual([url, 422]);
  });
});
