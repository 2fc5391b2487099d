import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { ROOT } from './perennial';
import { type Asked, commandLine, Problem } from './small-api';

interface Request {
  readonly rows: readonly { line: number; values: Record<string, string> }[];
  readonly dryRun: boolean;
}

const folder = mkdtempSync(join(tmpdir(), 'perennial-import-'));
const file = (name: string, content: string | Buffer) => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};

/** An API that refuses every level "tin", knows acme already, and fails for an account "last" when it is really imported. */
const api = commandLine({
  'POST /import/accounts': (asked: Asked) => {
    const { rows, dryRun } = asked.body as Request;
    if (!dryRun && rows.some(({ values }) => values['account'] === 'last'))
      return new Problem(503, 'temporal-unavailable', 'Temporal does not answer.');
    const results = rows.map(({ line, values }) => ({
      line,
      id: values['account'] ?? null,
      ...(values['name'] === 'Late' ? { late: 2, skipped: 5 } : {}),
      outcome: values['level'] === 'tin' ? 'bad' : values['account'] === 'acme' ? 'unchanged' : 'started',
      errors: values['level'] === 'tin' ? [{ column: 'level', value: 'tin', reason: 'Is unknown: use one of platinum, gold.' }] : [],
    }));
    return {
      results,
      notices: rows[0] && 'colour' in rows[0].values ? ['The column colour is not known and is ignored.'] : [],
      applied: !dryRun,
    };
  },
  'POST /import/people': (asked: Asked) => ({
    results: (asked.body as Request).rows.map(({ line, values }) => ({ line, id: values['handle'], outcome: 'added', errors: [] })),
    notices: [],
  }),
});
async function run(...args: string[]) {
  const { asked, ...ran } = await api.run('import', ...args);
  return { ...ran, requests: asked.map(({ body }) => body as Request) };
}

const GOOD = 'account,name,level\nacme,A,gold\nelm,E,gold\n';
const BAD = 'account,name,level\nacme,A,gold\n\nelm,"E\nE",tin\nfig,F,gold,too,many\npine,P,gold\n';

describe('importing a file', () => {
  it('checks it all, does it, and counts', async () => {
    const path = file('good.csv', GOOD);
    const { code, out, requests } = await run('accounts', path);
    expect({ code, out }).toEqual({ code: 0, out: '1 started, 0 updated, 1 unchanged, 0 bad.\n' });
    expect(requests.map(({ dryRun, rows }) => [dryRun, rows.length])).toEqual([
      [true, 2],
      [false, 2],
    ]);
  });

  it('as a dry run does nothing', async () => {
    const { code, out, requests } = await run('accounts', file('good.csv', GOOD), '--dry-run');
    expect({ code, out }).toEqual({
      code: 0,
      out: 'Dry run, nothing done: 1 started, 0 updated, 1 unchanged, 0 bad.\nNames as they were read: A, E.\n',
    });
    expect(requests.every(({ dryRun }) => dryRun)).toBe(true);
  });

  it('says how much fell due before the entry, also in a dry run', async () => {
    const path = file('late.csv', 'account,name,level\nelm,Late,gold\n');
    expect((await run('accounts', path, '--dry-run')).out).toBe(
      'Dry run, nothing done: 1 started, 0 updated, 0 unchanged, 0 bad. Of what fell due between signing and entry, 2 touchpoints open late, 5 skipped.\nNames as they were read: Late.\n',
    );
    expect(JSON.parse((await run('accounts', path, '--dry-run', '--json')).out)).toMatchObject({ late: 2, skipped: 5 });
  });

  it('with bad lines names each with line, column, value and reason, does nothing, and exits with 1', async () => {
    const path = file('bad.csv', BAD);
    const { code, out, err, requests } = await run('accounts', path, '--json');
    expect(code).toBe(1);
    expect(requests.every(({ dryRun }) => dryRun)).toBe(true);
    expect(JSON.parse(out)).toEqual({
      encoding: 'utf-8',
      encodingGuessed: false,
      dryRun: false,
      started: 0,
      added: 0,
      updated: 0,
      unchanged: 0,
      late: 0,
      skipped: 0,
      bad: 2,
      errors: [
        { line: 4, column: 'level', value: 'tin', reason: 'Is unknown: use one of platinum, gold.' },
        {
          line: 6,
          column: '',
          value: 'fig | F | gold | too | many',
          reason: 'Has 5 values, but the header has 3 columns.',
          code: 'values-and-columns',
          parameters: { values: 5, columns: 3 },
        },
      ],
      notices: [],
    });
    expect(err).toContain(`${path}:4 level "tin": Is unknown: use one of platinum, gold.\n`);
    expect(err).toContain(`${path}:6 "fig | F | gold | too | many": Has 5 values`);
    expect(err).toMatch(/\nperennial: .* has 2 bad lines, so nothing was done: mend them and run it again, or use --skip-bad\n$/);
  });

  it('with --skip-bad does the others', async () => {
    const { code, out, requests } = await run('accounts', file('bad.csv', BAD), '--skip-bad');
    expect({ code, out }).toEqual({ code: 0, out: '1 started, 0 updated, 1 unchanged, 2 bad.\n' });
    expect(requests.at(-1)?.rows.map(({ line }) => line)).toEqual([2, 7]);
  });

  it('checks in batches of 200, does in batches of 40, shows progress, and sees a line again over batches', async () => {
    const lines = Array.from({ length: 250 }, (_, i) => `a-${i === 240 ? 3 : i},N,gold`);
    const path = file('many.csv', `account,name,level\n${lines.join('\n')}\n`);
    const { err, requests } = await run('accounts', path, '--skip-bad');
    expect(requests.map(({ rows }) => rows.length)).toEqual([200, 50, 40, 40, 40, 40, 40, 40, 9]);
    expect(err).toContain('imported 120 of 249\n');
    expect(err).toContain(`${path}:242 account "a-3": Is already in line 5.\n`);
  });

  it('that stops half-way says how far it came, and that it may be run again', async () => {
    const lines = Array.from({ length: 80 }, (_, i) => `a-${i},N,gold`);
    const { code, out, err } = await run('accounts', file('late.csv', `account,name,level\n${lines.join('\n')}\nlast,L,gold\n`));
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(
      /\nperennial: .*late.csv: Temporal does not answer.; 80 of 81 lines are in, and running it again starts nothing twice\n$/,
    );
  });

  it('as Chinese Excel wrote it', async () => {
    const { err, requests } = await run(
      'accounts',
      file('excel.csv', iconv.encode('account,name,level\r\nelm,常禾食品,gold\r\n', 'gb18030')),
    );
    expect(requests[1]?.rows[0]).toEqual({ line: 2, values: { account: 'elm', name: '常禾食品', level: 'gold' } });
    expect(err).toContain('read as gb18030');
  });

  it('as German Excel wrote it, with names to look at in a dry run', async () => {
    const path = file('german.csv', iconv.encode('account;name;level\r\nelm;Elm;gold\r\nmue;Müller & Söhne;gold\r\n', 'windows-1252'));
    const human = await run('accounts', path, '--dry-run');
    expect(human.requests[0]?.rows[1]).toMatchObject({ values: { name: 'Müller & Söhne' } });
    expect(human.out).toMatch(/\nNames as they were read: Müller & Söhne, Elm\.\n$/);
    expect(human.err).toContain('read as windows-1252, which is plausible; if names look wrong, say it with --encoding');
    expect(JSON.parse((await run('accounts', path, '--dry-run', '--json')).out)).toMatchObject({
      encoding: 'windows-1252',
      encodingGuessed: true,
      names: ['Müller & Söhne', 'Elm'],
    });
    const named = await run('accounts', path, '--encoding', 'windows-1252', '--json');
    expect([JSON.parse(named.out), named.err]).toEqual([
      expect.objectContaining({ encoding: 'windows-1252', encodingGuessed: false }),
      expect.not.stringContaining('read as'),
    ]);
  });

  it('in one of two encodings asks which, shows both, and does nothing', async () => {
    const path = file('either.csv', iconv.encode('account,name,level\nelm,ÉLÈVE,gold\n', 'windows-1252'));
    const { code, out, err, requests } = await run('accounts', path);
    expect({ code, out, requests }).toEqual({ code: 1, out: '', requests: [] });
    expect(err).toMatch(/^perennial: .*either\.csv: .*"ÉLÈVE" as windows-1252, "蒐萔E" as gb18030.*--encoding\n$/);
  });

  it('passes the notices on', async () => {
    const { code, out, err } = await run('accounts', file('colour.csv', 'account,level,colour\nelm,gold,red\n'), '--json');
    expect({ code, notices: (JSON.parse(out) as { notices: string[] }).notices }).toEqual({
      code: 0,
      notices: ['The column colour is not known and is ignored.'],
    });
    expect(err).toContain('colour');
  });

  it.each([
    ['does not exist', join(folder, 'none.csv'), /none.csv does not exist\n$/],
    ['is a folder', folder, /cannot be read \(EISDIR\)\n$/],
    ['is empty', file('empty.csv', ''), /the file is empty: a header line is needed\n$/],
  ])('that %s fails with one line', async (_, path, message) => {
    const { code, out, err } = await run('accounts', path);
    expect({ code, out }).toEqual({ code: 1, out: '' });
    expect(err).toMatch(message);
  });

  it('of people sends them together, so that managers may stand further down', async () => {
    const lines = Array.from({ length: 500 }, (_, i) => `h-${i},N,h-${499 - i}`);
    const { out, requests } = await run('people', file('people.csv', `handle,name,manager\n${lines.join('\n')}\n`));
    expect(out).toBe('500 added, 0 updated, 0 unchanged, 0 bad.\n');
    expect(requests.map(({ rows }) => rows.length)).toEqual([500, 500]);
  });

  it('takes the samples as they are', async () => {
    for (const name of ['accounts.csv', 'more.csv']) {
      expect(await run('accounts', join(ROOT, 'samples', name), '--dry-run')).toMatchObject({ code: 0 });
    }
  });
});
