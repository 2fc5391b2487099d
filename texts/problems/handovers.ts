import type { HandoverProblems } from '../../domain/problems/handovers';
import type { Sentences } from './sentences';

const some = ({ accounts, more }: HandoverProblems['no-successor']) => ({
  en: `${accounts.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
  zh: `${accounts.join('、')}${more > 0 ? ` 等 ${accounts.length + more} 个客户` : ''}`,
});

export const handoverProblems: Sentences<HandoverProblems> = {
  'handover-refused': () => ({ en: 'the successor has refused; name another one', zh: '接任人已拒绝，请另行指定' }),
  'already-accepted': () => ({ en: 'the successor has accepted already', zh: '接任人已确认接手' }),
  'nothing-to-accept': () => ({
    en: "it is about the customer's contact; nobody of ours need accept it",
    zh: '此交接涉及客户方联系人，无需我方人员确认',
  }),
  'no-such-step': ({ step, known }) => ({
    en: `this handover has no step "${step}"; it has ${known.join(', ')}`,
    zh: `此交接没有步骤“${step}”，现有：${known.join('、')}`,
  }),
  'step-done': ({ step }) => ({ en: `the step ${step} is done already`, zh: `步骤 ${step} 已完成` }),
  'handover-there': ({ handover }) => ({ en: `the handover ${handover} is there already`, zh: `交接 ${handover} 已存在` }),
  'handover-under-way': (of) =>
    'role' in of
      ? {
          en: `the handover ${of.handover} of the ${of.role} is under way; change the successor there: perennial contact change`,
          zh: `${of.role} 的交接 ${of.handover} 正在进行，请在其中更换接任人：perennial contact change`,
        }
      : {
          en: `${of.handover} passes ${of.roles.join(' and ')} together; name these roles`,
          zh: `${of.handover} 一并交接 ${of.roles.join('、')}，请同时指定这些角色`,
        },
  'same-person': () => ({ en: 'the successor is the one who has it already', zh: '接任人就是现任' }),
  'not-theirs': (of) => {
    switch (of.who) {
      case 'succeeded': {
        const { from, account, name } = of;
        const called = name === undefined ? from : `${name} (${from})`;
        return account === undefined
          ? { en: `${called} has been succeeded already; name whoever is there now`, zh: `${called} 已有人接任，请指定现任` }
          : {
              en: `At ${account}, ${called} has been succeeded already: name whoever is there now as \`from\`; \`perennial contact list --account ${account}\` has them.`,
              zh: `${account} 的 ${called} 已有人接任：请将现任填入 \`from\`，可用 \`perennial contact list --account ${account}\` 查看。`,
            };
      }
      case 'holder':
        return {
          en: `${of.from} is not the ${of.role ?? 'holder of any role'} of this account`,
          zh: `${of.from} 不是该客户的 ${of.role ?? '任何角色'}`,
        };
      case 'asked':
        return {
          en: `At ${of.account}, ${of.from} is not the ${of.roles.join(' and ')} (any more): \`perennial account show ${of.account}\` says who is.`,
          zh: `${of.from} 不是（或不再是）${of.account} 的 ${of.roles.join('、')}，可用 \`perennial account show ${of.account}\` 查看现任。`,
        };
      case 'successor':
        return { en: `${of.to} is not the ${of.role} of this account any more`, zh: `${of.to} 已不再是该客户的 ${of.role}` };
    }
  },
  'unknown-offboarding': ({ offboarding }) => ({
    en: `There is no offboarding ${offboarding}; \`perennial offboarding list\` has them.`,
    zh: `没有离职交接 ${offboarding}，可用 \`perennial offboarding list\` 查看。`,
  }),
  'offboarding-under-way': ({ person, offboarding }) => ({
    en: `${person} is leaving already: ${offboarding}. \`perennial offboarding show ${offboarding}\` says how far it is.`,
    zh: `${person} 的离职交接已在进行：${offboarding}，可用 \`perennial offboarding show ${offboarding}\` 查看进展。`,
  }),
  'offboarding-ended': ({ offboarding }) => ({
    en: `${offboarding} is complete: there is nothing to stop or to go on with.`,
    zh: `${offboarding} 已完成，无可停止或继续。`,
  }),
  'successor-left': (of) => {
    if ('successor' in of)
      return { en: `${of.successor} has left; name another successor`, zh: `${of.successor} 已离职，请另行指定接任人` };
    const { en, zh } = some(of);
    return {
      en: `The successor of ${en} has left meanwhile (${of.successors.join(', ')}): \`perennial offboarding resume ${of.offboarding} --to HANDLE\` names somebody else for all that is not handed over yet.`,
      zh: `${zh}的接任人已离职（${of.successors.join('、')}）：请用 \`perennial offboarding resume ${of.offboarding} --to HANDLE\` 为尚未交接的客户另行指定。`,
    };
  },
  'no-successor-of-it': ({ offboarding, person, successors }) => ({
    en: `Nothing of ${offboarding} awaits ${person}${successors.length === 0 ? '' : `: its successors are ${successors.join(', ')}`}.`,
    zh: `${offboarding} 中没有待 ${person} 接手的客户${successors.length === 0 ? '' : `，接任人为：${successors.join('、')}`}。`,
  }),
  'no-successor': (of) => ({
    en: `Nobody of those named takes ${some(of).en}: name somebody without a condition, who takes the rest.`,
    zh: `所指定的人员都不接手${some(of).zh}：请指定一位不设条件的接任人接手其余客户。`,
  }),
};
