// A task in mails.
import type { Instant, PlainDate } from '../../../domain/time/time';
import { daysUntil, written } from '../../../texts/formats/moments';
import { generalWordsIn } from '../../../texts/mail/general';
import type { Tone } from './layout';
import type { TaskLinks } from './links';
import { moment, type Part, stated, title } from './parts';
import type { Reader } from './reader';

/** Texts are in the reader's language. */
export interface MailedTask {
  /** `account:touchpoint:nominal`, as commands take it. */
  readonly id: string;
  readonly title: string;
  readonly purpose?: string;
  readonly stage: string;
  readonly nominal: PlainDate;
  readonly due: Instant;
  readonly provisional: boolean;
  readonly because: readonly string[];
  /** The links that act on it; absent where the API has no public address. */
  readonly links?: TaskLinks;
}

const toneOf = (days: number, passed: boolean): Tone => (passed ? 'late' : days <= 1 ? 'soon' : 'calm');

/** A task with its due time in words. */
type Described<Task extends MailedTask> = Task & { readonly when: string; readonly near: string; readonly tone: Tone };

/** The tasks by due time, with that time in words. `now` is the deployment's time. */
export const describedAll = <Task extends MailedTask>(tasks: readonly Task[], reader: Reader, now: Instant): Described<Task>[] => {
  const words = generalWordsIn(reader.language);
  return tasks
    .toSorted((a, b) => a.due - b.due)
    .map((task) => {
      const days = daysUntil(task.due, now, reader.zone);
      const passed = task.due < now;
      return {
        ...task,
        when: written(reader.language, task.due, reader.zone, 'longMoment'),
        near: passed && days === 0 ? words.passed : words.nearness(days),
        tone: toneOf(days, passed),
      };
    });
};

/** A task's title and due time. */
export const taskHead = ({ title: what, when, near, tone }: Described<MailedTask>, { language }: Reader): Part[] => [
  title(what),
  moment(when, { lead: stated(language, generalWordsIn(language).due, ''), mark: { tone, text: near } }),
];
