// Counts in English sentences.

/** `1 task`, `3 tasks`, `2 people`. */
export const counted = (count: number, one: string, several = `${one}s`): string => `${count} ${count === 1 ? one : several}`;
