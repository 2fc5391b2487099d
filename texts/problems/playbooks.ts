import type { PlaybookProblems } from '../../domain/problems/playbooks';
import { faultLine } from './playbook-faults';
import type { Sentences } from './sentences';
import { suggestion } from './suggestion';

export const playbookProblems: Sentences<PlaybookProblems> = {
  'bad-playbook': (of) =>
    'file' in of
      ? { en: `${of.file} has ${of.count} ${of.count === 1 ? 'problem' : 'problems'}`, zh: `${of.file} 有 ${of.count} 个问题` }
      : {
          en: of.problems.map((one) => faultLine(one)).join('\n'),
          zh: of.problems.map((one) => faultLine(one, 'zh')).join('\n'),
        },
  'no-playbook': () => ({
    en: 'No playbook is published yet: `perennial playbook publish FILE` does it.',
    zh: '尚未发布手册：请执行 `perennial playbook publish FILE`。',
  }),
  'unknown-playbook': ({ hash }) => ({
    en: `No playbook ${hash} is published; \`perennial playbook list\` has those that are.`,
    zh: `没有已发布的手册 ${hash}，可用 \`perennial playbook list\` 查看。`,
  }),
  'unknown-calendar': ({ calendar, meant, known }) => {
    if (meant === undefined && known === undefined)
      return { en: `the terms have no calendar "${calendar}"`, zh: `条款中没有日历“${calendar}”` };
    const { en, zh } = suggestion(meant, known);
    return { en: `There is no calendar "${calendar}" in this playbook. ${en}`, zh: `此手册中没有日历“${calendar}”。${zh}` };
  },
  'holidays-unknown': ({ first, last, from, to }) => ({
    en: `China's holidays are known from ${first} to ${last}, not from ${from} to ${to}: update chinese-days.`,
    zh: `已知 ${first} 至 ${last} 年的中国节假日，不含 ${from} 至 ${to} 年：请更新 chinese-days。`,
  }),
  'unknown-terms': ({ entity }) => ({
    en: `The store has not the terms that ${entity} lives by: restore them from a backup.`,
    zh: `存储中没有 ${entity} 所依据的条款，请从备份恢复。`,
  }),
};
