import { expect, it } from "vitest";
import { changeTitle } from "./change-title.ts";

it.each([
  ["instructions", ["Instructions"]],
  ["budget.maxTurns", ["Limits", "Turns"]],
  ["parameters.topP", ["Parameters", "Top P"]],
  ["fallbackModels", ["Fallback models"]],
  ["prompt.1.content", ["Prompt", "message 2", "Content"]],
  ["permissions.rules.0.action", ["Permissions", "Rules", "rule 1", "Action"]],
  ["skills.code-review.content", ["Skills", "code-review", "Content"]],
  ["outputSchema.properties.maxTurns", ["Output schema", "properties", "maxTurns"]],
])("calls %s as the editor does", (path, words) => {
  expect(changeTitle(path)).toEqual(words);
});
