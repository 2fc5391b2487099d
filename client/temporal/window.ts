// Windows of the tables that a person scrolls.
import type { Windowed } from '../../store';

export type { Window, Windowed } from '../../store';

/** The same window with its rows as `view` shows them. */
export const shown = <Row, Shown>({ rows, total }: Windowed<Row>, view: (row: Row) => Shown): Windowed<Shown> => ({
  rows: rows.map(view),
  total,
});
