// Progress of a long command on standard error: a bar on a terminal, a few lines in a log.
const WIDTH = 24;
const LOGGED_EVERY = 0.1;

/** Shows `verb`, such as `asked`, with the number done of `total`. */
export class Progress {
  private readonly bar = Boolean(process.stderr.isTTY);
  private logged = 0;

  constructor(
    private readonly verb: string,
    private readonly total: number,
  ) {}

  reach(done: number): void {
    const share = this.total === 0 ? 1 : done / this.total;
    if (this.bar) {
      const full = Math.round(share * WIDTH);
      process.stderr.write(`\r${this.verb} ${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${this.total}`);
    } else if (share - this.logged >= LOGGED_EVERY && !(this.logged === 0 && share === 1)) {
      // A command that finishes in one step needs no progress line.
      this.logged = share;
      process.stderr.write(`${this.verb} ${done} of ${this.total}\n`);
    }
  }

  /** Clears the bar. */
  end(): void {
    if (this.bar) process.stderr.write('\r\x1b[K');
  }
}
