import type { CaseProblems } from '../../domain/problems/cases';
import type { Sentences } from './sentences';
import { unknownCode } from './suggestion';

export const caseProblems: Sentences<CaseProblems> = {
  'case-closed': () => ({ en: 'the case is closed for ever; open another one', zh: '工单已永久关闭，请另开新工单' }),
  'case-resolved': () => ({ en: 'the case is resolved; reopen it first', zh: '工单已解决，请先重新打开' }),
  'case-waiting': () => ({ en: 'the customer is awaited already', zh: '工单已在等待客户' }),
  'case-open': ({ allowed }) => ({
    en: `the case is open; that is for cases that are ${allowed.join(' or ')}`,
    zh: `工单正在处理中，此操作只适用于状态为 ${allowed.join(' 或 ')} 的工单`,
  }),
  'unknown-severity': ({ severity, known }) => unknownCode('severity', '严重程度', { code: severity, known }),
  'unknown-kind': ({ kind, known }) => unknownCode('kind', '类型', { code: kind, known }),
  'unknown-level': (of) =>
    'level' in of ? unknownCode('service level', '服务等级', { code: of.level, known: of.known }) : unknownCode('level', '服务等级', of),
  'already-answered': () => ({ en: 'the case was answered already', zh: '工单已响应' }),
  'nothing-promised': () => ({ en: 'no target for a response holds for this case', zh: '此工单没有响应时限' }),
  'already-diagnosed': ({ visit }) => ({
    en: `the case was diagnosed already; a visit is ${visit ? '' : 'not '}needed`,
    zh: `工单已诊断，${visit ? '需要' : '无需'}上门`,
  }),
  'no-visit': () => ({
    en: 'no visit is asked for; say so with the diagnosis first: `case diagnose ID --visit-needed`',
    zh: '尚未要求上门，请先在诊断时注明：`case diagnose ID --visit-needed`',
  }),
  'already-arrived': () => ({ en: 'an engineer was there already', zh: '工程师已到过现场' }),
  'no-service': (of) =>
    of === undefined
      ? {
          en: 'This playbook says nothing about cases: add `severities`, `case-kinds`, `service-levels` and `cases`, as playbooks/key-account.yaml has them.',
          zh: '此手册未规定工单：请参照 playbooks/key-account.yaml 添加 `severities`、`case-kinds`、`service-levels` 和 `cases`。',
        }
      : {
          en: `The playbook that ${of.account} lives by says nothing about cases: publish one that does, and \`perennial account adopt ${of.account}\`.`,
          zh: `${of.account} 所用的手册未规定工单：请发布有此规定的手册，并执行 \`perennial account adopt ${of.account}\`。`,
        },
  'unknown-ticket': ({ ticket }) => ({
    en: `There is no ticket ${ticket}; \`perennial ticket list\` has them.`,
    zh: `没有票据 ${ticket}，可用 \`perennial ticket list\` 查看。`,
  }),
  'ticket-resolved': ({ ticket, state }) => ({
    en: `Ticket ${ticket} is ${state}: reopen it first.`,
    zh: `票据 ${ticket} 的状态为 ${state}，请先重新打开。`,
  }),
  'unknown-ticket-news': ({ id }) => ({
    en: `Nothing with the id ${id} was set aside; \`perennial ticket list --set-aside\` has all.`,
    zh: `没有编号为 ${id} 的搁置消息，可用 \`perennial ticket list --set-aside\` 查看全部。`,
  }),
  'ticket-news-behind': ({ id, first }) => ({
    en: `${id} waits behind ${first} of the same ticket: retry or drop that one first.`,
    zh: `${id} 排在同一票据的 ${first} 之后，请先重试或丢弃后者。`,
  }),
  'ticket-news-over': ({ id, state }) => ({ en: `${id} is over already: ${state}.`, zh: `${id} 已处理完毕：${state}。` }),
  'message-id-used': ({ id }) => ({
    en: `Another message had the id ${id}: give each an id of its own.`,
    zh: `另一条消息已使用编号 ${id}：每条消息须有各自的编号。`,
  }),
};
