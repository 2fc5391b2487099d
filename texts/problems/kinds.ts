import type { Text } from '../../domain/playbook/playbook';
import type { EntityKind, KindProblems } from '../../domain/problems/kinds';
import type { Sentences } from './sentences';
import { suggestion } from './suggestion';

interface Called {
  /** What one is called in Chinese; in English by its code. */
  readonly zh: string;
  /** What began with it. */
  readonly began: Text;
}

export const CALLED: Readonly<Record<EntityKind, Called>> = {
  account: { zh: '客户', began: { en: 'the account', zh: '客户建立' } },
  campaign: { zh: '批量任务', began: { en: 'the campaign', zh: '批量任务开始' } },
  case: { zh: '工单', began: { en: 'the case', zh: '工单报告' } },
  handover: { zh: '交接', began: { en: 'the handover', zh: '交接开始' } },
  person: { zh: '人员', began: { en: 'their time with us', zh: '入职' } },
};

/** That an id does not exist. `topic`: the kind's topic on the command line. */
const noneOf = (kind: EntityKind, id: string, topic: string = kind): Text => ({
  en: `There is no ${kind} ${id}; \`perennial ${topic} list\` has them.`,
  zh: `没有${CALLED[kind].zh} ${id}，可用 \`perennial ${topic} list\` 查看。`,
});

export const kindProblems: Sentences<KindProblems> = {
  'unknown-account': ({ id }) => noneOf('account', id),
  'unknown-campaign': ({ id }) => noneOf('campaign', id),
  'unknown-case': ({ id }) => noneOf('case', id),
  'unknown-handover': ({ id }) => noneOf('handover', id),
  'unknown-person': (of) => {
    if ('id' in of) return noneOf('person', of.id, 'people');
    const { en, zh } = suggestion(of.meant, of.known);
    return { en: `There is nobody called ${of.handle}. ${en}`, zh: `没有名为 ${of.handle} 的人员。${zh}` };
  },
  'account-ended': ({ id }) => ({
    en: `The account ${id} is closed; what ended stays ended.`,
    zh: `客户 ${id} 已关闭，不能恢复。`,
  }),
  'campaign-ended': ({ id }) => ({ en: `The campaign ${id} has ended.`, zh: `批量任务 ${id} 已结束。` }),
  'case-ended': ({ id }) => ({
    en: `The case ${id} is closed for ever; open another one.`,
    zh: `工单 ${id} 已永久关闭，请另开新工单。`,
  }),
  'handover-done': (of) =>
    of === undefined
      ? { en: 'the handover is complete', zh: '交接已完成' }
      : { en: `The handover ${of.id} is complete.`, zh: `交接 ${of.id} 已完成。` },
  'handover-withdrawn': (of) =>
    of === undefined
      ? { en: 'the handover was taken back', zh: '交接已撤回' }
      : { en: `The handover ${of.id} was taken back.`, zh: `交接 ${of.id} 已撤回。` },
  'person-left': (of) =>
    of === undefined
      ? { en: 'the person has left us', zh: '该人员已离职' }
      : { en: `The person ${of.id} has left.`, zh: `人员 ${of.id} 已离职。` },
};
