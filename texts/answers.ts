// The words that count as yes in a file, in lower case.

export const YES: readonly string[] = ['yes', 'true', '1', 'y', 'x', '是'];
export const NO: readonly string[] = ['no', 'false', '0', 'n', '否'];
