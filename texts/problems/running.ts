import type { RunningProblems } from '../../domain/problems/running';
import type { Sentences } from './sentences';

export const runningProblems: Sentences<RunningProblems> = {
  refused: () => ({
    en: 'The command failed; `perennial doctor` says whether something is wrong.',
    zh: '命令执行失败，可用 `perennial doctor` 检查。',
  }),
  'command-refused': () => ({
    en: 'The Temporal server does not take this command: its key or what it says is too long.',
    zh: 'Temporal 服务器拒绝此命令：其键或内容过长。',
  }),
  'entity-not-running': ({ entity, query }) =>
    query === undefined
      ? { en: `${entity} does not run.`, zh: `${entity} 未在运行。` }
      : { en: `${entity} does not answer to "${query}".`, zh: `${entity} 不回应“${query}”。` },
  'entity-terminated': ({ entity, revive }) => ({
    en: `The workflow ${entity} was ended from outside: it takes no command until it is revived: \`${revive}\`.`,
    zh: `工作流 ${entity} 已被外部终止，恢复之前不接受命令：\`${revive}\`。`,
  }),
  'entity-in-trouble': ({ entity, code, revive }) => ({
    en: `The journal refuses what the workflow ${entity} writes (${code}), as after a reset: it takes no command until it is revived: \`${revive}\`.`,
    zh: `日志拒绝工作流 ${entity} 的写入（${code}），例如在重置之后；恢复之前不接受命令：\`${revive}\`。`,
  }),
  'entity-ended': ({ kind, id }) => ({
    en: `The ${kind} ${id} has ended by itself; what ended stays ended.`,
    zh: `${id}（${kind}）已自行结束，不能恢复。`,
  }),
  'revival-under-way': ({ kind, id }) => ({
    en: `The ${kind} ${id} is being revived by somebody else; look again in a minute.`,
    zh: `${id}（${kind}）正由他人恢复，请一分钟后再看。`,
  }),
  'temporal-unavailable': (of) => {
    if (of === undefined)
      return {
        en: 'The Temporal server does not answer. Is it running, and is TEMPORAL_ADDRESS right?',
        zh: 'Temporal 服务器没有响应。它是否在运行，TEMPORAL_ADDRESS 是否正确？',
      };
    return 'address' in of
      ? {
          en: `no Temporal server answers at ${of.address}; start one, or set TEMPORAL_ADDRESS`,
          zh: `${of.address} 上没有 Temporal 服务器响应：请启动，或设置 TEMPORAL_ADDRESS`,
        }
      : {
          en: `the namespace ${of.namespace} does not take the search attributes ${of.missing.join(', ')}`,
          zh: `命名空间 ${of.namespace} 不接受搜索属性 ${of.missing.join('、')}`,
        };
  },
  'temporal-refused': ({ details }) => ({
    en: `The Temporal server refused: ${details}. \`perennial doctor\` says what is set up wrong.`,
    zh: `Temporal 服务器拒绝：${details}。可用 \`perennial doctor\` 检查设置。`,
  }),
  'no-worker': (of) => {
    switch (of.waits) {
      case 'states':
        return {
          en: 'No worker is there to ask for the live states. Start one with `perennial worker`.',
          zh: '没有工作进程可供查询实时状态，请用 `perennial worker` 启动。',
        };
      case 'pages':
        return {
          en: `No worker polls ${of.taskQueue}: nobody could turn a page. Start one with \`perennial worker\`.`,
          zh: `没有工作进程服务于 ${of.taskQueue}，无法翻页，请用 \`perennial worker\` 启动。`,
        };
      case 'command':
        return of.workers === 0
          ? {
              en: 'No worker is there to answer. Start one with `perennial worker`; the command may still be carried out then, so look before you repeat it.',
              zh: '没有工作进程可以回应，请用 `perennial worker` 启动；届时命令仍可能执行，重复之前请先查看。',
            }
          : {
              en: `Workers are there, but none answered within ${of.seconds} s. The command may still be carried out: look before you repeat it, and see \`perennial doctor\`.`,
              zh: `工作进程在运行，但 ${of.seconds} 秒内无一回应。命令仍可能执行，重复之前请先查看，并用 \`perennial doctor\` 检查。`,
            };
      case 'start':
        return {
          en: `${of.title} is handed to Temporal, but no worker has carried it out yet: it lives as soon as one does. ${
            of.workers === 0 ? 'Start one with `perennial worker`.' : 'See `perennial doctor`.'
          }`,
          zh: `${of.title} 已交给 Temporal，但尚无工作进程执行，执行后即生效。${
            of.workers === 0 ? '请用 `perennial worker` 启动。' : '请用 `perennial doctor` 检查。'
          }`,
        };
    }
  },
  'zone-rules-differ': ({ running }) => ({
    en: `${running.map(({ version, who }) => `${who.join(', ')}: ${version}`).join('; ')}. Bring all of them to one version of Node first; one that has ended is seen for another minute.`,
    zh: `${running.map(({ version, who }) => `${who.join('、')}：${version}`).join('；')}。请先统一 Node 版本；已停止的进程一分钟内仍会显示。`,
  }),
  'rules-too-new': ({ entity, rules, known }) => ({
    en: `${entity} lives by rules ${rules}, and this worker knows them up to ${known}: start a worker of the newer release`,
    zh: `${entity} 使用第 ${rules} 版规则，而此工作进程只支持到第 ${known} 版：请启动新版本的工作进程`,
  }),
  'bad-page-turn': () => ({
    en: 'a page is turned with nothing, with {rules}, or with {zoneRules: {version, sequence, journaled}}',
    zh: '翻页时不带参数，或带 {rules}，或带 {zoneRules: {version, sequence, journaled}}',
  }),
  'journal-differs': () => ({
    en: 'the live state and the journal differ in more than times: `perennial journal verify` says in what',
    zh: '实时状态与日志的差异不止于时间，可用 `perennial journal verify` 查看',
  }),
  'journal-behind': (of) => {
    if ('account' in of)
      return { en: `${of.account} has not come to ${of.handover} yet`, zh: `${of.account} 的日志尚未记到 ${of.handover}` };
    if ('entity' in of)
      return {
        en: `the journal of ${of.entity} has not come to ${of.sequence} yet`,
        zh: `${of.entity} 的日志尚未记到第 ${of.sequence} 条`,
      };
    return {
      en: `the journal is to be read again: ${of.events} events happened, ${of.unwritten} are unwritten`,
      zh: `日志须重新读取：已发生 ${of.events} 个事件，其中 ${of.unwritten} 个尚未写入`,
    };
  },
  'journal-gap': ({ entity, last, from }) => ({
    en: `The journal of ${entity} ends at ${last}: event ${from} cannot follow.`,
    zh: `${entity} 的日志止于第 ${last} 条，无法接续第 ${from} 条事件。`,
  }),
  'journal-conflict': ({ entity, sequence, there, type }) => ({
    en: `Event ${sequence} of ${entity} is ${there} in the journal, not ${type}: two lives write under one identity.`,
    zh: `${entity} 的第 ${sequence} 条事件在日志中是 ${there}，而非 ${type}：两个实例以同一身份写入。`,
  }),
  'unknown-effect': ({ key, isUnclaimed = false }) =>
    isUnclaimed
      ? { en: `There is no effect ${key}: it was never claimed.`, zh: `没有外部操作 ${key}：从未被领取。` }
      : {
          en: `There is no effect ${key}; \`perennial effects list\` has them.`,
          zh: `没有外部操作 ${key}，可用 \`perennial effects list\` 查看。`,
        },
  'effect-over': ({ key, state }) => ({ en: `The effect ${key} is over already: ${state}.`, zh: `外部操作 ${key} 已结束：${state}。` }),
  'key-reused': ({ key }) => ({
    en: `The Idempotency-Key "${key}" belongs to another request, which was made before: a new request takes a new key.`,
    zh: `Idempotency-Key“${key}”属于此前的另一请求：新请求须用新键。`,
  }),
  'answer-erased': () => ({
    en: 'This was carried out before; its answer named somebody who has been erased since.',
    zh: '此请求先前已执行；其答复中提到的人员已被删除。',
  }),
};
