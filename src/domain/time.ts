/** Milliseconds since the epoch, UTC. */
export type Instant = number;
/** `YYYY-MM-DD`. */
export type PlainDate = string;
