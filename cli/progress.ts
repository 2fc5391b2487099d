// How far a long command is, on standard error: a bar on a terminal, a line now and then in a log.
const WIDTH = 24;
const LOGGED_EVERY = 0.1;

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
      // What is done in one go needs no progress.
      this.logged = share;
      process.stderr.write(`${this.verb} ${done} of ${this.total}\n`);
    }
  }

  /** Leaves a clean line behind. */
  end(): void {
    if (this.bar) process.stderr.write('\r\x1b[K');
  }
}
