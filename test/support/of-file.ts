// What a whole test file uses: opened before its first test, closed after its last.

/** Answers what `open` will have opened: its fields are there from the first hook or test on. */
export function ofFile<T extends { close(): Promise<void> }>(open: () => Promise<T>): T {
  let opened: T;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened.close());
  return new Proxy({} as T, { get: (_, name) => Reflect.get(opened, name) as unknown });
}
