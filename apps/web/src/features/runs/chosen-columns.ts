import type { RunColumnKey } from "./run-columns.tsx";

/** Every column but the first, which is always there, in the order of the table. */
export const columnChoices = [
  "status",
  "app",
  "revision",
  "environment",
  "model",
  "duration",
  "ttft",
  "tokens",
  "cost",
  "who",
  "source",
  "when",
] as const satisfies readonly Exclude<RunColumnKey, "input">[];
export type ColumnChoice = (typeof columnChoices)[number];

/** As they are at first: what an address without columns shows. */
const shownAtFirst: readonly ColumnChoice[] = [
  "app",
  "revision",
  "model",
  "duration",
  "tokens",
  "cost",
  "source",
  "when",
];

export const columnsCookie = "run-columns";

/** Reads what was remembered: names with dots between. What is not one of ours is left out. */
export function parseColumns(text: string | undefined): readonly ColumnChoice[] {
  if (text === undefined) return shownAtFirst;
  const names = text.split(".");
  return columnChoices.filter((choice) => names.includes(choice));
}

/** The columns as an address names them; null: those of the beginning need no name. */
export function columnsInUrl(text: string | undefined): string | null {
  const named = parseColumns(text).join(".");
  return named === shownAtFirst.join(".") ? null : named;
}

/** The columns after one was switched, as they are remembered. */
export function switchColumn(shown: readonly ColumnChoice[], column: ColumnChoice, isShown: boolean): string {
  return columnChoices.filter((choice) => (choice === column ? isShown : shown.includes(choice))).join(".");
}
