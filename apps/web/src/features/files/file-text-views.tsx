import { parseCsv } from "./parse-csv.ts";

/** More rows than anybody reads; the file can be saved. */
const maxRows = 500;

/** Text with the numbers of its lines. */
export function Lines({ text }: { text: string }) {
  const lines = text.replace(/\n$/, "").split("\n");
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] py-2 text-12 leading-4">
      <pre aria-hidden="true" className="px-2.5 text-right text-faint select-none tabular-nums">
        {lines.map((_, at) => at + 1).join("\n")}
      </pre>
      <pre className="overflow-x-auto pr-3">
        <code>{text}</code>
      </pre>
    </div>
  );
}

/** Comma-separated values with their first row as heads. */
export function Table({ text }: { text: string }) {
  const [head = [], ...rows] = parseCsv(text, maxRows + 1);
  return (
    <table className="border-separate border-spacing-0 text-12">
      <thead className="sticky top-0 bg-bg">
        <tr>
          {head.map((name, at) => (
            <th
              // biome-ignore lint/suspicious/noArrayIndexKey: columns may share a name.
              key={at}
              scope="col"
              className="border-b border-line px-2.5 py-1.5 text-left font-medium text-muted"
            >
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => (
          <tr
            // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name.
            key={at}
          >
            {row.map((cell, column) => (
              <td
                // biome-ignore lint/suspicious/noArrayIndexKey: nor have cells.
                key={column}
                className="max-w-80 truncate border-b border-line px-2.5 py-1"
              >
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
