// The recipes of docs/architecture.md, carried out from that page: in a copy of the checkout one more kind, its routes and its mail are
// added, built and lived with; a playbook gets one more touchpoint. Whatever else the house would need for them does not compile here.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays } from '../../domain/time/time';
import { perennial } from '../cli/perennial';
import { isExpected } from '../support/business-days';
import { eventually } from '../support/eventually';
import { STANDARD } from '../support/playbook';
import { type Process, startPerennial } from '../support/processes';
import { TEST_CLOCK, TODAY } from '../support/start';
import { Checkout, touchedBy } from './checkout';
import { namedIn, spansOf, stepsOf } from './page';
import { RECIPES } from './rows';

const folder = mkdtempSync(join(tmpdir(), 'perennial-recipes-'));
const home = join(folder, 'home');
const settings = { PERENNIAL_HOME: home, ...TEST_CLOCK };
let copy: Checkout;
let deployment: Process;

beforeAll(async () => {
  copy = new Checkout(join(folder, 'checkout'));
  for (const recipe of RECIPES) copy.carryOut(recipe);
  await copy.run('scripts/rooms.js', '--write');
  await copy.run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
  await Promise.all([copy.run('scripts/contract.js', '--write'), copy.run('scripts/bundle.js')]);
  deployment = startPerennial(['up', '--empty', '--port', '0'], settings, copy.folder);
  await deployment.hasPrinted('Perennial is running');
});
afterAll(async () => {
  await deployment.end();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs `perennial` in the copy and returns its standard output. Throws where it fails. */
async function run(...args: string[]): Promise<string> {
  const { code, out, err } = await perennial(args, { env: settings, root: copy.folder });
  if (code !== 0) throw new Error(`perennial ${args.join(' ')}: ${String(code)} ${err}${out}`);
  return out;
}
// The answer as JSON, for checks of single fields.
const asked = async (...args: string[]): Promise<ReturnType<typeof JSON.parse>> => JSON.parse(await run(...args, '--json'));

describe('the page and the copy', () => {
  it.each(RECIPES)('name the same files for a %s', (recipe) => {
    expect(touchedBy(recipe)).toEqual(namedIn(`How to add a ${recipe}`));
  });

  it('agree that nothing else is touched', () => {
    expect(copy.changed()).toEqual(Array.from(new Set(RECIPES.flatMap(touchedBy))).sort());
  });

  it('keep to the table of rooms', async () => {
    const added = copy.changed().filter((file) => file.endsWith('.ts') && !file.startsWith('test/'));
    await copy.run('node_modules/dependency-cruiser/bin/dependency-cruise.mjs', ...added, '--config', '.dependency-cruiser.cjs');
  });

  it('have a life of the kind recorded for later releases', async () => {
    const script = join(copy.folder, 'lives.js');
    writeFileSync(
      script,
      `const { livesBy } = require('./scripts/recorded-lives');
       const { loadPlaybook } = require('./dist/domain/playbook/load');
       console.log(livesBy(loadPlaybook('playbooks/key-account.yaml')).filter(({ type }) => type === 'errand').length);`,
    );
    expect(Number(await copy.run('lives.js'))).toBe(1);
    rmSync(script);
  });
});

describe('one more kind', () => {
  const TEXTS = { 'li.wei': 'Order ink for press 3', 'wang.fang': '为三号压机订购油墨'.repeat(12) };
  const HANDLES = Object.keys(TEXTS) as (keyof typeof TEXTS)[];

  it('is started over its route, and shown', async () => {
    for (const handle of HANDLES)
      await run(
        ...['people', 'add', handle, '--name', handle, '--email', `${handle}@example.com`],
        ...['--zone', 'Asia/Shanghai', '--language', handle === 'li.wei' ? 'en' : 'zh-CN'],
      );
    const url = readFileSync(join(home, 'api-url'), 'utf8').trim();
    const { now } = (await (await fetch(`${url}/api/health`)).json()) as { readonly now: string };
    const due = new Date(Date.parse(now) + 8_000).toJSON();
    for (const handle of HANDLES)
      expect(await asked('errand', 'start', `for-${handle}`, '--to', handle, '--due', due, '--text', TEXTS[handle])).toMatchObject({
        state: 'open',
        to: handle,
        due,
      });
    const listed = (await asked('errand', 'list')) as readonly { readonly id: string }[];
    expect(listed.map(({ id }) => id).sort()).toEqual(HANDLES.map((handle) => `for-${handle}`));
    expect(readFileSync(join(copy.folder, 'docs/api.md'), 'utf8')).toContain('/errands/:id/done');
  });

  it('is reminded by its timer, with a mail in the language of each reader', async () => {
    const mails = await eventually('a mail to both', async () => {
      const all = (await asked('mail', 'list')) as { readonly id: string; readonly to: string; readonly sentAt: string | null }[];
      return all.filter(({ sentAt }) => sentAt !== null).length === HANDLES.length && all;
    });
    const texts = await Promise.all(mails.map(async ({ id }) => (await asked('mail', 'show', id)) as { subject: string; text: string }));
    const to = (words: string) => texts.find(({ text }) => text.includes(words));
    expect(to('npx perennial errand done for-li.wei')).toMatchObject({
      subject: `Your errand: ${TEXTS['li.wei']}`,
      text: expect.stringContaining('An errand of yours is due'),
    });
    expect(to('npx perennial errand done for-wang.fang')).toMatchObject({
      subject: `待办差事：${TEXTS['wang.fang']}`,
      text: expect.stringContaining('您有一件差事到期'),
    });
  });

  it('is refused in words of its own, once it is over or where there is none', async () => {
    expect(await asked('errand', 'done', 'for-li.wei', '--as', 'li.wei')).toMatchObject({ state: 'done', next: null });
    const refused = (id: string) => perennial(['errand', 'done', id], { env: settings, root: copy.folder });
    expect(await refused('for-li.wei')).toMatchObject({ code: 1, err: expect.stringContaining('The errand for-li.wei is over.') });
    expect(await refused('none')).toMatchObject({ code: 1, err: expect.stringContaining('There is no errand none;') });
  });

  it('is verified against its journal and its workflows, folded anew, revived and looked after as every kind is', async () => {
    const verified = () => asked('journal', 'verify', '--live');
    // Two errands, of which one has ended, and two people.
    expect(await verified()).toMatchObject({ checked: 4, live: 3, differences: [] });
    expect((await asked('journal', 'rebuild')).events).toBeGreaterThanOrEqual(7);
    expect(await verified()).toMatchObject({ checked: 4, live: 3, differences: [] });
    const revive = (id: string) =>
      perennial(['errand', 'revive', id, '--reason', 'a test', '--dry-run'], { env: settings, root: copy.folder });
    expect(await revive('for-wang.fang')).toMatchObject({ code: 0, out: expect.stringContaining('errand/for-wang.fang lives') });
    expect(await revive('for-li.wei')).toMatchObject({ code: 1, err: expect.stringContaining('The errand for-li.wei has ended') });
    const { checks } = (await asked('doctor')) as { readonly checks: readonly { readonly name: string; readonly ok: boolean }[] };
    expect(checks.filter(({ name, ok }) => !ok && !isExpected(name))).toEqual([]);
  });
});

describe('one more touchpoint', () => {
  const commands = stepsOf('How to add a touchpoint')
    .flatMap(spansOf)
    .filter((span) => span.startsWith('perennial '));
  const file = 'playbooks/ours.yaml';
  /** Runs the command that the page gives. */
  const follow = (start: string): Promise<string> => {
    const command = commands.find((one) => one.startsWith(`perennial ${start}`));
    if (command === undefined) throw new Error(`the page does not say "perennial ${start} …"`);
    return run(
      ...command
        .split(' ')
        .slice(1)
        .map((word) => ({ FILE: file, ID: 'acme' })[word] ?? word),
    );
  };
  const agenda = () => run('account', 'agenda', 'acme', '--until', addDays(TODAY, 60));

  it('is a row of the playbook: checked, previewed, published, and taken over by an account', async () => {
    writeFileSync(
      join(copy.folder, file),
      STANDARD.replace(
        /^touchpoints:\n/m,
        `touchpoints:
  coffee:
    title: { en: A coffee together, zh: 一起喝咖啡 }
    purpose: { en: Hear what nobody writes down., zh: 听听没人写下来的事。 }
    owner: account-manager
    when: { anchor: signing, every: P1M }

`,
      ),
    );
    await run('account', 'start', 'acme', '--name', 'Acme', '--signed', addDays(TODAY, -3), '--manager', 'li.wei');
    expect(await agenda()).not.toContain('A coffee together');
    await follow('playbook check');
    expect(await follow('playbook preview')).toContain('A coffee together');
    await follow('playbook publish');
    await follow('account adopt');
    expect(await agenda()).toContain('A coffee together');
    rmSync(join(copy.folder, file));
  });
});
