// Words that people write in files, in small letters.

export const YES: readonly string[] = ['yes', 'true', '1', 'y', 'x', '是'];
export const NO: readonly string[] = ['no', 'false', '0', 'n', '否'];
