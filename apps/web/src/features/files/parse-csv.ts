/** Rows of comma-separated values as RFC 4180 writes them, up to `maxRows`; semicolons and tabs separate too. */
export function parseCsv(text: string, maxRows: number): string[][] {
  const separator = separatorOf(text);
  const cells = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\n]*?))(${separator}|\\r?\\n|$)`, "y");
  const rows: string[][] = [];
  let row: string[] = [];
  // Every text begins with a cell: one without a quote, if nothing else.
  for (let found = cells.exec(text); found && text !== ""; found = cells.exec(text)) {
    const [, quoted, plain = "", end] = found;
    row.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end !== separator) {
      rows.push(row);
      row = [];
    }
    if (cells.lastIndex >= text.length || rows.length >= maxRows) break;
  }
  if (row.length > 0 && rows.length < maxRows) rows.push([...row, ""]);
  return rows;
}

/** What the first line has most of. */
function separatorOf(text: string): string {
  const [line = ""] = text.split("\n", 1);
  const counts = [",", ";", "\t"].map((separator) => [separator, line.split(separator).length] as const);
  return counts.toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? ",";
}
