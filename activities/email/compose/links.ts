// Where the reader of a mail acts with a click. Where nobody knows the address of the API there are no links.

/** On a task. */
export interface TaskLinks {
  readonly done: string;
  readonly snooze: string;
  readonly reassign: string;
}

/** Where a successor answers. */
export interface AnswerLinks {
  readonly accept: string;
  readonly refuse: string;
}

/** The links of one mail. */
export interface MailLinks {
  /** By a task's id `account:touchpoint:nominal`. */
  task(id: string): { readonly links?: TaskLinks };
  /** By a handover's id `H-7`: for its successor, whose answer it is. */
  handover(id: string): { readonly links?: AnswerLinks };
}
