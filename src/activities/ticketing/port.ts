// What we ask of a company's ticketing system. Ids and codes come back; texts only go in.

export interface NewTicket {
  /** The effect's key: a ticket is made once under it. */
  readonly key: string;
  readonly account: string;
  /** `account:touchpoint:nominal`. */
  readonly task: string;
  readonly subject: string;
  /** Person id. */
  readonly owner?: string;
}

/**
 * Every call may come twice, and does nothing the second time. `DomainError('no-such-ticket')` is for good; everything else that
 * is thrown is worth another try.
 */
export interface Ticketing {
  /** Searches for the ticket of this key, makes it where there is none, and answers its id. */
  open(ticket: NewTicket): Promise<string>;
  /** Closes a ticket; one that is closed already stays as it is. */
  close(id: string): Promise<void>;
  /** Opens a closed ticket again; an open one stays as it is. */
  reopen(id: string): Promise<void>;
}
