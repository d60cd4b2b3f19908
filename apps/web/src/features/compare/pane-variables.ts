import type { Variable } from "@slipway/prompts/variables/variable";
import { variablesToFill } from "#features/playground/index.ts";
import type { PaneConfig } from "./pane-config.ts";

/** The variables that can be filled in for any of the panes, each once: required where one pane requires it. */
export function paneVariables(configs: readonly PaneConfig[]): readonly Variable[] {
  const all = configs.flatMap((config) => (config.kind === "ready" ? variablesToFill(config.config) : []));
  const known = new Map<string, Variable>();
  for (const variable of all) {
    const other = known.get(variable.name);
    if (!other || (variable.required && !other.required)) known.set(variable.name, variable);
  }
  return [...known.values()];
}
