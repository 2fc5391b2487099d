// A refusal on its way from a workflow to the caller: code and parameters are sent, the sentence is made at the end.
import { ApplicationFailure } from '@temporalio/common';
import { refusal } from '../../client/temporal/refusal';
import { DomainError } from '../../domain/domain-error';
import { problemWords } from '../../texts/problems/words';
import { refusable } from '../../workflows/refusable';

/** A failure as Temporal transmits it, with details as JSON. */
const sent = (decision: () => never): ApplicationFailure => {
  try {
    return refusable(decision);
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    const { message, type, details } = error;
    return ApplicationFailure.nonRetryable(message, type, ...(JSON.parse(JSON.stringify(details)) as unknown[]));
  }
};
const refused = (error: Error) => (): never => {
  throw error;
};

describe('a refusal', () => {
  it('arrives with its code and parameters, and is worded then', () => {
    const failure = sent(refused(new DomainError('task-closed', { task: 'renewal:2026-03-02', state: 'done' })));
    expect(failure).toMatchObject({ type: 'task-closed', nonRetryable: true, details: [{ task: 'renewal:2026-03-02', state: 'done' }] });
    const arrived = refusal(failure);
    expect(arrived).toMatchObject({ code: 'task-closed', parameters: { task: 'renewal:2026-03-02', state: 'done' } });
    expect(problemWords(arrived)).toBe('the task renewal:2026-03-02 is done already; reopen it to change that');
    expect(problemWords(arrived, 'zh')).toBe('任务 renewal:2026-03-02 已是 done，如需变更请先重新打开');
  });

  it('without parameters arrives without', () => {
    const arrived = refusal(sent(refused(new DomainError('account-closed'))));
    expect(arrived).toMatchObject({ code: 'account-closed', parameters: undefined });
    expect(problemWords(arrived)).toBe('the account is closed; what ended stays ended');
  });

  it('that brings its words along keeps them', () => {
    expect(problemWords(refusal(sent(refused(new DomainError('bad-zone', { inWords: 'That is no zone.' })))))).toBe('That is no zone.');
    expect(problemWords(refusal(ApplicationFailure.nonRetryable('The words of another build.', 'not-held')))).toBe(
      'The words of another build.',
    );
  });

  it('is none where something else failed', () => {
    expect(() => sent(refused(new TypeError('a mistake')))).toThrow(TypeError);
    expect(refusal(new TypeError('a mistake'))).toMatchObject({ code: 'refused' });
    expect(refusal(undefined)).toMatchObject({ code: 'refused' });
  });
});
