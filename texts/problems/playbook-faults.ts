// Sentences about the faults of a playbook file: what is wrong, and what to do.
import type { Language, Text } from '../../domain/playbook/playbook';
import type { ProblemData } from '../../domain/problems/coded';
import type { PlaybookFaults, PlaybookProblem } from '../../domain/problems/playbook-faults';
import { type CalendarFault, calendarFaults } from './calendars';
import { remedyWords } from './playbook-remedies';
import { expectedWords, LANGUAGES, NAMED, shown } from './playbook-words';
import { suggested } from './suggestion';
import { timeProblems } from './times';

interface Fault {
  readonly problem: Text;
  readonly remedy: Text;
}

const fault = (problem: Text, remedy: Text): Fault => ({ problem, remedy });

const ADD = { en: 'Add it.', zh: '请补上。' };
const PATH = { en: 'Check its path and permissions.', zh: '请检查路径和权限。' };
const RENAME = { en: 'Call the role something else.', zh: '请为角色另取名称。' };
const MISSING = { en: 'is missing', zh: '缺失' };

export const playbookFaults: { readonly [Code in keyof PlaybookFaults]: (parameters: PlaybookFaults[Code]) => Fault } = {
  'no-such-file': () => fault({ en: 'there is no such file', zh: '文件不存在' }, PATH),
  unreadable: () => fault({ en: 'the file cannot be read', zh: '无法读取文件' }, PATH),
  'empty-file': () =>
    fault(
      { en: 'the file is empty', zh: '文件为空' },
      { en: 'Start from a copy of playbooks/key-account.yaml.', zh: '请从 playbooks/key-account.yaml 的副本开始。' },
    ),
  tab: () => fault({ en: 'a tab is used to indent', zh: '用制表符缩进' }, { en: 'Indent with spaces.', zh: '请用空格缩进。' }),
  'key-twice': () =>
    fault(
      { en: 'this key stands here twice', zh: '此键在此处出现两次' },
      { en: 'Remove or rename one of them.', zh: '请删除其一或改名。' },
    ),
  'bad-indentation': () =>
    fault(
      { en: 'the indentation does not fit, or a bracket is not closed', zh: '缩进不符，或括号未闭合' },
      { en: 'Give entries of one level the same number of spaces.', zh: '同级条目请用相同数目的空格。' },
    ),
  'second-document': () =>
    fault(
      { en: 'a second document begins here', zh: '此处开始第二个文档' },
      { en: 'Keep one playbook in a file: remove "---".', zh: '一个文件只放一份手册：请删除“---”。' },
    ),
  'dangling-alias': () =>
    fault(
      { en: 'this *alias has no &anchor, or there are too many', zh: '此 *alias 没有对应的 &anchor，或别名过多' },
      { en: 'Define each &anchor before its *alias.', zh: '请先定义 &anchor 再使用 *alias。' },
    ),
  'broken-yaml': ({ said }) =>
    fault(
      { en: said, zh: `YAML 有误：${said}` },
      {
        en: 'Correct the YAML here: a text with ": " or " #" in it needs quotes.',
        zh: '请更正此处的 YAML：含有“: ”或“ #”的文字须加引号。',
      },
    ),
  'unknown-key': (of) => fault({ en: 'unknown key', zh: '未知的键' }, suggested(of)),
  'is-missing': () => fault(MISSING, ADD),
  'bad-key': ({ remedy }) => fault({ en: 'this key does not fit', zh: '此键不合要求' }, remedyWords(remedy)),
  'wrong-shape': ({ given, expected }) => {
    const [is, wanted] = [shown(given), expectedWords(expected)];
    return fault(
      { en: `${is.en} stands where ${wanted.en} is expected`, zh: `${is.zh} 处应为${wanted.zh}` },
      { en: `Write ${wanted.en}.`, zh: `请写${wanted.zh}。` },
    );
  },
  'unknown-value': ({ given, ...of }) =>
    fault({ en: `${shown(given).en} is not known here`, zh: `此处不能用 ${shown(given).zh}` }, suggested(of)),
  'not-fitting': ({ given, remedy }) =>
    fault({ en: `${shown(given).en} does not fit`, zh: `${shown(given).zh} 不合要求` }, remedyWords(remedy)),
  'text-missing': ({ language }) =>
    fault({ en: `the ${LANGUAGES[language].en} text is missing`, zh: `缺少${LANGUAGES[language].zh}文字` }, ADD),
  'language-unknown': ({ language }) =>
    fault(
      { en: `the playbook has no ${LANGUAGES[language].en}`, zh: `手册不含${LANGUAGES[language].zh}` },
      { en: `Remove it, or add ${language} to \`languages\`.`, zh: `请删除，或在 \`languages\` 中加入 ${language}。` },
    ),
  'unknown-name': ({ what, name, ...of }) =>
    fault({ en: `there is no ${NAMED[what].en} "${name}"`, zh: `没有${NAMED[what].zh}“${name}”` }, suggested(of)),
  'written-twice': ({ value }) =>
    fault({ en: `"${value}" stands here twice`, zh: `“${value}”在此处出现两次` }, { en: 'Write it once.', zh: '请只写一次。' }),
  'nothing-to-choose': () =>
    fault({ en: 'there is nothing to choose from', zh: '没有可选项' }, { en: 'Write at least one.', zh: '请至少写一项。' }),
  'number-taken': ({ number, field, of, what }) =>
    fault(
      { en: `${number} is the ${field} of ${of} already`, zh: `${number} 已是 ${of} 的 ${field}` },
      { en: `Give each ${what} a number of its own.`, zh: `每个${NAMED[what].zh}须有自己的数字。` },
    ),
  'kind-taken': ({ role, kind }) =>
    fault(
      { en: `${role} is the role that is ${kind} already`, zh: `${role} 已是类型为 ${kind} 的角色` },
      { en: 'Leave the kind out here: then the role supports.', zh: '请在此省略 kind：则该角色为支持角色。' },
    ),
  'nobody-answers': () =>
    fault(
      { en: 'nobody answers for an account', zh: '没有对客户负责的角色' },
      {
        en: 'Give one role `kind: answers-for-the-account`: no account is without it.',
        zh: '请为一个角色设置 `kind: answers-for-the-account`：每个客户都须有此角色。',
      },
    ),
  'name-of-a-field': ({ name }) => fault({ en: `"${name}" is something else of an account`, zh: `“${name}”在客户中另有含义` }, RENAME),
  'name-of-a-part': ({ name }) =>
    fault(
      { en: `"${name}" is whoever takes part in a case or a handover, not a role`, zh: `“${name}”指工单或交接的参与者，不是角色` },
      RENAME,
    ),
  'no-stage': () =>
    fault({ en: 'there is no stage', zh: '没有阶段' }, { en: 'Write at least one, from P0D.', zh: '请至少写一个，从 P0D 开始。' }),
  'first-stage': ({ from }) =>
    fault(
      { en: `the first stage begins at ${from}`, zh: `首个阶段始于 ${from}` },
      { en: 'Let it begin at signing: P0D.', zh: '请让其始于签约：P0D。' },
    ),
  'stage-order': ({ from, before, begins }) =>
    fault(
      { en: `${from} is not after ${before}, which begins at ${begins}`, zh: `${from} 不在 ${before} 之后，后者始于 ${begins}` },
      { en: 'Put stages in order of time.', zh: '请按时间顺序排列阶段。' },
    ),
  'endless-series': ({ every }) =>
    fault(
      { en: `a series every ${every} never moves on`, zh: `间隔为 ${every} 的系列不会前进` },
      { en: 'Write a period greater than zero.', zh: '请写大于零的时间段。' },
    ),
  'not-a-series': () =>
    fault({ en: 'belongs to a series', zh: '只用于系列' }, { en: 'Add `every`, or remove it.', zh: '请加上 `every`，或将其删除。' }),
  'waits-for-itself': ({ ring }) =>
    fault(
      { en: `waits for itself: ${ring.join(' <- ')}`, zh: `等待自身：${ring.join(' <- ')}` },
      { en: 'Anchor one of them at a date, such as signing.', zh: '请将其中之一锚定于日期，例如签约。' },
    ),
  'step-order': ({ after, before }) =>
    fault(
      { en: `${after} is not after ${before}, the step before it`, zh: `${after} 不在前一步 ${before} 之后` },
      { en: 'Put the steps in order of time.', zh: '请按时间顺序排列各步。' },
    ),
  'missing-for-cases': () =>
    fault(MISSING, {
      en: 'Cases need severities, case-kinds, service-levels, cases, and words for them: add it, or remove them all.',
      zh: '工单需要 severities、case-kinds、service-levels、cases 及其用语：请补上，或全部删除。',
    }),
  'nobody-notified': () =>
    fault(
      { en: 'nobody is notified when a target is used up', zh: '目标时间用尽时无人得到通知' },
      { en: 'Add `100`, with the roles to notify.', zh: '请加上 `100` 及要通知的角色。' },
    ),
  'promises-nothing': () =>
    fault(
      { en: 'promises nothing', zh: '没有任何承诺' },
      { en: 'Add `response`, `diagnosis`, `on-site` or `resolution`.', zh: '请加上 `response`、`diagnosis`、`on-site` 或 `resolution`。' },
    ),
  'reminder-order': ({ inOrder }) =>
    fault(
      { en: 'reminders are not in order', zh: '提醒的顺序有误' },
      { en: `Put the earliest first: [${inOrder.join(', ')}].`, zh: `请将最早的放在最前：[${inOrder.join(', ')}]。` },
    ),
  'not-a-zone': ({ zone }) =>
    fault(
      { en: `"${zone}" is no time zone`, zh: `“${zone}”不是时区` },
      { en: 'Write an IANA name, such as Asia/Shanghai.', zh: '请写 IANA 名称，例如 Asia/Shanghai。' },
    ),
  'zone-without-calendar': ({ zone }) =>
    fault({ en: `there is no calendar for ${zone}`, zh: `${zone} 没有日历` }, { en: 'Add it to `zones`.', zh: '请加到 `zones` 中。' }),
  calendar: ({ of }) => {
    const { problem, remedy = { en: 'correct the calendar', zh: '请更正日历' } } = inCalendar(of);
    return fault(problem, { en: `${remedy.en.charAt(0).toUpperCase()}${remedy.en.slice(1)}.`, zh: `${remedy.zh}。` });
  },
};

/** The fault of a calendar. For a calendar that is wrong as a whole: its sentence without the full stop. */
function inCalendar({ code, parameters }: ProblemData): CalendarFault {
  if (Object.hasOwn(calendarFaults, code))
    return (calendarFaults[code as keyof typeof calendarFaults] as (of: unknown) => CalendarFault)(parameters);
  if (code !== 'no-open-hours') return { problem: { en: code, zh: code } };
  const { en, zh } = timeProblems[code]({ where: 'calendar.week' });
  return { problem: { en: en.replace(/\.$/, ''), zh: zh.replace(/。$/, '') } };
}

/** A fault with its problem and remedy in words, as the API and the command line show it. */
export function faultInWords({ code, parameters, ...place }: PlaybookProblem, language: Language = 'en') {
  const { problem, remedy } = (playbookFaults[code] as (parameters: unknown) => Fault)(parameters);
  return { ...place, problem: problem[language], remedy: remedy[language], code, ...(parameters && { parameters }) };
}

/** A fault on one line: `file:line:column field: problem. remedy`. */
export function faultLine(fault: PlaybookProblem, language: Language = 'en'): string {
  const { file, line, column, field, problem, remedy } = faultInWords(fault, language);
  const place = line > 0 ? `${file}:${line}:${column}` : file;
  const named = field ? `${place} ${field}` : place;
  return language === 'en' ? `${named}: ${problem}. ${remedy}` : `${named}：${problem}。${remedy}`;
}
