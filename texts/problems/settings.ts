import type { Text } from '../../domain/playbook/playbook';
import type { SettingProblems } from '../../domain/problems/settings';
import type { Sentences } from './sentences';

const SMTP = {
  en: 'write smtp://USER:PASSWORD@HOST:PORT or smtps://…, special characters percent-encoded',
  zh: '请写 smtp://USER:PASSWORD@HOST:PORT 或 smtps://…，特殊字符须百分号编码',
};

/** A sentence that begins with the setting's name. */
const wrong = (setting: string, en: string, zh: string): Text => ({ en: `${setting}: ${en}`, zh: `${setting}：${zh}` });

export const settingProblems: Sentences<SettingProblems> = {
  'bad-configuration': (of) => {
    const { setting } = of;
    switch (of.why) {
      case 'not-true-or-false':
        return wrong(setting, `"${of.text}" is neither "true" nor "false"`, `“${of.text}”既不是“true”也不是“false”`);
      case 'not-a-url':
        return wrong(setting, `not a URL; ${SMTP.en}`, `不是 URL；${SMTP.zh}`);
      case 'not-smtp':
        return wrong(setting, `does not begin with smtp: or smtps:; ${SMTP.en}`, `未以 smtp: 或 smtps: 开头；${SMTP.zh}`);
      case 'not-a-mail-port':
        return wrong(setting, `"${of.text}" is not a port`, `“${of.text}”不是端口`);
      case 'not-a-sender':
        return wrong(setting, 'write "Name <address@domain>"', '请写“姓名 <address@domain>”');
      case 'redmine-url':
        return {
          en: `${setting} is missing or no web address; write https://redmine.example.com.`,
          zh: `${setting} 未设置或不是网址；请写 https://redmine.example.com。`,
        };
      case 'redmine-key':
        return {
          en: `${setting} is missing; it is on the page "My account" of our user in Redmine, as "API access key".`,
          zh: `${setting} 未设置；可在 Redmine 中我方用户的“我的帐号”页面找到，名为“API访问键”。`,
        };
      case 'redmine-project':
        return {
          en: `${setting} is missing; it is the last part of the address of the project’s page.`,
          zh: `${setting} 未设置；即项目页面地址的最后一段。`,
        };
      case 'redmine-field':
        return {
          en: `${setting} is no number; it is in the address of the field’s page.`,
          zh: `${setting} 不是数字；可在该字段页面的地址中找到。`,
        };
      case 'redmine-zone':
        return { en: `${setting} is no time zone; write Europe/Berlin.`, zh: `${setting} 不是时区；请写 Europe/Berlin。` };
      case 'redmine-statuses':
        return {
          en: `${setting} holds "${of.pair}"; write ${of.states.join('|')}=NAME, with commas between.`,
          zh: `${setting} 含有“${of.pair}”；请写 ${of.states.join('|')}=NAME，以逗号分隔。`,
        };
      case 'tracker-url':
        return wrong(
          setting,
          'missing; the address of Request Tracker, such as https://rt.example.com',
          '未设置；即 Request Tracker 的地址，例如 https://rt.example.com',
        );
      case 'tracker-token':
        return wrong(
          setting,
          'missing; an authentication token of the user that Perennial is in Request Tracker',
          '未设置；即 Perennial 在 Request Tracker 中所用用户的认证令牌',
        );
      case 'tracker-queue':
        return wrong(setting, 'missing; the name of the queue that tickets are made in', '未设置；即新建工单的队列名称');
      case 'tracker-address':
        return wrong(setting, 'no address; write one like https://rt.example.com', '不是地址；请写 https://rt.example.com 这样的地址');
      case 'tracker-statuses':
        return wrong(
          setting,
          `"${of.pair}" is not understood; write STATE=STATUS, with commas between; the states are ${of.states.join(', ')}`,
          `无法理解“${of.pair}”；请写 STATE=STATUS，以逗号分隔；状态有 ${of.states.join('、')}`,
        );
      case 'webhook-url':
        return { en: `${setting} is missing or no web address; write https://…`, zh: `${setting} 未设置或不是网址；请写 https://…` };
      case 'webhook-secret':
        return {
          en: `${setting} is missing or no secret; make one: echo "whsec_$(openssl rand -base64 32)"`,
          zh: `${setting} 未设置或不是密钥；可生成：echo "whsec_$(openssl rand -base64 32)"`,
        };
      case 'short-secret':
        return {
          en: `A webhook's secret is "whsec_" and ${of.bytes} random bytes or more in base64.`,
          zh: `Webhook 的密钥为“whsec_”加至少 ${of.bytes} 个随机字节的 base64。`,
        };
      case 'not-a-port':
        return {
          en: `${setting} is "${of.text}"; a port is a number from 0 to 65535.`,
          zh: `${setting} 为“${of.text}”；端口是 0 至 65535 之间的数字。`,
        };
      case 'not-a-test-clock':
        return {
          en: `${setting} is "${of.text}"; write an instant such as 2026-01-15T01:00:00Z`,
          zh: `${setting} 为“${of.text}”；请写时间点，例如 2026-01-15T01:00:00Z`,
        };
      case 'test-clock-in-production':
        return {
          en: `${setting} is for tests, and NODE_ENV is production; unset one of them`,
          zh: `${setting} 仅供测试，而 NODE_ENV 为 production；请取消其一`,
        };
      case 'not-configured':
        return {
          en: `${setting} names ${of.system}, which is not configured; docs/ticketing-${of.system}.md says how.`,
          zh: `${setting} 指定了 ${of.system}，但未配置；方法见 docs/ticketing-${of.system}.md。`,
        };
      case 'unknown-system':
        return {
          en: `${setting} names "${of.system}"; use one of ${of.known.join(', ')}.`,
          zh: `${setting} 为“${of.system}”；可用：${of.known.join('、')}。`,
        };
    }
  },
};
