// Histories and search attributes contain ids and codes only: nobody learns a name from Temporal.
import { temporal as proto } from '@temporalio/proto';
import { deliveries } from '../../store';
import { sampleRows } from '../../up/samples';
import { withEverything } from '../support/deployment';
import { eventually } from '../support/eventually';
import { ofFile } from '../support/of-file';
import { TODAY } from '../support/start';

const house = ofFile(() =>
  withEverything('test-privacy', {
    speed: 2 * 86_400,
    mailServer: {
      onRcptTo({ address }, _session, done) {
        const isRefused = address.startsWith('tom.reyes');
        done(isRefused ? Object.assign(new Error(`${address}: ${TEXTS.refusal}`), { responseCode: 550 }) : undefined);
      },
    },
  }),
);

const TEXTS = {
  reason: 'Der Kunde zieht um, sagt Frau Petersen',
  note: '客户要求暂停联系',
  outcome: 'Signed off by Mr Hale in person',
  skip: 'Left out at the request of purchasing',
  refusal: 'no such mailbox',
} as const;

const KINDS = ['people', 'accounts', 'contacts'] as const;
/** Columns that name a person or thing; codes, dates and ids may travel. */
const PERSONAL = /^(name|email|phone|role)$/;
const personal = KINDS.flatMap((kind) =>
  sampleRows(kind, TODAY).flatMap(({ values }) =>
    Object.entries(values).flatMap(([column, value]) => (PERSONAL.test(column) && value.length > 1 ? [value] : [])),
  ),
);
const handles = sampleRows('people', TODAY).map(({ values }) => values.handle ?? '');
const fees = sampleRows('accounts', TODAY).map(({ values }) => values.annual_fee ?? '');

/** Every text in a message, including payloads. */
function* textsIn(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value instanceof Uint8Array) yield Buffer.from(value).toString('utf8');
  else if (typeof value === 'object' && value !== null) for (const part of Object.values(value)) yield* textsIn(part);
}

beforeAll(async () => {
  for (const kind of KINDS) {
    const { results } = await house.client.imports(kind, { rows: sampleRows(kind, TODAY) });
    expect(results.filter(({ outcome }) => outcome === 'bad')).toEqual([]);
    // Contacts need accounts that can be read.
    if (kind === 'accounts') await eventually('all accounts', async () => (await house.client.accounts.list()).length === results.length);
  }
  const { accounts, tasks } = house.client;
  const [first, second] = await eventually('two tasks', async () => {
    const all = await tasks.list({ account: 'acme' });
    return all.length > 1 && all;
  });
  await tasks.act(first?.id ?? '', 'done', { outcome: TEXTS.outcome }, { by: 'li.wei', note: TEXTS.note });
  await tasks.act(second?.id ?? '', 'skip', {}, { by: 'li.wei', reason: TEXTS.skip });
  await accounts.act('cedar', 'pause', {}, { reason: TEXTS.reason });
  await accounts.act('cedar', 'resume', {}, { note: TEXTS.note });
  await accounts.act('elm', 'promote', { to: 'deep-binding' }, { by: 'li.wei', reason: TEXTS.reason });
  await accounts.act('harbor', 'mark', { to: 'lost' }, { reason: TEXTS.reason });
  await accounts.act('kestrel', 'assess', { phase: 'growth' }, { note: TEXTS.note });
  await tasks.act('acme:nothing:2026-01-01', 'done', { outcome: TEXTS.outcome }, {}).catch(() => undefined);
  // Mails were sent, and one was refused in words that name its reader.
  await eventually('mail to li.wei', async () => (await house.client.mail.list()).some(({ to }) => to === 'li.wei@example.com'));
  await eventually('a refusal', async () => (await deliveries.list(house.store, { states: ['failed'] })).length > 0);
});

describe('what Temporal keeps of the samples and of what people said', () => {
  it('holds ids and codes, and no name, address, number or text', async () => {
    const found: string[] = [];
    let histories = 0;
    let planned = 0;
    for await (const { workflowId, runId, searchAttributes, memo } of house.temporal.workflow.list()) {
      const history = await house.temporal.workflow.getHandle(workflowId, runId).fetchHistory();
      const whole = proto.api.history.v1.History.decode(proto.api.history.v1.History.encode(history).finish());
      const text = [...textsIn([whole, searchAttributes, memo])].join('\n');
      planned += text.split('taskPlanned').length - 1;
      for (const secret of [...personal, ...handles, ...fees, ...Object.values(TEXTS)])
        if (secret !== '' && text.includes(secret)) found.push(`${workflowId}: ${secret}`);
      histories += 1;
    }
    expect(found).toEqual([]);
    expect(histories).toBeGreaterThanOrEqual(12);
    // The payloads were really read.
    expect(planned).toBeGreaterThan(100);
  });

  it('was looked for where it is known to be: the store has all of it', async () => {
    const { mails, people, notes } = {
      mails: await house.client.mail.list(),
      people: await house.client.people.list(),
      notes: (await house.client.accounts.history('cedar')).history,
    };
    expect(mails.some(({ to }) => to === 'li.wei@example.com')).toBe(true);
    expect(people.map(({ name }) => name)).toEqual(expect.arrayContaining([personal[0]]));
    expect(notes.map(({ note }) => note)).toContain(TEXTS.reason);
  });

  it('is not in the log of the server either', () => {
    const log = house.log.join('\n');
    expect([...personal, ...Object.values(TEXTS)].filter((secret) => log.includes(secret))).toEqual([]);
  });
});
