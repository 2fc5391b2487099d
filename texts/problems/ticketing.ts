import type { TicketingProblems } from '../../domain/problems/ticketing';
import type { Sentences } from './sentences';

export const ticketingProblems: Sentences<TicketingProblems> = {
  'ticketing-slow': ({ seconds }) => ({
    en: `The ticketing system has not answered within ${seconds} s.`,
    zh: `工单系统在 ${seconds} 秒内没有响应。`,
  }),
  'ticketing-unreachable': () => ({
    en: 'The ticketing system cannot be reached. Is it running, and is its address right?',
    zh: '无法连接工单系统。它是否在运行，地址是否正确？',
  }),
  'wrong-token': ({ status }) => ({
    en: `The ticketing system does not let us in (${status}). Check its token and the rights of its user.`,
    zh: `工单系统拒绝访问（${status}）。请检查其令牌和用户权限。`,
  }),
  'ticketing-failed': (of) =>
    'status' in of
      ? { en: `The ticketing system answered ${of.status}; its own log says why.`, zh: `工单系统返回 ${of.status}，原因见其日志。` }
      : {
          en: 'What answers is no Redmine, or an unknown version of it. Check its address.',
          zh: '响应的不是 Redmine，或是未知版本。请检查其地址。',
        },
  'ticketing-refused': (of) => {
    switch (of.why) {
      case 'redmine-answer':
        return {
          en: `Redmine answered ${of.status} to ${of.method}: a field that it requires, or a wrong address?`,
          zh: `Redmine 对 ${of.method} 返回 ${of.status}：是缺少必填字段，还是地址有误？`,
        };
      case 'redmine-project':
        return { en: `Redmine knows no project "${of.project}".`, zh: `Redmine 中没有项目“${of.project}”。` };
      case 'redmine-no-field':
        return {
          en: `The project "${of.project}" has no custom field "${of.field}" of its own. Add one, or name its number.`,
          zh: `项目“${of.project}”没有自定义字段“${of.field}”。请添加，或填写其编号。`,
        };
      case 'redmine-rights':
        return {
          en: `Redmine's user lacks rights in the project "${of.project}": ${of.missing.join(', ')}.`,
          zh: `Redmine 用户在项目“${of.project}”中缺少权限：${of.missing.join('、')}。`,
        };
      case 'redmine-no-filter':
        return {
          en: `Redmine does not filter by the custom field "${of.field}". Make it a filter, for every tracker of the project.`,
          zh: `Redmine 未按自定义字段“${of.field}”过滤。请将其设为过滤条件，并用于项目的所有跟踪标签。`,
        };
      case 'redmine-cursor':
        return { en: 'This is no cursor of Redmine’s changes.', zh: '这不是 Redmine 变更的游标。' };
      case 'redmine-tracker':
        return {
          en: `Issue ${of.issue} of Redmine cannot hold its "${of.field}": enable the field for its tracker.`,
          zh: `Redmine 的问题 ${of.issue} 无法保存“${of.field}”：请为其跟踪标签启用该字段。`,
        };
      case 'redmine-note':
        return { en: `Redmine has not kept our note on issue ${of.issue}.`, zh: `Redmine 未保存我方在问题 ${of.issue} 上的备注。` };
      case 'tracker-answer':
        return { en: `Request Tracker answered ${of.status}`, zh: `Request Tracker 返回 ${of.status}` };
      case 'tracker-version':
        return {
          en: 'Request Tracker answered something else than version 5 does: is its address right?',
          zh: 'Request Tracker 的响应与第 5 版不符：地址是否正确？',
        };
      case 'tracker-address':
        return {
          en: 'Request Tracker has no place for new tickets: is RT_URL right?',
          zh: 'Request Tracker 无法新建工单：RT_URL 是否正确？',
        };
      case 'tracker-unchanged':
        return {
          en: `Request Tracker left ${of.fields.join(', ')} of ticket ${of.ticket} as it was: has our user the rights, does the lifecycle allow it?`,
          zh: `Request Tracker 未修改工单 ${of.ticket} 的 ${of.fields.join('、')}：我方用户是否有权限，生命周期是否允许？`,
        };
      case 'tracker-field':
        return {
          en: `The queue "${of.queue}" has no custom field ${of.field} that our user may see.`,
          zh: `队列“${of.queue}”没有我方用户可见的自定义字段 ${of.field}。`,
        };
      case 'tracker-queue':
        return {
          en: `Request Tracker has no queue "${of.queue}" that our user may see: compare RT_QUEUE.`,
          zh: `Request Tracker 没有我方用户可见的队列“${of.queue}”：请核对 RT_QUEUE。`,
        };
      case 'webhook':
        return {
          en: `The webhook answered ${of.status} to ${of.type}. Check its address and its own log.`,
          zh: `Webhook 对 ${of.type} 返回 ${of.status}。请检查其地址和日志。`,
        };
    }
  },
  'no-such-status': (of) => {
    switch (of.system) {
      case 'redmine':
        return {
          en: `Redmine has no status "${of.status}", which stands for "${of.state}".`,
          zh: `Redmine 没有状态“${of.status}”（对应“${of.state}”）。`,
        };
      case 'redmine-workflow':
        return {
          en: `Redmine's workflow does not let our user move issue ${of.issue} to "${of.to}".`,
          zh: `Redmine 的工作流不允许我方用户将问题 ${of.issue} 改为“${of.to}”。`,
        };
      case 'request-tracker':
        return {
          en: 'Request Tracker knows no such status in our queue: compare RT_STATUSES with the lifecycle of RT_QUEUE.',
          zh: 'Request Tracker 的队列没有此状态：请核对 RT_STATUSES 与 RT_QUEUE 的生命周期。',
        };
      case 'webhook':
        return {
          en: 'The ticketing system behind the webhook does not move the ticket there (422).',
          zh: 'Webhook 后面的工单系统不接受此状态（422）。',
        };
    }
  },
  'no-such-ticket': (of) => {
    switch (of.system) {
      case 'embedded':
        return {
          en: `There is no ticket ${of.ticket}; \`perennial ticket list\` has them.`,
          zh: `没有票据 ${of.ticket}，可用 \`perennial ticket list\` 查看。`,
        };
      case 'redmine':
        return { en: `Redmine has no issue ${of.ticket}.`, zh: `Redmine 中没有问题 ${of.ticket}。` };
      case 'request-tracker':
        return { en: `Request Tracker has no ticket ${of.ticket} any more.`, zh: `Request Tracker 中已没有工单 ${of.ticket}。` };
      case 'webhook':
        return {
          en: `The ticketing system behind the webhook has no such ticket (${of.status}).`,
          zh: `Webhook 后面的工单系统没有此工单（${of.status}）。`,
        };
    }
  },
  'no-such-system': ({ system }) => ({
    en: `No ticketing system "${system}" is configured here, and a ticket lives in it.`,
    zh: `此处未配置工单系统“${system}”，而有工单在其中。`,
  }),
  'bad-signature': ({ why }) =>
    why === 'incomplete'
      ? {
          en: 'The message lacks webhook-id, webhook-timestamp or webhook-signature.',
          zh: '消息缺少 webhook-id、webhook-timestamp 或 webhook-signature。',
        }
      : { en: 'None of our secrets has signed this message as it came.', zh: '此消息的签名与我方任何密钥都不符。' },
  'stale-signature': () => ({
    en: 'The message was signed more than 5 minutes from now: an old one, or a clock that is wrong.',
    zh: '消息的签名时间与当前相差超过 5 分钟：消息过旧，或时钟有误。',
  }),
  'no-webhook': () => ({
    en: 'No webhook is configured here: set TICKET_WEBHOOK_URL and TICKET_WEBHOOK_SECRET.',
    zh: '此处未配置 Webhook：请设置 TICKET_WEBHOOK_URL 和 TICKET_WEBHOOK_SECRET。',
  }),
};
