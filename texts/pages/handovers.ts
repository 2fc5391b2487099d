// The words for handovers and their states, on a terminal and in JSON.
import type { Text } from '../../domain/playbook/playbook';
import { inLanguage } from '../language';

type ByCode = Readonly<Record<string, string>>;

const english = {
  status: 'State',
  account: 'Account',
  passes: 'Passes',
  standIn: 'Stands in',
  reason: 'Reason',
  opened: 'Opened',
  due: 'Complete by',
  ended: 'Ended',
  visit: 'Visit',
  warned: 'Warned at',
  steps: 'Steps',
  theirContact: 'their contact',
  late: 'LATE',
  wasLate: 'was late',
  zone: (zone: string): string => `Times in ${zone}.`,
  stepNames: {
    moved: 'Tasks and cases moved',
    briefed: 'Successor briefed',
    notified: 'Customer told',
    accepted: 'Accepted by the successor',
    recorded: 'New contact recorded',
    introduced: 'Introduced to our team',
    introduction: 'Our introduction sent',
    visit: 'Visit arranged',
  } as ByCode,
  statuses: { running: 'running', refused: 'refused: name another successor', done: 'done', withdrawn: 'taken back' } as ByCode,
  states: { done: 'done', open: 'open', failed: 'failed' } as ByCode,
};

const chinese: typeof english = {
  status: '状态',
  account: '客户',
  passes: '移交',
  standIn: '暂代',
  reason: '原因',
  opened: '发起时间',
  due: '完成时限',
  ended: '结束时间',
  visit: '拜访',
  warned: '已预警',
  steps: '步骤',
  theirContact: '客户方联系人',
  late: '已逾期',
  wasLate: '曾逾期',
  zone: (zone) => `时间均为 ${zone}。`,
  stepNames: {
    moved: '任务与工单已移交',
    briefed: '已向接手人介绍情况',
    notified: '已告知客户',
    accepted: '接手人已确认',
    recorded: '新联系人已登记',
    introduced: '已介绍给我方团队',
    introduction: '已向新联系人发出介绍信',
    visit: '拜访已安排',
  },
  statuses: { running: '进行中', refused: '接手人已拒绝，需另行指定', done: '已完成', withdrawn: '已撤回' },
  states: { done: '已完成', open: '未完成', failed: '失败' },
};

export const handoverWordsIn = inLanguage(english, chinese);

/** The name of a handover in a list of due things. */
export const HANDOVER: Text = { en: 'Handover', zh: '交接' };

/** The name of a reason that is a text. */
export const NOTED: Text = { en: 'See the note', zh: '见备注' };
