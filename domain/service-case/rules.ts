/** Version of the rules in this folder. A change of behaviour that would break the replay of an old history raises it. */
export const RULES = 1;
