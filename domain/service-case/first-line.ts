/** The first line of a report, cut to `most` characters; `undefined` for an empty report. */
export function firstLineOf(report: string | null | undefined, most: number): string | undefined {
  const line = Array.from(
    report
      ?.trim()
      .split(/[\r\n]/, 1)[0]
      ?.trim() ?? '',
  );
  if (line.length === 0) return undefined;
  if (line.length <= most) return line.join('');
  const cut = line.slice(0, most - 1).join('');
  return `${cut.trimEnd()}…`;
}
