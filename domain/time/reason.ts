/** Why a time is what it is, as code and parameters, put into words by `because.ts`. */
export type Reason = readonly [code: string, ...parameters: (string | number)[]];
