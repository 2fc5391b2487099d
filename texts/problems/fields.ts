import type { FieldProblems } from '../../domain/problems/fields';
import type { Sentences } from './sentences';
import { suggested } from './suggestion';

const THEMSELVES = {
  manager: { en: 'Nobody is their own manager.', zh: '不能以自己为经理。' },
  substitute: { en: 'Nobody stands in for themselves.', zh: '不能以自己为代理人。' },
  successor: { en: 'Nobody succeeds themselves.', zh: '不能以自己为接任人。' },
} as const;

/** Sentences of all field problems except `invalid-input`, which contains other problems: words.ts. */
export const fieldProblems: Sentences<Omit<FieldProblems, 'invalid-input'>> = {
  'no-such-field': (of) => ({ en: `There is no such field. ${suggested(of).en}`, zh: `没有此字段。${suggested(of).zh}` }),
  'not-a-field-here': (of) => ({ en: `Is no field here. ${suggested(of).en}`, zh: `此处没有该字段。${suggested(of).zh}` }),
  'not-a-query-parameter': (of) => ({
    en: `Is no query parameter here. ${suggested(of).en}`,
    zh: `此处没有该查询参数。${suggested(of).zh}`,
  }),
  'no-query-parameters': () => ({ en: 'This address takes no query parameters.', zh: '此地址不接受查询参数。' }),
  'no-such-person': ({ person, ...of }) => {
    if ('known' in of && of.known.length === 0)
      return {
        en: `There is nobody called ${person}, nor anybody else: import people first.`,
        zh: `没有名为 ${person} 的人员，也没有其他人员：请先导入人员。`,
      };
    const { en, zh } =
      'isMany' in of ? { en: '`perennial people list` has everybody.', zh: '可用 `perennial people list` 查看全部。' } : suggested(of);
    return { en: `There is nobody called ${person}. ${en}`, zh: `没有名为 ${person} 的人员。${zh}` };
  },
  'has-left': ({ person, on }) => ({
    en: `${person} has left on ${on}: name somebody who is with us.`,
    zh: `${person} 已于 ${on} 离职：请指定在职人员。`,
  }),
  'no-such-account': ({ account, ...of }) => {
    const { en, zh } = 'isMany' in of ? { en: 'Import accounts first.', zh: '请先导入客户。' } : suggested(of);
    return { en: `There is no account ${account}. ${en}`, zh: `没有客户 ${account}。${zh}` };
  },
  'no-such-contact': ({ contact, account }) => ({
    en: `There is no contact ${contact} at ${account}: \`perennial contact list --account ${account} --all\` has them.`,
    zh: `${account} 没有联系人 ${contact}：可用 \`perennial contact list --account ${account} --all\` 查看。`,
  }),
  'nobody-themselves': ({ as }) => THEMSELVES[as],
  'goes-without-undo': () => ({
    en: 'Goes without `undo`: time says where the account comes to.',
    zh: '不能与 `undo` 同用：客户回到哪个阶段由时间决定。',
  }),
  'ends-before-signed': ({ endsOn, signedOn }) => ({
    en: `The contract ends on ${endsOn}, before it was signed on ${signedOn}.`,
    zh: `合同到期日 ${endsOn} 早于签约日 ${signedOn}。`,
  }),
  'for-their-contacts': () => ({ en: 'Is for a contact of theirs.', zh: '只适用于客户方联系人。' }),
  'nobody-to-succeed': ({ role, account }) => ({
    en: `Nobody is the ${role} of ${account}: there is nobody to succeed. An import of accounts names one.`,
    zh: `${account} 目前没有 ${role}，无人可接替。可通过导入客户指定。`,
  }),
  'several-holders': ({ people }) => ({
    en: `${people.join(' and ')} have these roles: change them one after the other.`,
    zh: `这些角色由 ${people.join('、')} 分别担任：请逐一变更。`,
  }),
  'not-a-condition': ({ text, conditions }) => ({
    en: `"${text}" is no condition: write ${conditions.join('=…, ')}=…, such as wang.fang:segment=core-value.`,
    zh: `“${text}”不是条件：请写 ${conditions.join('=…、')}=…，例如 wang.fang:segment=core-value。`,
  }),
  'contact-recorded': () => ({
    en: 'Is a contact who is recorded already: leave out the fields of a new one.',
    zh: '是已登记的联系人：请勿填写新联系人的字段。',
  }),
  'contact-known': ({ name, contact, account, hasLeft }) => ({
    en: `Belongs to ${name} (${contact}), a contact of ${account} already${hasLeft ? ', who has left' : ''}: name them by \`--to ${contact}\`.`,
    zh: `属于 ${account} 已有的联系人 ${name}（${contact}）${hasLeft ? '，其已离职' : ''}：请用 \`--to ${contact}\` 指定。`,
  }),
  'contact-being-recorded': ({ name, account }) => ({
    en: `Is being recorded for ${name} by another change at ${account} this moment: see what became of that one.`,
    zh: `${account} 的另一项变更正在为 ${name} 登记：请先查看那项变更的结果。`,
  }),
  'signing-stays': ({ signedOn }) => ({
    en: `The account runs since its signing on ${signedOn}; that date is not moved. Close it and start another one if it was wrong.`,
    zh: `该客户自 ${signedOn} 签约起运行，签约日期不可更改。如日期有误，请关闭后另建。`,
  }),
  'role-under-way': ({ handover }) => ({
    en: `The handover ${handover} of this role is under way: change the successor there, with perennial contact change.`,
    zh: `此角色的交接 ${handover} 正在进行：请用 perennial contact change 在其中更换接任人。`,
  }),
  'no-such-column': (of) =>
    'meant' in of
      ? { en: `The file has no such column. Is it the one called ${of.meant}?`, zh: `文件中没有此列。是否为 ${of.meant} 列？` }
      : { en: `The file has no such column. It has ${of.given.join(', ')}.`, zh: `文件中没有此列，现有：${of.given.join('、')}。` },
  'on-line-already': ({ line }) => ({ en: `Is in this file already, on line ${line}.`, zh: `在此文件第 ${line} 行已出现。` }),
  'in-line-already': ({ line }) => ({ en: `Is already in line ${line}.`, zh: `第 ${line} 行已有。` }),
  'contact-on-another-line': ({ name, account }) => ({
    en: `${name} of ${account} is on another line already: give them one line.`,
    zh: `${account} 的 ${name} 已在另一行：每人请只写一行。`,
  }),
  'primary-on-another-line': ({ account }) => ({
    en: `Another line has a primary contact of ${account} already: an account has one.`,
    zh: `另一行已有 ${account} 的主要联系人：每个客户只有一位。`,
  }),
  'manager-stuck': () => ({
    en: 'The line of this manager is bad, or the managers go in a circle.',
    zh: '该经理所在行有误，或经理关系形成循环。',
  }),
  'values-and-columns': ({ values, columns }) => ({
    en: `Has ${values} values, but the header has ${columns} columns.`,
    zh: `有 ${values} 个值，而表头有 ${columns} 列。`,
  }),
  'open-quote': () => ({
    en: 'Has a quote that is never closed; nothing after this line was read.',
    zh: '有未闭合的引号；此行之后未读取。',
  }),
  'stray-quote': () => ({
    en: 'Has a quote in the middle of a value: write "" within quotes; nothing after this line was read.',
    zh: '值的中间有引号：在引号内请写 ""；此行之后未读取。',
  }),
};
