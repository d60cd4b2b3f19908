import { isWithin, type Section } from "#report/report.ts";
import type { Figure } from "#scenario.ts";

const heads = ["", "Slipway", "bare", "budget", ""];
const widths = [58, 14, 14, 14, 6];

/** A section as a table to read. */
export function formatSection({ title, outcome }: Section): string {
  if ("failure" in outcome) return `\n${title}\n  FAILED ${outcome.failure}\n`;
  const rows = [heads, ...outcome.figures.map(toCells)];
  return `\n${title}\n${rows.map(toLine).join("\n")}\n`;
}

function toCells(figure: Figure): string[] {
  const { name, value, unit, bare, budget } = figure;
  const verdict = isWithin(figure) ? "ok" : "OVER";
  return [
    name,
    amount(value, unit),
    bare === undefined ? "" : amount(bare, unit),
    budget ? limitOf(budget, unit) : "",
    budget ? verdict : "",
  ];
}

function limitOf(budget: NonNullable<Figure["budget"]>, unit: string): string {
  return "atMost" in budget ? `≤ ${amount(budget.atMost, unit)}` : `≥ ${amount(budget.atLeast, unit)}`;
}

/** Three digits that matter. */
function amount(value: number, unit: string): string {
  const digits = Math.max(0, 2 - Math.floor(Math.log10(Math.max(Math.abs(value), 0.01))));
  return `${value.toFixed(Math.min(digits, 3))} ${unit}`.trim();
}

function toLine(cells: readonly string[]): string {
  const padded = cells.map((cell, index) =>
    index === 0 ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0),
  );
  return `  ${padded.join("")}`.trimEnd();
}
