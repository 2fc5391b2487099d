import { zipperOf } from '../../client/accounts/zipper';
import { loadPlaybook } from '../../domain/playbook/load';

const playbook = loadPlaybook('playbooks/key-account.yaml');
const people = { handle: (id: string) => `handle of ${id}` } as Parameters<typeof zipperOf>[3];
const theirs = [
  { name: 'Zhou', level: 'manager' as const },
  { name: 'Qian', level: 'operational' as const },
];

test('pairs the levels of both sides and names the gaps', () => {
  expect(zipperOf(playbook, { 'account-manager': 'p-1', 'executive-sponsor': 'p-4' }, theirs, people)).toEqual([
    { level: 'executive', ours: ['handle of p-4'], theirs: [], wanted: [], gap: 'theirs' },
    { level: 'manager', ours: ['handle of p-1'], theirs: ['Zhou'], wanted: [], gap: null },
    { level: 'operational', ours: [], theirs: ['Qian'], wanted: [], gap: 'ours' },
  ]);
});

test('counts somebody with two roles once, and says where nobody is on either side', () => {
  expect(zipperOf(playbook, { 'account-manager': 'p-1', 'sales-manager': 'p-1' }, [], people)).toMatchObject([
    { gap: 'both' },
    { ours: ['handle of p-1'], gap: 'theirs' },
    { gap: 'both' },
  ]);
});

test('an account manager is not their own backup: somebody else is wanted', () => {
  expect(zipperOf(playbook, { 'account-manager': 'p-1', backup: 'p-1' }, theirs, people)).toMatchObject([
    { wanted: [] },
    { level: 'manager', ours: ['handle of p-1'], wanted: [] },
    { level: 'operational', ours: [], wanted: ['backup'], gap: 'ours' },
  ]);
});

test('is not there where the playbook pairs nobody', () => {
  const { zipper: _, ...withoutZipper } = playbook;
  expect(zipperOf(withoutZipper, {}, theirs, people)).toBeUndefined();
});
