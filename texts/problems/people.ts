import type { PeopleProblems } from '../../domain/problems/people';
import type { Sentences } from './sentences';

export const peopleProblems: Sentences<PeopleProblems> = {
  'person-exists': ({ handle }) => ({
    en: `There is a person ${handle} already, and not with these data; an import changes people.`,
    zh: `已有人员 ${handle}，且数据不同；如需变更请用导入。`,
  }),
  'unknown-absence': ({ which }) => ({
    en: `No absence of ${which} is recorded that is not over; \`perennial absence list\` has them.`,
    zh: `没有 ${which} 尚未结束的缺勤记录，可用 \`perennial absence list\` 查看。`,
  }),
  'away-already': ({ person, from, until, absence }) => ({
    en: `${person} is away already from ${from} to ${until} (${absence}): end that one first.`,
    zh: `${person} 自 ${from} 至 ${until} 已登记缺勤（${absence}），请先结束该记录。`,
  }),
  'ring-of-substitutes': ({ people }) => ({
    en: `${people.join(' and ')} would stand in for each other while all of them are away: name somebody who is there.`,
    zh: `${people.join('、')} 均不在岗，却互为代理人：请指定在岗人员。`,
  }),
  'contact-exists': ({ account, contact, hasLeft }) =>
    hasLeft
      ? {
          en: `At ${account}, ${contact} has this name or address, and has left; who comes back is named by \`perennial contact change\` with \`--to ${contact}\`.`,
          zh: `${account} 的 ${contact} 有同样的姓名或地址，且已离开；如其返回，请用 \`perennial contact change\` 加 \`--to ${contact}\`。`,
        }
      : {
          en: `At ${account}, ${contact} has this name or address already, with other data; an import changes contacts.`,
          zh: `${account} 的 ${contact} 已有同样的姓名或地址，但数据不同；如需变更请用导入。`,
        },
  'no-digest': () => ({
    en: 'The playbook sends no digests: each reminder is a mail of its own. Add `digest` to it, as docs/digest.md says.',
    zh: '手册未规定每日摘要：每次提醒各发一封邮件。如需摘要，请按 docs/digest.md 添加 `digest`。',
  }),
};
