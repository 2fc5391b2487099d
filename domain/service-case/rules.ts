/** Version of the rules in this folder; raised with every change of behaviour that an old history would notice. */
export const RULES = 1;
