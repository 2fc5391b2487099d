// Errors as codes and parameters, and their sentences.
import { DomainError } from '../../domain/domain-error';
import { problemWords } from '../../texts/problems/words';

describe('a problem', () => {
  it('is worded in either language from its parameters', () => {
    const problem = new DomainError('task-closed', { task: 'acme:renewal:2026-03-02', state: 'done' });
    expect(problemWords(problem)).toBe('the task acme:renewal:2026-03-02 is done already; reopen it to change that');
    expect(problemWords(problem, 'zh')).toBe('任务 acme:renewal:2026-03-02 已是 done，如需变更请先重新打开');
  });

  it('says to whoever debugs its code and parameters, and no sentence', () => {
    expect(new DomainError('step-done', { step: 'visit' }).message).toBe('step-done {"step":"visit"}');
    expect(new DomainError('not-held').message).toBe('not-held');
  });

  it('of several kinds has a sentence for each', () => {
    expect(problemWords(new DomainError('handover-done'))).toBe('the handover is complete');
    expect(problemWords(new DomainError('handover-done', { id: 'H-7' }))).toBe('The handover H-7 is complete.');
    const asked = { who: 'asked', account: 'acme', from: 'li.wei', roles: ['backup'] } as const;
    expect(problemWords(new DomainError('not-theirs', asked))).toContain('At acme, li.wei is not the backup (any more)');
    expect(problemWords(new DomainError('not-theirs', { who: 'holder', from: 'p-1' }))).toBe(
      'p-1 is not the holder of any role of this account',
    );
  });

  it('that brings its sentence along, or that only a newer release knows, says its message', () => {
    expect(problemWords(new DomainError('ticketing-slow', { inWords: 'It is slow.' }), 'zh')).toBe('It is slow.');
    const newer = new DomainError(...(['of-tomorrow', { account: 'acme' }] as never as ['not-held']));
    expect(problemWords(newer)).toBe('of-tomorrow {"account":"acme"}');
  });

  it('does not compile with parameters that its sentence does not have', () => {
    const refused = [
      // @ts-expect-error no such code
      () => new DomainError('no-such-code-at-all'),
      // @ts-expect-error the parameters are missing
      () => new DomainError('task-closed'),
      // @ts-expect-error one of them is missing
      () => new DomainError('task-closed', { task: 'acme:renewal:2026-03-02' }),
      // @ts-expect-error words are no parameters
      () => new DomainError('step-done', 'The step is done.'),
    ];
    expect(refused).toHaveLength(4);
  });
});
