import type { Terms } from '../../domain/account/terms';
import { REAL_TIME } from '../../domain/time/deployment-clock';
import { deployment, mailbox, playbooks, terms } from '../../store';
import { CODES } from '../support/roles';
import { ENGINES, withStore } from './engines';

describe.each(ENGINES)('a deployment on %s', (engine) => {
  const store = withStore(engine);

  it('has one clock for ever', async () => {
    expect(await deployment.clock(store())).toBeUndefined();
    const demo = { real: Date.UTC(2026, 0, 1), deployment: Date.UTC(2026, 0, 1), speed: 262_980.5 };
    await deployment.setClock(store(), demo);
    await deployment.setClock(store(), REAL_TIME);
    expect(await deployment.clock(store())).toEqual(demo);
  });

  it('publishes playbooks under their hash, the last one being the latest', async () => {
    expect(await playbooks.publish(store(), 'h1', 'stages: 一', { stages: ['一'] })).toBe(true);
    expect(await playbooks.publish(store(), 'h2', 'stages: 二', { stages: ['二'] })).toBe(true);
    expect(await playbooks.publish(store(), 'h1', 'stages: 一', { stages: ['一'] })).toBe(false);
    expect(await playbooks.latest(store())).toMatchObject({ hash: 'h2', source: 'stages: 二', parsed: { stages: ['二'] } });
    expect((await playbooks.list(store())).map(({ hash }) => hash)).toEqual(['h2', 'h1']);
    expect(await playbooks.get(store(), 'h3')).toBeUndefined();
  });

  it('keeps the terms that accounts live by', async () => {
    const compiled: Terms = {
      id: 't1',
      playbook: 'h1',
      ...CODES,
      calendarId: 'cn',
      calendar: { timeZone: 'Asia/Shanghai', week: { mon: [['09:00', '12:00']] } },
      stages: [{ id: 'onboarding', from: 'P0D' }],
      touchpoints: [],
    };
    await terms.put(store(), compiled);
    await terms.put(store(), compiled);
    expect(await terms.get(store(), 't1')).toEqual(compiled);
    expect(await terms.get(store(), 't2')).toBeUndefined();
  });

  it('shows what its development mailbox received', async () => {
    const mail = { messageId: '<1@x>', recipients: ['a@example.com'], subject: '提醒', receivedAt: 1_000, raw: 'Subject: …' };
    const id = await mailbox.add(store(), mail);
    await mailbox.add(store(), mail);
    expect(await mailbox.get(store(), id)).toEqual({ id, ...mail });
    expect(await mailbox.countOf(store(), '<1@x>')).toBe(2);
    expect((await mailbox.list(store(), { limit: 1 }))[0]).toEqual({ id: id + 1, ...mail, raw: undefined });
  });
});
