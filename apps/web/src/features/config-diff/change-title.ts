import { Parameters } from "@slipway/schemas/apps/parameters";
import { Budget } from "@slipway/schemas/runs/budget";
import type { z } from "zod";

/** Parts that the editor calls otherwise than their key says. */
const partTitles: Readonly<Record<string, string>> = { budget: "Limits", mcpServers: "MCP servers" };
const fieldsOf: Readonly<Record<string, Readonly<Record<string, z.ZodType>>>> = {
  parameters: Parameters.shape,
  budget: Budget.shape,
};
/** Below these the names are people's own. */
const named: ReadonlySet<string> = new Set([
  "variables",
  "skills",
  "mcpServers",
  "gates",
  "outputSchema",
  "memory",
]);
const entryWords: Readonly<Record<string, string>> = { prompt: "message", rules: "rule" };

/** Where a change stands, in the editor's words: `budget.maxTurns` as Limits, Turns. */
export function changeTitle(path: string): readonly string[] {
  const [part = "", ...rest] = path.split(".");
  const titles = rest.map((key, at) => {
    if (/^\d+$/.test(key)) return `${entryWords[rest[at - 1] ?? part] ?? "entry"} ${Number(key) + 1}`;
    if (named.has(part) && (at === 0 || part === "outputSchema")) return key;
    return fieldsOf[part]?.[key]?.meta()?.title ?? titleOf(key);
  });
  return [partTitles[part] ?? titleOf(part), ...titles];
}

/** `fallbackModels` as people read it: Fallback models. */
function titleOf(key: string): string {
  const words = key.replaceAll(/([A-Z])/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}
