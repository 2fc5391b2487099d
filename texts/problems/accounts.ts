import type { AccountProblems } from '../../domain/problems/accounts';
import type { Sentences } from './sentences';
import { unknownCode } from './suggestion';

export const accountProblems: Sentences<AccountProblems> = {
  'no-account-manager': ({ role, of }) =>
    of === 'account'
      ? { en: `an account needs somebody who answers for it: name the ${role}`, zh: `客户必须有负责人：请指定 ${role}` }
      : {
          en: `by the new terms the ${role} answers for the account, and nobody is that`,
          zh: `按新条款由 ${role} 负责该客户，但目前无人担任`,
        },
  'already-signed': ({ on }) => ({ en: `the account was signed on ${on}`, zh: `该客户已于 ${on} 签约` }),
  'not-signed': () => ({ en: 'the account is a prospect; sign it first', zh: '该客户尚未签约，请先登记签约' }),
  'signed-in-future': ({ on }) => ({
    en: `the signing date ${on} lies in the future; start a prospect without it and sign it when the day has come`,
    zh: `签约日期 ${on} 尚未到来，请先建立意向客户，到签约当日再登记`,
  }),
  'ends-before-signing': ({ endsOn, signedOn }) => ({
    en: `the contract ends on ${endsOn}, before it was signed on ${signedOn}`,
    zh: `合同到期日 ${endsOn} 早于签约日 ${signedOn}`,
  }),
  'until-before-signing': ({ until, signedOn }) => ({
    en: `the preview ends on ${until}, before the signing on ${signedOn}`,
    zh: `预览截止日 ${until} 早于签约日 ${signedOn}`,
  }),
  'unknown-stage': ({ stage, known }) =>
    known === undefined
      ? { en: `the new terms have no stage "${stage}", in which the account is`, zh: `新条款中没有客户当前所处的阶段“${stage}”` }
      : {
          en: `the playbook has no stage "${stage}"; it has ${known.join(', ')}`,
          zh: `手册中没有阶段“${stage}”，现有：${known.join('、')}`,
        },
  'unknown-segment': (of) => unknownCode('segment', '客户分层', of),
  'unknown-role': (of) => unknownCode('role', '角色', of),
  'unknown-phase': (of) => unknownCode('phase', '关系阶段', of),
  'stage-held': ({ stage, then }) => ({
    en: `the stage is held at ${stage}${then === 'already' ? ' already' : '; release it first'}`,
    zh: `阶段已锁定在 ${stage}${then === 'already' ? '' : '，请先解除锁定'}`,
  }),
  'not-held': () => ({ en: 'the stage is not held', zh: '阶段未被锁定' }),
  'not-later': ({ stage, to }) => ({
    en: `the account is in ${stage} already; ${to} does not lie after it`,
    zh: `客户已处于 ${stage}，${to} 不在其后`,
  }),
  'not-promoted': () => ({ en: 'the account was not promoted; there is nothing to take back', zh: '该客户未曾提前晋级，无可撤回' }),
  'promotion-over': ({ stage }) => ({
    en: `time itself has brought the account to ${stage}; its promotion can no longer be taken back`,
    zh: `客户已随时间进入 ${stage}，提前晋级无法再撤回`,
  }),
  'nothing-assessed': () => ({
    en: 'an assessment names a phase, the demand, the industry or the pain',
    zh: '评估须填写关系阶段、需求、行业或痛点中的至少一项',
  }),
  'not-active': ({ status }) => ({ en: `the account is ${status}, it can't be paused`, zh: `客户状态为 ${status}，不能暂停` }),
  'not-paused': ({ status }) => ({ en: `the account is ${status}, not paused`, zh: `客户状态为 ${status}，并未暂停` }),
  'not-allowed': ({ from, to, allowed }) => ({
    en: `an account that is ${from} can't become ${to}; that is for accounts that are ${allowed.join(' or ')}`,
    zh: `状态为 ${from} 的客户不能改为 ${to}，只有状态为 ${allowed.join(' 或 ')} 的客户可以`,
  }),
  'account-closed': (closed) => {
    if (closed === undefined) return { en: 'the account is closed; what ended stays ended', zh: '该客户已关闭，不能恢复' };
    const { account, then } = closed;
    return then === 'contacts-stay'
      ? { en: `The account ${account} is closed; its contacts stay as they are.`, zh: `客户 ${account} 已关闭，其联系人不再变更。` }
      : { en: `The account ${account} is closed: nobody is added to it.`, zh: `客户 ${account} 已关闭，不能再添加联系人。` };
  },
  'identity-used': (used) => {
    if ('entity' in used)
      return {
        en: `${used.entity} has lived and ended; an id is used once. Choose another one.`,
        zh: `${used.entity} 曾经存在且已结束，编号只能使用一次，请另选。`,
      };
    return used.then === 'there'
      ? {
          en: `The account ${used.account} is there already; an id is used once, also by accounts that have ended.`,
          zh: `客户 ${used.account} 已存在；编号只能使用一次，已结束的客户也不例外。`,
        }
      : {
          en: `The account ${used.account} is being started with other data already: wait until it lives and change it, or choose another id. Where that start has failed, this one is taken half a minute later.`,
          zh: `客户 ${used.account} 正以其他数据建立：请等其建立后再修改，或另选编号。如那次建立失败，半分钟后可再用此编号。`,
        };
  },
  'unknown-task': (task) =>
    'key' in task
      ? { en: `the account has no task ${task.key} that can still be changed`, zh: `该客户没有可变更的任务 ${task.key}` }
      : {
          en: `There is no task ${task.id}: an id is account:touchpoint:date, or account:touchpoint for the next one, and \`perennial task list\` has them.`,
          zh: `没有任务 ${task.id}：编号为“客户:触点:日期”，下一项可写“客户:触点”，可用 \`perennial task list\` 查看。`,
        },
  'task-closed': ({ task, state }) => ({
    en: `the task ${task} is ${state} already; reopen it to change that`,
    zh: `任务 ${task} 已是 ${state}，如需变更请先重新打开`,
  }),
  'task-open': ({ task, state }) => ({
    en: `the task ${task} is ${state}, there is nothing to reopen`,
    zh: `任务 ${task} 的状态为 ${state}，无需重新打开`,
  }),
  'task-cancelled': ({ task }) => ({
    en: `the task ${task} was cancelled because it is no longer due`,
    zh: `任务 ${task} 因不再需要而已取消`,
  }),
  'case-there': ({ case: id }) => ({ en: `the case ${id} is open already`, zh: `工单 ${id} 已打开` }),
  'bad-link': ({ why }) =>
    why === 'gone'
      ? { en: 'What this link was about is not there any more.', zh: '此链接所指的内容已不存在。' }
      : { en: 'This link is not one of ours, or a part of it is missing.', zh: '链接不是本系统生成的，或不完整。' },
  'expired-link': () => ({ en: 'This link has expired.', zh: '此链接已过期。' }),
  'unknown-mail': ({ mail }) => ({
    en: `There is no mail ${mail}; \`perennial mail list\` has them.`,
    zh: `没有邮件 ${mail}，可用 \`perennial mail list\` 查看。`,
  }),
};
