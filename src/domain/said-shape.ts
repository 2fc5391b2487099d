// What every command may say besides its own, as a shape.
import type { Said } from './said';
import { type Fields, id, instant, optional } from './shape';

export const SAID: Fields<Said> = { by: optional(id), at: optional(instant), note: optional(id), brings: optional(id) };
