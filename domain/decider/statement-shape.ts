// The shape of a statement, the part that all commands share.

import { type Fields, id, instant, optional } from './shape';
import type { Statement } from './statement';

export const STATEMENT: Fields<Statement> = { by: optional(id), at: optional(instant), note: optional(id), brings: optional(id) };
