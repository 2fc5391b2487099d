import { writeFileSync } from 'node:fs';
import { composeDigest } from '../../../src/activities/email/digest';
import { loadPlaybook } from '../../../src/domain/playbook/load';
import type { digests } from '../../../src/store';

const playbook = loadPlaybook('playbooks/key-account.yaml');
const now = Date.parse('2026-01-15T01:03:00Z');
const H = 3600e3,
  D = 24 * H;
const t = (touchpoint: string, due: number, accountName: string, who = ['p-1', '李薇']): digests.DigestTask => ({
  id: `acme:${touchpoint}:2026-01-15`,
  account: 'acme',
  touchpoint,
  nominal: '2026-01-15',
  due,
  remindAt: [],
  state: 'open',
  stage: 'stable',
  provisional: false,
  accountName,
  attendant: who[0]!,
  attendantName: who[1]!,
});
const sample: digests.Digest = {
  now,
  standingInFor: [{ person: 'p-2', name: '王芳', until: now + 4 * D }],
  overdue: [
    t('usage-review', now - 3 * D, '华辰精密'),
    t('insight-monthly', now - 15 * H, 'Acme Precision Works GmbH & Co. KG', ['p-2', '王芳']),
  ],
  today: [
    t('weekly-sync', now + 9 * H, '华辰精密'),
    t('issue-review', now + 9 * H, 'Bluewave'),
    t('executive-meeting', now + 6 * H, 'Cedar'),
  ],
  coming: [
    t('data-review', now + D + 9 * H, '华辰精密'),
    ...Array.from({ length: 9 }, (_, i) => t(i % 2 ? 'renewal' : 'industry-training', now + (i + 2) * D, 'Dragonfly')),
  ],
  cases: [
    {
      id: 'C-12',
      account: 'acme',
      accountName: '华辰精密',
      title: '三号生产线停机：升级后控制器无响应。',
      kind: 'problem',
      severity: 'critical',
      owner: 'p-5',
      ownerName: '陈杰',
      milestone: 'resolution',
      isBreached: true,
      due: now - 2 * H,
    },
    {
      id: 'C-14',
      account: 'b',
      accountName: 'Bluewave',
      title: 'Press 3 stands still',
      kind: 'problem',
      severity: 'high',
      owner: 'p-1',
      ownerName: '李薇',
      milestone: 'response',
      isBreached: false,
      due: now + 0.4 * H,
    },
  ],
  changes: [
    {
      kind: 'task-given',
      at: now - 10 * H,
      account: 'a',
      accountName: 'Cedar',
      by: '刘强',
      about: 'x',
      touchpoint: 'needs-review',
      due: now + 5 * D,
    },
    { kind: 'stage', at: now - 9 * H, account: 'a', accountName: '华辰精密', by: null, about: 'deep-binding', touchpoint: null, due: null },
    { kind: 'level', at: now - 12 * H, account: 'a', accountName: 'Bluewave', by: '刘强', about: 'gold', touchpoint: null, due: null },
    {
      kind: 'case-resolved',
      at: now - 13 * H,
      account: 'a',
      accountName: 'Bluewave',
      by: '陈杰',
      about: 'C-9',
      touchpoint: null,
      due: null,
    },
  ],
  team: null,
};
const team: digests.Digest['team'] = {
  members: [
    { person: 'p-1', name: '李薇', overdue: 4, today: 3, cases: 1, awayUntil: null },
    { person: 'p-2', name: '王芳', overdue: 1, today: 0, cases: 0, awayUntil: now + 4 * D },
    { person: 'p-3', name: 'Marta Berg', overdue: 0, today: 2, cases: 0, awayUntil: null },
    { person: 'p-4', name: 'Tom Reyes', overdue: 0, today: 0, cases: 0, awayUntil: null },
  ],
  overdue: [
    t('usage-review', now - 6 * D, '华辰精密'),
    t('renewal', now - 3 * D, 'Dragonfly'),
    t('insight-monthly', now - D, 'Cedar', ['p-2', '王芳']),
  ],
};
const links = (task: string) => ({
  links: { done: `https://p.example/do/d${task}`, snooze: `https://p.example/do/s${task}`, reassign: `https://p.example/do/r${task}` },
});
it('looks', () => {
  for (const language of ['en', 'zh-CN'] as const) {
    const reader = { name: 'Li Wei', handle: 'li.wei', language, zone: 'Asia/Shanghai' };
    for (const [name, digest] of [
      ['own', sample],
      ['manager', { ...sample, team, standingInFor: [] }],
      ['team', { ...sample, overdue: [], today: [], coming: [], cases: sample.cases.slice(0, 0), standingInFor: [], team }],
    ] as const) {
      const mail = composeDigest(reader, digest, playbook, links);
      writeFileSync(`/tmp/digest-look/${name}-${language}.html`, mail.html);
      writeFileSync(`/tmp/digest-look/${name}-${language}.txt`, mail.subject + '\n\n' + mail.text);
    }
  }
});
