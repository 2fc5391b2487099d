// After an offboarding, letters, briefings, tasks and calendars agree on who visits whom and when. On a real Temporal server, with a real mail
// server.
import { dateOf } from '../../domain/time/time';
import { good } from '../support/answers';
import { invitationIn } from '../support/calendar';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';

const ZONE = 'Asia/Shanghai';
const ACCOUNTS = ['acme', 'birch', 'cedar', 'dune', 'ebony'] as const;
const house = ofFile(() => withEverything('test-offboarding-visits'));

interface Task {
  readonly id: string;
  readonly account: string;
  readonly touchpoint: string;
  readonly owner: string;
  readonly standIn: string | null;
  readonly due: string;
}

const isTo = (mail: (typeof house.mails)[number], address: string) => [mail.to].flat().some((one) => one?.text.includes(address));
const lettersTo = (account: string) => house.mails.filter((mail) => isTo(mail, `he.jing@${account}.example.com`));
const visits = async (): Promise<Task[]> =>
  (await good(house.get('/tasks?state=planned,open&limit=1000'))).tasks.filter(({ touchpoint }: Task) => touchpoint === 'progress-visit');

beforeAll(async () => {
  await house.addPerson('he.ping', { manager: 'liu.qiang' });
  await house.addPerson('zhao.lei', { language: 'zh-CN' });
  const start = async (account: string, team: object, language: string) => {
    await house.startAccount(account, { signedOn: '2025-07-01', zone: ZONE, ...team });
    const contact = { account, name: 'He Jing', level: 'manager', email: `he.jing@${account}.example.com`, language, primary: true };
    await good(house.post('/contacts', contact));
  };
  const theirs = { accountManager: 'he.ping', backup: 'wang.fang', salesManager: 'liu.qiang' };
  await start('acme', theirs, 'en');
  await start('birch', theirs, 'zh-CN');
  await start('cedar', { ...theirs, backup: 'li.wei' }, 'en');
  await start('dune', { ...theirs, backup: 'li.wei' }, 'zh-CN');
  // The backup's role goes to the account manager, and a technical contact's to somebody who makes no visits.
  await start('ebony', { accountManager: 'wang.fang', backup: 'he.ping', technical: 'he.ping', salesManager: 'liu.qiang' }, 'en');
});

it('who would be their own backup is shown before, with a proposal', async () => {
  const { ownBackups } = await good(house.post('/offboardings/plan', { person: 'he.ping', to: 'wang.fang' }));
  expect(ownBackups).toEqual([
    { account: 'acme', person: 'wang.fang', roles: ['account-manager', 'backup'], proposal: 'li.wei' },
    { account: 'birch', person: 'wang.fang', roles: ['account-manager', 'backup'], proposal: 'li.wei' },
    { account: 'ebony', person: 'wang.fang', roles: ['account-manager', 'backup'], proposal: 'li.wei' },
  ]);
  const change = { kind: 'ours', roles: 'account-manager', to: 'wang.fang', reason: 'left', dryRun: true };
  expect(await good(house.post('/accounts/acme/handovers', change))).toMatchObject({
    visit: { who: 'wang.fang' },
    ownBackup: { person: 'wang.fang', roles: ['account-manager', 'backup'], proposal: 'li.wei' },
  });
  expect(await good(house.post('/accounts/cedar/handovers', change))).toMatchObject({ ownBackup: null });
});

it('each visit is in one person’s tasks and calendar at one hour, and the customer is told of that person and that day', async () => {
  const { id } = await good(house.post('/offboardings', { person: 'he.ping', to: 'wang.fang' }));
  await eventually('its end', async () => ((await good(house.get(`/offboardings/${id}`))).state === 'done' ? true : undefined));
  const planned = await visits();
  expect(planned.map(({ account }) => account).sort()).toEqual([...ACCOUNTS]);
  for (const visit of planned) {
    const { handover } = (await good(house.get(`/offboardings/${id}`))).accounts.find(
      ({ account }: { account: string }) => account === visit.account,
    );
    expect(visit).toMatchObject({ id: expect.stringContaining(`:${handover}`), owner: 'wang.fang', standIn: null });
    const invited = await eventually(`the invitation to ${visit.id}`, () =>
      house.mails.find((mail) => mail.attachments.length > 0 && invitationIn(mail).uid.startsWith(`${visit.id}@`)),
    );
    expect(invitationIn(invited)).toMatchObject({
      method: 'REQUEST',
      start: new Date(visit.due).toISOString(),
      attendees: [`mailto:${visit.owner}@example.com`],
    });
  }
  // Nobody has two visits at the same time.
  expect(new Set(planned.map(({ due }) => due)).size).toBe(planned.length);
  const first = Math.min(...planned.map(({ due }) => Date.parse(due)));
  expect(Math.max(...planned.map(({ due }) => Date.parse(due))) - first).toBeLessThan(15 * 24 * 3_600_000);

  for (const account of ACCOUNTS) {
    const letter = await eventually(`the letter to ${account}`, () => lettersTo(account)[0]);
    const visit = planned.find((one) => one.account === account);
    const [, month, day] = dateOf(Date.parse(visit?.due ?? ''), ZONE)
      .split('-')
      .map(Number);
    const text = letter.text ?? '';
    const who = /We would like (.+?) to meet you|我们希望安排(.+?)当面拜访您/.exec(text)?.slice(1).find(Boolean);
    expect(who).toBe('Name of wang.fang');
    expect(text).toMatch(
      account === 'birch' || account === 'dune'
        ? new RegExp(`时间初步定在${month}月${day}日`)
        : new RegExp(`Would \\w+ ${day} \\w+ suit you`),
    );
  }
});

it('no letter announces somebody as their own backup, and the gap is shown', async () => {
  for (const account of ACCOUNTS) {
    const texts = lettersTo(account)
      .map(({ subject, text }) => `${subject ?? ''}\n${text ?? ''}`)
      .join('\n')
      // The letter says that the former backup is no longer available.
      .replaceAll(/^Name of he\.ping is no longer available as backup either\.$/gm, '');
    expect(texts).not.toMatch(/backup|后备/i);
  }
  expect(lettersTo('ebony')[0]?.subject).toBe('Name of wang.fang is your new technical contact');
  const { zipper } = await good(house.get('/accounts/acme'));
  expect(zipper.find(({ level }: { level: string }) => level === 'operational')).toMatchObject({
    ours: [],
    wanted: ['backup'],
    gap: 'both',
  });
});

it('the successor’s briefing names the same hours', async () => {
  const briefing = await eventually('the briefing', () =>
    house.mails.find((mail) => isTo(mail, 'wang.fang@') && mail.subject?.startsWith('You take over 5 accounts')),
  );
  for (const { due } of await visits())
    expect(briefing.text).toContain(new Date(Date.parse(due) + 8 * 3_600_000).toISOString().slice(11, 16));
  expect(briefing.text?.match(/You visit them on/g)).toHaveLength(5);
});

it('somebody else named as backup is announced', async () => {
  await good(house.post('/accounts/acme/handovers', { kind: 'ours', roles: 'backup', to: 'zhao.lei', reason: 'reorganised' }));
  const letter = await eventually('the letter', () => lettersTo('acme').find(({ subject }) => subject?.includes('backup')));
  expect(letter.subject).toBe('Name of zhao.lei is your new backup');
  expect(letter.text).toContain('From today, Name of zhao.lei is your backup.');
  expect(letter.text).toContain('We would like Name of wang.fang to meet you in person');
});

it('handovers that are asked for in one moment get an hour each', async () => {
  const names = ['fir', 'gum', 'hazel', 'iris'];
  await house.addPerson('gu.yan');
  for (const account of names)
    await good(
      house.post('/accounts', {
        account,
        name: account,
        signedOn: '2025-07-01',
        zone: ZONE,
        accountManager: 'li.wei',
        salesManager: 'liu.qiang',
      }),
    );
  await Promise.all(
    names.map((account) =>
      good(house.post(`/accounts/${account}/handovers`, { kind: 'ours', roles: 'account-manager', to: 'gu.yan', reason: 'transferred' })),
    ),
  );
  const theirs = (await visits()).filter(({ owner }) => owner === 'gu.yan');
  expect(new Set(theirs.map(({ due }) => due)).size).toBe(names.length);
});

it('the read models equal the live states', async () => {
  expect((await house.client.journal.verify({ live: true })).differences).toEqual([]);
});
