// Links in mails that act on a task or a handover. Without a public address of the API there are none.

/** Links that act on a task. */
export interface TaskLinks {
  readonly done: string;
  readonly snooze: string;
  readonly reassign: string;
}

/** The links by which a successor answers. */
export interface AnswerLinks {
  readonly accept: string;
  readonly refuse: string;
}

/** The links of one mail. */
export interface MailLinks {
  /** By the task's id `account:touchpoint:nominal`. */
  task(id: string): { readonly links?: TaskLinks };
  /** By the handover's id `H-7`; for its successor only. */
  handover(id: string): { readonly links?: AnswerLinks };
}
