// Windows of tables that a person scrolls.
import type { Windowed } from '../../store';

export type { Window, Windowed } from '../../store';

/** The same window, with each row as `view` shows it. */
export const shown = <Row, Shown>({ rows, total }: Windowed<Row>, view: (row: Row) => Shown): Windowed<Shown> => ({
  rows: rows.map(view),
  total,
});
