// Commits items in groups: items that arrive during a transaction go into the next one together, so one commit serves hundreds of callers.

interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** `write` returns each item's error or nothing, or throws where nothing was written. */
export class GroupCommit<Item> {
  #waiting: Waiting<Item>[] = [];
  #running = false;

  constructor(
    private readonly write: (items: readonly Item[]) => Promise<readonly (Error | undefined)[]>,
    /** Whether an error of a batch may come from a single item, so that the items are tried one by one. */
    private readonly isOfOneItem: (error: unknown) => boolean,
    private readonly most: number,
  ) {}

  /** Settles once the item is committed or refused. */
  add(item: Item): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => this.#waiting.push({ item, resolve, reject }));
    if (!this.#running) void this.#drain();
    return settled;
  }

  async #drain(): Promise<void> {
    this.#running = true;
    // All calls of this turn of the event loop get into the first batch.
    await new Promise<void>((resolve) => setImmediate(resolve));
    while (this.#waiting.length > 0) await this.#commit(this.#waiting.splice(0, this.most));
    this.#running = false;
  }

  async #commit(batch: readonly Waiting<Item>[]): Promise<void> {
    try {
      const errors = await this.write(batch.map(({ item }) => item));
      batch.forEach(({ resolve, reject }, index) => {
        const error = errors[index];
        if (error === undefined) resolve();
        else reject(error);
      });
    } catch (error) {
      if (batch.length === 1 || !this.isOfOneItem(error)) for (const { reject } of batch) reject(error);
      else for (const one of batch) await this.#commit([one]);
    }
  }
}
