import type { Text } from '../../domain/playbook/playbook';
import type { Begun, LifeProblems } from '../../domain/problems/lives';
import { CALLED } from './kinds';
import type { Sentences } from './sentences';

const began = (of: Begun | undefined): Text => {
  if (of === undefined) return { en: 'it', zh: '其开始' };
  if (typeof of === 'object')
    return 'stage' in of
      ? { en: `the stage ${of.stage}`, zh: `进入阶段 ${of.stage}` }
      : { en: `its time as ${of.status}`, zh: `状态变为 ${of.status}` };
  if (of === 'hold') return { en: 'the hold', zh: '阶段锁定' };
  return of === 'wait' ? { en: 'the wait for the customer', zh: '开始等待客户' } : CALLED[of].began;
};

export const lifeProblems: Sentences<LifeProblems> = {
  'already-started': ({ of }) => ({ en: `the ${of} is started already`, zh: `该${CALLED[of].zh}已建立` }),
  'not-started': ({ of }) => ({ en: `the ${of} is not started`, zh: `该${CALLED[of].zh}尚未建立` }),
  'bad-arguments': ({ found }) => ({ en: found, zh: `参数有误：${found}` }),
  'in-the-future': ({ at, now }) => ({
    en: `the time ${at} lies in the future; it is ${now} now`,
    zh: `时间 ${at} 尚未到来，现在是 ${now}`,
  }),
  'before-it-began': ({ at, since, of }) => ({
    en: `the time ${at} lies before ${since}, when ${began(of).en} began; name a time from then on`,
    zh: `时间 ${at} 早于 ${since}（${began(of).zh}的时间），请填写此后的时间`,
  }),
  'not-in-the-future': ({ time, then }) => ({
    en: `${time} is past; ${then === 'snooze' ? 'snooze until a later time' : 'move the task to a later time'}`,
    zh: `${time} 已过，${then === 'snooze' ? '请推迟到更晚的时间' : '请把任务改到更晚的时间'}`,
  }),
};
