import type { Windowed } from '../client/temporal/window';

/** The answer of a route that shows a window of a table: the rows under `name`, and the number of all rows. */
export const windowed = <const Name extends string, Row>(name: Name, { rows, total }: Windowed<Row>) =>
  ({ [name]: rows, total }) as Readonly<Record<Name, Row[]>> & { readonly total: number };
