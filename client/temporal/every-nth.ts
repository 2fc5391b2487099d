/** At most `most` of `all`, every n-th, so that a large portfolio is looked at from end to end. */
export const everyNth = <T>(all: readonly T[], most: number): readonly T[] => {
  const step = Math.max(1, Math.ceil(all.length / most));
  return all.filter((_, index) => index % step === 0);
};
