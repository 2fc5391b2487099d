// Temporal and the logs of a whole deployment with many names, addresses and texts: they get ids and codes only.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client, Connection } from '@temporalio/client';
import { parse } from 'csv-parse/sync';
import { loadPlaybook } from '../../domain/playbook/load';
import { addDays, daysBetween } from '../../domain/time/time';
import { REFERENCE } from '../../up/samples';
import { connectClient, temporalTarget } from '../../worker/temporal';
import { refusal, type SmtpServer, smtpServer } from '../activities/email/smtp';
import { perennial } from '../cli/perennial';
import { ask } from '../support/ask';
import { eventually } from '../support/eventually';
import { type Process, startPerennial } from '../support/processes';
import { TEST_CLOCK, TODAY } from '../support/start';

const home = mkdtempSync(join(tmpdir(), 'perennial-privacy-'));
const samples = (kind: string): Record<string, string>[] => parse(readFileSync(`samples/${kind}.csv`), { columns: true, bom: true });

/** Every text in this test's commands. */
const texts = new Set<string>();
const text = (words: string): string => {
  texts.add(words);
  return words;
};

const GHOST = 'ghost.person@gone.example';
const BUSY = 'busy.person@later.example';

let deployment: Process;
let smtp: SmtpServer;
let client: Client;
let connection: Connection;

const run = async (...args: string[]) => {
  const { code, out, err } = await perennial([...args, '--json'], { env: { PERENNIAL_HOME: home } });
  if (code !== 0) throw new Error(`perennial ${args.join(' ')}: ${err}`);
  return JSON.parse(out);
};
const today = async (): Promise<number> => {
  const url = readFileSync(join(home, 'api-url'), 'utf8').trim();
  return Date.parse(((await (await fetch(`${url}/api/health`)).json()) as { now: string }).now);
};

beforeAll(async () => {
  // A mail server that names recipients in its refusals, as real ones do.
  smtp = await smtpServer({
    onRcptTo({ address }, _session, callback) {
      if (address === GHOST) callback(refusal(550, `<${address}>: nobody of that name`));
      else if (address === BUSY) callback(refusal(451, `<${address}>: try again later`));
      else callback();
    },
  });
  deployment = startPerennial(['up', '--demo-speed', '1mo=1m'], {
    PERENNIAL_HOME: home,
    PERENNIAL_LOG: 'trace',
    ...TEST_CLOCK,
    SMTP_URL: `smtp://127.0.0.1:${smtp.port}`,
  });
  await deployment.hasPrinted('Perennial is running');
  const { port } = JSON.parse(readFileSync(join(home, 'temporal', 'temporal.json'), 'utf8'));
  ({ client, connection } = await connectClient(temporalTarget(`127.0.0.1:${port}`)));
});
afterAll(async () => {
  await connection?.close();
  await deployment.end();
  await smtp.close();
  rmSync(home, { recursive: true, force: true });
});

async function newPeopleAndAccounts(): Promise<void> {
  for (const [handle, email] of [
    ['ghost', GHOST],
    ['busy', BUSY],
  ] as const)
    await run('people', 'add', handle, '--name', text(`Person called ${handle}`), '--email', text(email), '--manager', 'liu.qiang');
  const file = join(home, 'people.csv');
  writeFileSync(file, `handle,name,email,language,zone\nnew.hand,${text('欧阳娜娜')},${text('ouyang@our.example')},zh-CN,Asia/Shanghai\n`);
  await run('import', 'people', file);
  const more = join(home, 'more.csv');
  // As old as they were on the day of reference.
  const moved = daysBetween(REFERENCE, TODAY);
  writeFileSync(
    more,
    readFileSync('samples/more.csv', 'utf8').replace(/\d{4}-\d\d-\d\d/g, (date) => addDays(date, moved)),
  );
  await run('import', 'accounts', more);
  const signed = ['--signed', new Date(await today()).toISOString().slice(0, 10)];
  const fee = ['--fee', text('7654321.09'), '--currency', 'CNY'];
  const start = async (id: string, manager: string, ...more: string[]) => {
    const team = ['--manager', manager, '--sales-manager', 'liu.qiang'];
    const asked = run('account', 'start', id, '--name', text(`Firm ${id} 有限公司`), ...team, ...fee, ...more);
    // On a busy machine the worker may carry it out after the answer.
    await asked.catch((error: unknown) => {
      if (!String(error).includes('is handed to Temporal')) throw error;
    });
    await eventually(`the account ${id}`, () => run('account', 'show', id).catch(() => undefined));
  };
  await start('unreachable', 'ghost', ...signed);
  await start('deferred', 'busy', ...signed);
  await start('prospect', 'li.wei');
  await run('account', 'sign', 'prospect', ...signed);
  const contact = ['--name', text('Zacharias Quill'), '--email', text('z.quill@prospect.example'), '--phone', text('+44 20 5550 9999')];
  await run('contact', 'add', 'prospect', ...contact, '--role', text('Keeper of keys'), '--level', 'manager');
}

async function everyCommand(): Promise<void> {
  const account = (action: string, ...args: string[]) => run('account', action, 'prospect', '--as', 'liu.qiang', ...args);
  await account('pause', '--reason', text('their office is being painted'));
  await account('resume', '--reason', text('the paint is dry'));
  await account('promote', '--to', 'stable', '--reason', text('交付提前完成'));
  await account('hold', '--reason', text('waiting for their new director'));
  await account('release', '--reason', text('the director has come'));
  await account('assess', '--phase', 'growth', '--pain', 'known', '--reason', text('they told us over dinner'));
  await account('mark', '--to', 'dormant', '--reason', text('a silent summer'));
  await account('mark', '--to', 'active', '--reason', text('autumn brings orders'));
  await account('adopt');
  const report = ['--text', text('The press crushed Herr Vogel’s sandwich'), '--kind', 'complaint'];
  const { id } = await run('case', 'open', 'prospect', '--severity', 'high', ...report, '--as', 'li.wei');
  await run('case', 'diagnose', id, '--visit-needed', '--note', text('the guard was taken off'), '--as', 'li.wei');
  await run('case', 'wait', id, '--note', text('their foreman is at lunch'));
  await run('case', 'resume', id, '--note', text('he came back'));
  await account('amend', '--level', 'gold', '--reason', text('their contract of next year'));
  await run('case', 'resolve', id, '--note', text('a new guard and a new sandwich'));
  // The last ones are far ahead, so the demonstration's people do not touch them.
  const planned = (await run('task', 'list', '--account', 'prospect', '--state', 'planned')).map(({ id }: { id: string }) => id);
  const [first = '', second = '', third = '', fourth = ''] = planned.slice(-4);
  await run('task', 'done', first, '--as', 'li.wei', '--outcome', text('Frau Schmidt was delighted'), '--note', text('她会推荐我们'));
  await run('task', 'reopen', first, '--as', 'li.wei');
  await run('task', 'skip', second, '--reason', text('their holiday week'), '--note', text('asked by telephone'));
  await run('task', 'snooze', third, '--until', new Date((await today()) + 90 * 86_400_000).toISOString());
  await run('task', 'reassign', fourth, '--to', 'wang.fang');
  await run('account', 'mark', 'magnolia', '--to', 'lost', '--reason', text('bought by a rival house'));
  await run('account', 'mark', 'magnolia', '--to', 'won-back', '--reason', text('the rival failed them'));
  await run('account', 'close', 'nimbus', '--reason', text('insolvent since Tuesday'));
}

/** Contacts and people of ours are succeeded, are away, and leave. */
async function comingsAndGoings(): Promise<void> {
  const person = (handle: string, name: string) =>
    run('people', 'add', text(handle), '--name', text(name), '--email', text(`${handle}@our.example`), '--language', 'zh-CN');
  await person('bao.xin', '包欣欣');
  await person('dora.quist', 'Dora Quist');
  await person('ivo.lund', 'Ivo Lund');
  const signed = ['--signed', new Date(await today()).toISOString().slice(0, 10), '--sales-manager', 'liu.qiang'];
  // An account without a contact who could get a letter.
  await run('account', 'start', 'vacant', '--name', text('Vacant & Sons'), '--manager', 'bao.xin', '--backup', 'li.wei', ...signed);
  await run('account', 'start', 'second', '--name', text('Second Street Mills'), '--manager', 'bao.xin', ...signed);

  const ours = (account: string, role: string, to: string, ...more: string[]) =>
    run('contact', 'change', account, '--ours', '--role', role, '--to', to, '--as', 'liu.qiang', ...more);
  const { id } = await ours('vacant', 'account-manager', 'dora.quist', '--reason', text('he builds the office in Lyon'));
  await run('handover', 'refuse', id, '--reason', text('her desk is full already'), '--as', 'dora.quist');
  await ours('vacant', 'account-manager', 'ivo.lund', '--reason', 'transferred', '--note', text('伊沃懂这个行业'));
  await eventually('a letter that cannot be written', async () => {
    const { steps } = await run('handover', 'show', id);
    return steps.find(({ name }: { name: string }) => name === 'notified').code !== null;
  });
  await run('handover', 'complete', id, 'notified', '--note', text('rang Mr Vacant at home'), '--as', 'ivo.lund');
  await run('handover', 'accept', id, '--note', text('gladly, says Ivo'), '--as', 'ivo.lund');

  const [{ id: quill }] = await run('contact', 'list', '--account', 'prospect');
  const who = ['--name', text('Yolanda Weatherby'), '--email', text('y.weatherby@prospect.example'), '--phone', text('+44 20 5550 8888')];
  const why = ['--reason', text('he inherited a vineyard'), '--note', text('likes to be called Yoli')];
  await run('contact', 'change', 'prospect', '--theirs', '--from', quill, ...who, '--role', text('Keeper of seals'), ...why);

  const day = async (ahead: number): Promise<string> => new Date((await today()) + ahead * 86_400_000).toISOString();
  await run('absence', 'add', 'ivo.lund', '--from', await day(2), '--until', await day(20), '--substitute', 'dora.quist');
  await run('absence', 'add', 'li.wei', '--from', await day(2), '--until', await day(9), '--substitute', 'wang.fang');
  const offboarding = await run(
    'offboarding',
    'start',
    'bao.xin',
    '--to',
    'dora.quist',
    '--reason',
    text('she opens a bakery'),
    '--as',
    'liu.qiang',
  );
  await run('offboarding', 'accept', offboarding.id, '--as', 'dora.quist');
  await run('absence', 'end', 'ivo.lund');
}

interface Effect {
  readonly key: string;
  readonly entity: string;
  readonly code: string | null;
}

/** Digests and tickets are sent; one mail is refused for good, another is retried until it is given up. */
async function timePasses(): Promise<void> {
  const digest = async (state: string, code: string): Promise<Effect | undefined> =>
    (await run('effects', 'list', '--state', state)).find((one: Effect) => one.entity.startsWith('person/') && one.code === code);
  await eventually('a mail refused', async () => (await digest('failed', 'mail-refused')) !== undefined);
  const { key } = await eventually('a mail put off', () => digest('waiting', 'mail-deferred'));
  await run('effects', 'retry', key);
  await run('effects', 'give-up', key, '--as', 'liu.qiang', '--reason', text('told her in the corridor'));
  await eventually('a ticket', async () => (await run('ticket', 'list')).length > 0);
  await eventually('thirty mails', () => smtp.mails.length >= 30);
}

/** Every text in `value`, including payloads. */
function textIn(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (typeof value !== 'object' || value === null) return '';
  return Object.values(value).map(textIn).join('\n');
}

/** Histories, search attributes, memos, pending activities and what Temporal's UI shows, for all runs of all workflows. */
async function seenByTemporal(): Promise<string> {
  const seen: string[] = [];
  for await (const { workflowId, runId, status } of client.workflow.list()) {
    const handle = client.workflow.getHandle(workflowId, runId);
    seen.push(textIn(await handle.fetchHistory()), textIn((await handle.describe()).raw));
    if (status.name === 'RUNNING') seen.push(textIn(await ask(handle, '__temporal_workflow_metadata')));
  }
  return seen.join('\n');
}

function secrets(): string[] {
  const people = samples('people').flatMap(({ handle, name, email }) => [handle, name, email]);
  const accounts = [...samples('accounts'), ...samples('more')].flatMap(({ name, annual_fee: fee }) => [name, fee]);
  const contacts = samples('contacts').flatMap(({ name, email, phone, role }) => [name, email, phone, role]);
  const titles = Object.values(loadPlaybook('playbooks/key-account.yaml').touchpoints).flatMap(({ title }) => [title.en, title.zh]);
  const demonstration = ['Done, see the minutes.', 'The customer asked to leave it out this time.'];
  const all = [...people, ...accounts, ...contacts, ...titles, ...demonstration, ...texts, 'nobody of that name'];
  return all.filter((one) => one !== undefined && one !== '') as string[];
}

it('neither histories nor search attributes nor logs hold a name, an address or a text', async () => {
  await newPeopleAndAccounts();
  await everyCommand();
  await comingsAndGoings();
  await timePasses();
  const seen = await seenByTemporal();
  // The welcome names one of the samples' people in its examples.
  const log = deployment.output().replace(/^ +npx perennial .*$/gm, '');

  // The search works: ids and codes are found, and the texts are in the store.
  const lives = ['accountStarted', 'taskSkipped', 'meetingCalled', 'caseStarted', 'milestoneMet', 'digested', 'campaign-page'];
  const changes = ['handoverOpened', 'handoverRefused', 'handoverRedirected', 'stepFailed', '"kind":"theirs"', 'personLeft'];
  for (const there of [...lives, ...changes, '"n-1"', '"p-1"', '"c-', 'mail-refused', 'next wake-up'])
    expect(seen.includes(there) || there).toBe(true);
  for (const there of ['mail-deferred', '/api/accounts/:id']) expect(log.includes(there) || there).toBe(true);
  const history = JSON.stringify(await run('account', 'history', 'prospect'));
  for (const there of ['Frau Schmidt was delighted', 'he inherited a vineyard']) expect(history).toContain(there);
  for (const { address, subject } of [
    { address: 'y.weatherby@prospect.example', subject: /./ },
    { address: 'dora.quist@our.example', subject: /包欣欣/ },
  ])
    expect(smtp.mails.some((mail) => JSON.stringify(mail.to).includes(address) && subject.test(mail.subject ?? '')) || address).toBe(true);
  expect(secrets().length).toBeGreaterThan(200);

  expect(secrets().filter((secret) => seen.includes(secret))).toEqual([]);
  expect(secrets().filter((secret) => log.includes(secret))).toEqual([]);
});
