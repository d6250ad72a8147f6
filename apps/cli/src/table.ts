/** A column of a table: its heading and what stands in it. */
export interface Column<Row> {
  readonly heading: string;
  readonly cell: (row: Row) => string;
  /** Right-aligned: numbers. */
  readonly isNumber?: true;
}

/** Rows as lines of aligned text under headings; one line when there are none. */
export function table<Row>(rows: readonly Row[], columns: readonly Column<Row>[]): readonly string[] {
  if (rows.length === 0) return ['(none)'];
  const cells = [columns.map(({ heading }) => heading), ...rows.map((row) => columns.map(({ cell }) => cell(row)))];
  const widths = columns.map((_, at) => Math.max(...cells.map((line) => line[at]?.length ?? 0)));
  return cells.map((line) =>
    line
      .map((text, at) => (columns[at]?.isNumber ? text.padStart(widths[at] ?? 0) : text.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
}

/** A value in a cell: a dash for nothing. */
export function shown(value: unknown): string {
  if (value === null || value === undefined || value === '') return '-';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
