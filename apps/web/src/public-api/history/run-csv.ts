import type { Run } from "@slipway/schemas/runs/run";
import type { Names } from "#public-api/history/read-names.ts";

type Cell = string | number | null;

const columns: Readonly<Record<string, (run: Run, names: Pick<Names<Run>, "who">) => Cell>> = {
  id: (run) => run.id,
  createdAt: (run) => run.createdAt,
  app: (run) => run.app.slug,
  type: (run) => run.app.type,
  revision: (run) => run.revision,
  environment: (run) => run.environment,
  model: (run) => run.model,
  status: (run) => run.status,
  stopReason: (run) => run.stopReason,
  input: (run) => readInput(run.input),
  output: (run) => run.output?.text ?? null,
  error: (run) => (run.error ? `${run.error.code}: ${run.error.message}` : null),
  inputTokens: (run) => run.usage.inputTokens,
  outputTokens: (run) => run.usage.outputTokens,
  costUsd: (run) => run.costUsd,
  durationMs: (run) => run.durationMs,
  ttftMs: (run) => run.ttftMs,
  turns: (run) => run.usage.turns,
  toolCalls: (run) => run.usage.toolCalls,
  source: (run) => run.source,
  who: (run, { who }) => who(run),
  userId: (run) => run.userId,
  keyId: (run) => run.keyId ?? null,
  sessionId: (run) => run.sessionId,
  traceId: (run) => run.traceId,
};

/** The names of the columns; the project's is the last, where there are several. */
export function csvHead({ project }: { readonly project: unknown }): string {
  return toLine([...Object.keys(columns), ...(project ? ["project"] : [])]);
}

/** A run as a line of RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180). */
export function toCsvLine<Listed extends Run>(run: Listed, names: Names<Listed>): string {
  const cells = Object.values(columns).map((cellOf) => cellOf(run, names));
  return toLine(names.project ? [...cells, names.project(run)] : cells);
}

function toLine(cells: readonly Cell[]): string {
  return `${cells.map(toCell).join(",")}\r\n`;
}

/** What callers and models wrote is no formula, even where a spreadsheet would take it for one. */
function toCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const text = /^[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function readInput(input: Run["input"]): string {
  if (input.message !== undefined) return input.message;
  if (input.messages) return input.messages.map(({ role, content }) => `${role}: ${content}`).join("\n");
  return JSON.stringify(input.variables ?? {});
}
